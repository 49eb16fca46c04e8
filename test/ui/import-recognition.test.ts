import { describe, expect, it } from 'vitest';
import type { FieldCard, ProviderCard } from '../../src/domain/provider-card.ts';
import { providers } from '../../src/providers/index.ts';
import { webexMeetings } from '../../src/providers/webex-meetings/webex-meetings.ts';
import { candidatesOf } from '../../src/ui/import/candidates.ts';
import { readWrittenDate } from '../../src/ui/import/dates.ts';
import type { ImportRow } from '../../src/ui/import/rows.ts';
import { cardFor } from '../fakes/cards.ts';

const webex = cardFor(webexMeetings);
const systems = providers.map(cardFor);

function row(values: Record<string, string>, more: Partial<ImportRow> = {}): ImportRow {
  const entries = Object.entries(values).map(([name, value]) => ({ name, value, secret: false }));
  return {
    label: '',
    line: null,
    leftOut: [],
    ragged: null,
    system: null,
    ...more,
    values: entries,
  };
}

/** What was recognised: each candidate's system, label and fields. */
function read(values: Record<string, string>, more: Partial<ImportRow> = {}, known = systems) {
  return candidatesOf([row(values, more)], known).map(
    ({ provider, label, sure, values: fields }) => ({
      system: provider?.id ?? null,
      label,
      sure,
      fields: Object.fromEntries([...fields].map(([name, { value }]) => [name, value])),
    }),
  );
}

const KEY = { apiKey: 'A', secretKey: 'S', passcode: 'P', email: 'E' };

describe('Names of a key', () => {
  it.each([
    ['labels', ['API key', 'Secret key', 'Passcode', 'Email']],
    ['capitals', ['APIKEY', 'SECRET_KEY', 'PASSCODE', 'E-MAIL']],
    ['one word', ['apikey', 'secretkey', 'passcode', 'email']],
    ['the system before them', ['webex_api_key', 'webex_secret', 'webex_passcode', 'webex_email']],
    ['a path', ['WEBEX.apiKey', 'WEBEX.secret', 'WEBEX.passcode', 'WEBEX.email']],
    ['an environment', ['prod-webex-api-key', 'prod-webex-secret', 'passcode_prod', 'email']],
    ['an environment after them', ['apiKeyProd', 'secretKeyProd', 'passcodeProd', 'emailProd']],
    ['a customer', ['acme_api_key', 'acme_secret_key', 'acme_passcode', 'acme_email']],
    ['short', ['key', 'secret', 'pass code', 'mail']],
    ['camel case', ['webexAPIKey', 'webexApiSecret', 'renewalPasscode', 'accountEmail']],
  ])('are recognised: %s', (_, [apiKey = '', secretKey = '', passcode = '', email = '']) => {
    const [found, ...more] = read({
      [apiKey]: 'A',
      [secretKey]: 'S',
      [passcode]: 'P',
      [email]: 'E',
    });
    expect(found?.fields).toEqual(KEY);
    expect(more).toEqual([]);
  });

  it.each(['session_key', 'monkey', 'public key', 'user_email', 'bearer_token', '__proto__', 'x'])(
    'are not seen in “%s”',
    (name) => {
      const [found] = read({ 'API key': 'A', 'Secret key': 'S', [name]: 'NOT OURS' });
      expect(Object.values(found?.fields ?? {})).toEqual(['A', 'S']);
    },
  );

  it('of another service stay with it', () => {
    const [found] = read({ webex_secret: 'S', passcode: 'P', email: 'E', github_api_key: 'G' });
    expect(found?.fields).toEqual({ secretKey: 'S', passcode: 'P', email: 'E' });
  });

  it('that call the system stand before those that could be anybody’s', () => {
    const [found] = read({ api_key: 'X', webex_api_key: 'A', webex_secret: 'S' });
    expect(found?.fields).toEqual({ apiKey: 'A', secretKey: 'S' });
  });
});

describe('A row', () => {
  it('with two environments is two keys, and each has what they share', () => {
    const found = read(
      {
        ...{ base_url: 'https://meetings-api.webex.com', email: 'E' },
        ...{ prod_api_key: 'A1', prod_secret: 'S1', prod_passcode: 'P1' },
        ...{ test_api_key: 'A2', test_secret: 'S2', test_passcode: 'P2', test_email: 'E2' },
      },
      { label: 'Meetings' },
    );
    expect(found.map(({ label, fields }) => [label, fields['apiKey'], fields['email']])).toEqual([
      ['Meetings (prod)', 'A1', 'E'],
      ['Meetings (test)', 'A2', 'E2'],
    ]);
  });

  it('with an address and an email alone is no key', () => {
    expect(read({ base_url: 'https://meetings-api.webex.com', email: 'E' })).toEqual([]);
  });

  it('has the name of its environment, whatever variable is called “name”', () => {
    const [found] = read({ ...KEY, name: 'John' }, { label: 'Production' });
    expect(found?.label).toBe('Production');
  });

  it('of a system that this version does not know is not taken for another', () => {
    expect(read({ ...KEY, System: 'Abacus' }, { line: 2 })).toMatchObject([
      { system: null, fields: {} },
    ]);
    expect(read({ ...KEY, System: 'Abacus' }, { line: 2, system: 'webex-meetings' })).toMatchObject(
      [{ system: 'webex-meetings', sure: true, fields: KEY }],
    );
  });
});

const other: ProviderCard = {
  ...webex,
  id: 'other-calls',
  label: 'Other Calls',
  synonyms: ['webex', 'other'],
  fields: [
    secret('token', 'Token', ['secret', 'api secret']),
    { ...secret('account', 'Account', ['email']), kind: 'text' },
  ],
};

function secret(name: string, label: string, synonyms: string[]): FieldCard {
  const plain = {
    required: true,
    advanced: false,
    initial: '',
    help: '',
    options: [],
    onlyWhen: null,
  };
  return { name, label, kind: 'secret', ...plain, synonyms };
}

describe('With several systems', () => {
  const known = [webex, other];

  it('one environment may hold a key of each', () => {
    const found = read(
      { webex_api_key: 'A', meetings_secret: 'S', other_token: 'T', email: 'E' },
      {},
      known,
    );
    expect(found).toMatchObject([
      { system: 'other-calls', fields: { token: 'T', account: 'E' } },
      { system: 'webex-meetings', fields: { apiKey: 'A', secretKey: 'S', email: 'E' } },
    ]);
  });

  it('a secret is not taken twice, though two systems have a name in common', () => {
    expect(
      read({ webex_api_key: 'A', webex_secret: 'S', passcode: 'P', email: 'E' }, {}, known),
    ).toHaveLength(1);
  });

  it('that leave a doubt are not chosen for good', () => {
    const [found] = read({ 'API key': 'A', 'Secret key': 'S' }, {}, known);
    expect(found).toMatchObject({ system: 'webex-meetings', sure: false });
  });

  it('the host decides where names do not', () => {
    const [found] = read({ api_key: 'A', secret: 'S', host: 'meetings-api.webex.com' }, {}, known);
    expect(found).toMatchObject({ system: 'webex-meetings', sure: true });
  });
});

describe('A date in a file', () => {
  const here = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

  it.each([
    ['2027-05-20', here(2027, 4, 20, 23, 59)],
    ['2027/5/20', here(2027, 4, 20, 23, 59)],
    ['20.05.2027', here(2027, 4, 20, 23, 59)],
    ['20.5.2027 10:30', here(2027, 4, 20, 10, 30)],
    ['5/20/2027', here(2027, 4, 20, 23, 59)],
    ['20/5/2027', here(2027, 4, 20, 23, 59)],
    ['20 May 2027', here(2027, 4, 20, 23, 59)],
    ['May 20, 2027, 10:30', here(2027, 4, 20, 10, 30)],
    ['20-MAY-2027', here(2027, 4, 20, 23, 59)],
    ['2027-05-20T10:30', here(2027, 4, 20, 10, 30)],
    ['2027-05-20T10:30:00.000Z', Date.UTC(2027, 4, 20, 10, 30)],
    ['2027-05-20 10:30 +02:00', Date.UTC(2027, 4, 20, 8, 30)],
  ])('is understood: %s', (text, instantMs) => {
    expect(readWrittenDate(text)).toBe(instantMs);
  });

  it.each([
    '05/06/2027',
    '31.02.2027',
    '2027-13-01',
    'soon',
    '',
    '20 Mau 2027',
    '2027-05-20T25:00',
  ])('is not guessed at: %s', (text) => {
    expect(readWrittenDate(text)).toBeNull();
  });
});
