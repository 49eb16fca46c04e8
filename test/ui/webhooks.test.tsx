// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { CredentialSummary } from '../../src/domain/credential.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { WebhookProblem } from '../../src/domain/webhook.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import { oneKey, unlockedState } from '../preview/fixtures.ts';
import { deliveryVerdict } from '../preview/token-answers.ts';
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

afterEach(closePage);

const hookKey: CredentialSummary = {
  ...oneKey,
  id: 'hook',
  label: 'Courier',
  abilities: ['webhooks'],
};
const BODY = '{"event":"parcel.delivered","note":"<b>door</b>","download_token":"abc"}';

let program: FakeProgram;
const text = () => document.querySelector('#app')?.textContent ?? '';
const lastInput = () => program.inputs[program.log.lastIndexOf('webhooks.verify')];

async function openWebhooks(
  answers: Partial<FakeProgram['answers']> = {},
  credentials = [oneKey, hookKey],
): Promise<void> {
  program = createFakeProgram({ ...unlockedState, credentials });
  program.answers = { ...program.answers, ...answers };
  openPanel(program);
  await see(() => find('tab', 'Webhooks'));
  find('tab', 'Webhooks').click();
}

async function verify(headers: string, body: string): Promise<HTMLElement> {
  await see(() => field('Headers'));
  type('Headers', headers);
  type('Body', body);
  await see(() => expect(field('Body').value).toBe(body));
  press('Verify');
  return see(() => find('region', 'Verdict'));
}

const answering = (part: Parameters<typeof deliveryVerdict>[0]) => ({
  'webhooks.verify': () => deliveryVerdict(part),
});

describe('The tab Webhooks', () => {
  it('says of a delivery that it is valid, how old, and what it says', async () => {
    await openWebhooks();
    const region = await verify('X-Zm-Signature: v0=abc', BODY);
    expect(region.textContent).toMatch(/^Valid: x-zm-signature/);
    expect(fact('Checked by', region)).toBe('x-zm-signature, SHA-256');
    expect(fact('Signed', region)).toContain('1 min before it was checked');
    expect(fact('Event', region)).toBe('parcel.delivered');
    expect(fact('note', region)).toBe('<b>door</b>');
    expect(region.querySelector('b')).toBeNull();
    expect(fact('download_token', region)).toBe('••••••');
    expect(lastInput()).toEqual({
      credentialId: 'hook',
      headers: { 'x-zm-signature': 'v0=abc' },
      body: BODY,
    });
  });

  it.each<[WebhookProblem, RegExp]>([
    ['secret-missing', /^Not valid: the key has no secret/],
    ['header-missing', /^Not valid: the header x-zm-signature/],
    ['header-odd', /^Not valid: x-zm-signature does not look like/],
    ['signature', /^Not valid: .* a byte was changed/],
    ['age', /^Not valid: it was signed more than five minutes/],
  ])('says why one is not: %s', async (problem, words) => {
    await openWebhooks(answering({ problem }));
    const region = await verify('a: b', BODY);
    expect(region.textContent).toMatch(words);
    expect(region.textContent).toContain('which nobody has vouched for');
  });

  it('has the answer ready that the system wants', async () => {
    await openWebhooks(answering({ reply: '{"plainToken":"x"}' }));
    const region = await verify('a: b', '{}');
    expect(region.querySelector('code')?.textContent).toBe('{"plainToken":"x"}');
    find('button', 'Copy answer', region);
  });

  it('says what a token does not prove, and how the body had to be read', async () => {
    await openWebhooks({
      'webhooks.verify': () => ({
        ...deliveryVerdict({ algorithm: null, signedAtMs: null }),
        reading: 'windows-lines',
      }),
    });
    const region = await verify('a: b', 'not JSON');
    expect(region.textContent).toContain('whoever has it can send anything');
    expect(region.textContent).toContain('Windows line ends');
    expect(region.querySelector('code')?.textContent).toBe('not JSON');
  });

  it('takes the body from below the headers where they were pasted as one', async () => {
    await openWebhooks();
    await verify(`POST /hook HTTP/1.1\nA: 1\n\n${BODY}`, '');
    expect(lastInput()).toMatchObject({ headers: { a: '1' }, body: BODY });
    expect(text()).toContain('The body is taken from what is pasted as headers.');
  });

  it('shows no verdict on what is there no more when it comes', async () => {
    let answer = () => {};
    await openWebhooks({
      'webhooks.verify': () =>
        new Promise((resolve) => {
          answer = () => resolve(deliveryVerdict());
        }),
    });
    await see(() => field('Headers'));
    type('Body', 'one');
    type('Headers', 'a: b');
    await see(() => expect(text()).toContain('1 header is understood'));
    press('Verify');
    await see(() => expect(lastInput()).toMatchObject({ body: 'one' }));
    type('Body', 'two');
    await see(() => expect(field('Body').value).toBe('two'));
    answer();
    await see(() => expect(find('button', 'Verify').getAttribute('aria-busy')).toBeNull());
    expect(all('region').map((each) => each.getAttribute('aria-label'))).not.toContain('Verdict');
  });

  it('takes the focus to its word', async () => {
    await openWebhooks();
    const region = await verify('X-Zm-Signature: v0=abc', BODY);
    await see(() => expect(region.contains(document.activeElement)).toBe(true));
  });

  it('takes a verdict away once something else stands there', async () => {
    await openWebhooks();
    await verify('a: b', BODY);
    type('Body', `${BODY} `);
    await see(() => expect(() => find('region', 'Verdict')).toThrow());
  });

  it('shows a failure, and no verdict', async () => {
    await openWebhooks({
      'webhooks.verify': () => {
        throw new Failure('credential-disabled', { label: 'Courier' });
      },
    });
    await see(() => find('button', 'Verify'));
    press('Verify');
    await see(() => find('alert', /disabled/));
    expect(() => find('region', 'Verdict')).toThrow();
  });

  it('says what it needs where no key can do it', async () => {
    await openWebhooks({}, [oneKey]);
    await see(() => expect(text()).toContain('No key checks webhooks yet'));
    press('Open Keys');
    await see(() => find('article', 'Support desk'));
  });

  it('is not in the popup', async () => {
    program = createFakeProgram();
    openPopup(program);
    await see(() => find('tab', 'Tokens'));
    expect(() => find('tab', 'Webhooks')).toThrow();
  });
});
