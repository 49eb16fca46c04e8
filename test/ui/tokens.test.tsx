// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CredentialSummary } from '../../src/domain/credential.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { ProviderCard } from '../../src/domain/provider-card.ts';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import { oneKey, unlockedState, webexCard } from '../preview/fixtures.ts';
import { MADE_TOKEN } from '../preview/token-answers.ts';
import {
  all,
  closePage,
  fact,
  field,
  find,
  openPanel,
  openPopup,
  press,
  see,
  type,
} from './person.ts';

let copied: string[];
let program: FakeProgram;

beforeEach(() => {
  copied = [];
  vi.stubGlobal('navigator', {
    clipboard: { writeText: async (text: string) => void copied.push(text) },
  });
});
afterEach(() => {
  closePage();
  vi.unstubAllGlobals();
});

const text = () => document.querySelector('#app')?.textContent ?? '';
const lastInput = (call: string) => program.inputs[program.log.lastIndexOf(call)];
const footNote = () => document.querySelector('.foot-note')?.textContent ?? '';

async function openTokens(
  answers: Partial<FakeProgram['answers']> = {},
  {
    keys = [oneKey],
    open = openPopup,
  }: { keys?: CredentialSummary[]; open?: typeof openPopup } = {},
): Promise<void> {
  program = createFakeProgram({ ...unlockedState, credentials: keys });
  program.answers = { ...program.answers, ...answers };
  open(program);
  await see(() => find('button', 'Lock'));
  find('tab', 'Tokens').click();
  await see(() => field('Token to inspect'));
}

async function openTokensWithKey(answers: Partial<FakeProgram['answers']> = {}): Promise<void> {
  await openTokens(answers);
  await see(() => find('button', 'Create token'));
}

async function create(): Promise<HTMLElement> {
  press('Create token');
  return see(() => find('region', 'Token'));
}

async function prove(passphrase: string, within: HTMLElement): Promise<void> {
  type('Passphrase again', passphrase);
  await see(() => expect(field('Passphrase again').value).toBe(passphrase));
  press('Show', within);
}

async function inspect(token: string): Promise<HTMLElement> {
  type('Token to inspect', token);
  return see(() => find('region', 'Inspection'));
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokenOf = (claims: object, header: object = { alg: 'HS256' }) =>
  `${part(header)}.${part(claims)}.${Buffer.from('s'.repeat(32)).toString('base64url')}`;
const nowSeconds = () => Math.floor(Date.now() / SECOND);

describe('The tab Tokens', () => {
  it.each([
    ['popup', openPopup],
    ['panel', openPanel],
  ])('makes a token in the %s and says what it says, without showing it', async (_, open) => {
    await openTokens({}, { open });
    await see(() => find('button', 'Create token'));
    const region = await create();
    expect(fact('aud', region)).toBe('userName');
    expect(fact('exp', region)).toMatch(/\d+.* · in 4 min$/);
    expect(region.textContent).toMatch(/Expires in 4:(30|29)/);
    expect(text()).not.toContain(MADE_TOKEN);
    expect(program.log).not.toContain('tokens.copy');
    expect(lastInput('tokens.create')).toEqual({
      credentialId: 'key-1',
      kind: 'api',
      lifetimeSeconds: null,
      values: {},
      extra: '',
      madeForSeconds: null,
    });
  });

  it('copies it, and it is taken off the clipboard again', async () => {
    await openTokensWithKey();
    const region = await create();
    press('Copy token', region);
    await see(() => expect(copied).toEqual([MADE_TOKEN]));
    await see(() => expect(footNote()).toContain('taken off the clipboard in 30 s'));
    expect(lastInput('clipboard.copied')).toEqual({ text: MADE_TOKEN });
    expect(lastInput('tokens.copy')).toMatchObject({ madeForSeconds: expect.any(Number) });
    expect(text()).not.toContain(MADE_TOKEN);
  });

  it('is copied as code that makes another, without the token and its secret', async () => {
    await openTokensWithKey();
    await create();
    await see(() => press('Copy snippet'));
    await see(() => expect(copied.join()).toContain('YOUR_SECRET'));
    expect(copied.join()).toContain('1f0d2090-ebcf-11e8-8eb2-f2801f1b9fd1');
    expect(copied.join()).not.toContain(MADE_TOKEN.split('.')[2] ?? '');
  });

  it('shows it after the passphrase, and hides it again', async () => {
    await openTokensWithKey();
    const region = await create();
    press('Show token', region);
    await see(() => field('Passphrase again'));
    await prove('a guess', region);
    await see(() => expect(all('alert', region)).toHaveLength(1));
    expect(document.querySelector('code')).toBeNull();
    await prove(PASSPHRASE, region);
    await see(() => expect(document.querySelector('code')?.textContent).toBe(MADE_TOKEN));
    press('Hide token', region);
    await see(() => expect(document.querySelector('code')).toBeNull());
    expect(document.activeElement?.textContent).toBe('Show token');
  });

  it('says when it is over, and offers it no more', async () => {
    const answer = createFakeProgram().answers['tokens.create'];
    await openTokensWithKey({
      'tokens.create': async (wish) => ({ ...(await answer(wish)), expiresAtMs: Date.now() - 1 }),
    });
    const region = await create();
    expect(region.textContent).toContain('Expired');
    // Code makes a new one each time.
    expect(all('button', region).map((each) => each.textContent)).toEqual(['Copy snippet']);
  });

  it('takes another lifetime and further claims, and shows why they are refused', async () => {
    const refusal = { field: 'extra', label: 'Extra claims', problem: 'must be a JSON object' };
    await openTokensWithKey({
      'tokens.create': () => {
        throw new Failure('field-invalid', refusal);
      },
    });
    type('Lifetime (seconds)', '600');
    type('Extra claims (JSON)', '[]');
    await see(() => expect(field('Extra claims (JSON)').value).toBe('[]'));
    press('Create token');
    await see(() => find('alert', /Extra claims must be a JSON object/));
    expect(lastInput('tokens.create')).toMatchObject({ lifetimeSeconds: 600, extra: '[]' });
    expect(() => find('region', 'Token')).toThrow();
  });

  it('shows no token that was wished for before, when another is meant', async () => {
    let answer = () => {};
    await openTokensWithKey();
    const create = program.answers['tokens.create'];
    program.answers['tokens.create'] = (wish) =>
      new Promise((resolve) => {
        answer = () => resolve(create(wish));
      });
    await see(() => press('Create token'));
    await see(() => expect(program.log).toContain('tokens.create'));
    type('Lifetime (seconds)', '900');
    await see(() => expect(field('Lifetime (seconds)').value).toBe('900'));
    answer();
    await see(() => expect(find('button', 'Create token').getAttribute('aria-busy')).toBeNull());
    expect(text()).not.toContain('Copy token');
  });

  it('drops the token once another is meant', async () => {
    await openTokensWithKey();
    await create();
    type('Lifetime (seconds)', '301');
    await see(() => expect(all('region').map((each) => each.className)).toEqual([]));
  });

  it('asks for what a kind of token needs, and warns of a long life', async () => {
    const usual = { least: 60, most: 7_200, advised: 3_600, usual: 60 };
    const choice = { initial: '', options: [], required: false };
    const card: ProviderCard = {
      ...webexCard,
      tokens: [
        { ...usual, id: 'api', label: 'API token', fields: [] },
        {
          ...usual,
          id: 'session',
          label: 'Session token',
          fields: [
            { ...choice, name: 'tpc', label: 'Topic', kind: 'text', required: true },
            { ...choice, name: 'record', label: 'Record', kind: 'switch' },
            {
              ...choice,
              name: 'role_type',
              label: 'Role',
              kind: 'choice',
              required: true,
              initial: '0',
              options: [
                { value: '1', label: 'Host' },
                { value: '0', label: 'Participant' },
              ],
            },
          ],
        },
      ],
    };
    await openTokensWithKey({ 'providers.list': () => [card] });
    const kind = field('Kind');
    kind.value = 'session';
    kind.dispatchEvent(new Event('change', { bubbles: true }));
    await see(() => field('Topic'));
    type('Topic', 'Support');
    type('Lifetime (seconds)', '3601');
    await see(() => find('status', /At most 1 h is advised/));
    field('Record').click();
    await see(() => expect(field('Record').checked).toBe(true));
    await create();
    expect(lastInput('tokens.create')).toMatchObject({
      kind: 'session',
      lifetimeSeconds: 3_601,
      values: { tpc: 'Support', record: 'yes', role_type: '0' },
    });
  });

  it('inspects tokens also where no key makes any', async () => {
    await openTokens({}, { keys: [] });
    expect(text()).toContain('There is no key yet that makes tokens');
    expect((await inspect('x')).textContent).toContain('Not a token');
  });
});

describe('A token that is pasted', () => {
  it('is taken apart at once: claims, dates, what is wrong, and whose key signed it', async () => {
    await openTokensWithKey();
    const region = await inspect(tokenOf({ sub: 'x', exp: nowSeconds() - 185 }));
    expect(region.textContent).toContain('It expired 3 min ago.');
    expect(fact('sub', region)).toBe('x');
    expect(fact('exp', region)).toMatch(/3 min ago$/);
    expect(fact('alg', region)).toBe('HS256');
    await see(() => expect(fact('Signed by', region)).toBe('Support desk (Secret key)'));
  });

  it('goes to the worker once, when typing has paused, without what stood around it', async () => {
    await openTokensWithKey();
    const token = tokenOf({ exp: nowSeconds() + 60 });
    type('Token to inspect', token.slice(0, -1));
    await inspect(`Bearer ${token}`);
    await see(() => expect(program.log).toContain('tokens.find-signers'));
    expect(program.log.filter((call) => call === 'tokens.find-signers')).toHaveLength(1);
    expect(lastInput('tokens.find-signers')).toEqual({ token });
  });

  it('is not asked about where no shared secret can have signed it', async () => {
    await openTokensWithKey();
    const region = await inspect(tokenOf({ exp: nowSeconds() + 60 }, { alg: 'none' }));
    expect(region.textContent).toContain('it is refused');
    expect(region.textContent).not.toContain('Signed by');
    await inspect(tokenOf({ exp: nowSeconds() + 60 }, { alg: 'HS256' }));
    await see(() => expect(program.log).toContain('tokens.find-signers'));
    expect(program.log.filter((call) => call === 'tokens.find-signers')).toHaveLength(1);
  });

  it('that is endless is taken apart, and no key is tried on it', async () => {
    await openTokensWithKey();
    await inspect(tokenOf({ sub: 'e'.repeat(20_000) }));
    await see(() => expect(find('region', 'Inspection').textContent).toContain('is not tried'));
    expect(document.querySelector('[role=alert]')).toBeNull();
  });

  it('that no key signed is said to be nobody’s', async () => {
    await openTokensWithKey({ 'tokens.find-signers': () => ({ signers: [], tried: 7 }) });
    const region = await inspect(tokenOf({ exp: nowSeconds() + 60 }));
    await see(() => expect(fact('Signed by', region)).toContain('None of the keys here'));
    expect(fact('Signed by', region)).toContain('All 7 keys');
    expect(region.textContent).toContain('Nothing is wrong with its form and its times.');
  });

  it('that says HTML is shown as text', async () => {
    await openTokensWithKey();
    const region = await inspect(tokenOf({ sub: '<img src=x onerror=alert(1)>' }));
    expect(fact('sub', region)).toBe('<img src=x onerror=alert(1)>');
    expect(region.querySelector('img')).toBeNull();
  });
});

describe('A key’s card', () => {
  it('copies a token in one click', async () => {
    program = createFakeProgram();
    openPopup(program);
    await see(() => find('button', 'Lock'));
    find('tab', 'Keys').click();
    const card = await see(() => find('article', 'Support desk'));
    // Its script comes a moment later; its place is kept until then.
    await see(() =>
      expect(find('button', 'Copy token', card).getAttribute('aria-disabled')).toBeNull(),
    );
    press('Copy token', card);
    await see(() => expect(copied).toEqual([MADE_TOKEN]));
    expect(lastInput('tokens.copy')).toMatchObject({ credentialId: 'key-1', kind: null });
    await see(() => expect(footNote()).toContain('taken off the clipboard'));
    await see(() => expect(card.textContent).toContain('API token, valid for '));
    press('Other kinds and lifetimes', card);
    await see(() => find('button', 'Create token'));
  });

  it.each<[string, Partial<CredentialSummary>]>([
    ['is disabled', { disabled: true }],
    ['has expired', { expired: true, expiresAtMs: Date.now() - MINUTE }],
    ['makes none', { abilities: ['meetings'] }],
  ])('offers no token where the key %s', async (_, part) => {
    program = createFakeProgram({
      ...unlockedState,
      credentials: [
        { ...oneKey, ...part },
        { ...oneKey, id: 'b', label: 'Other' },
      ],
    });
    openPopup(program);
    await see(() => find('button', 'Lock'));
    find('tab', 'Keys').click();
    const other = await see(() => find('article', 'Other'));
    await see(() => find('button', 'Copy token', other));
    expect(() => find('button', 'Copy token', find('article', 'Support desk'))).toThrow();
  });
});
