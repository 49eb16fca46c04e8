import { createServer } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultKey, type FailureKind, type FailureOptions } from '../sandbox/sandbox.ts';
import type { Alert } from './pages/latchkey-page.ts';
import type { PopupPage } from './pages/popup-page.ts';
import { LOOPBACK, PASSPHRASE, useScene } from './scene.ts';

const ROOM = "John's Personal Room";
const SESSION_KEY = '400 971 234';
const scene = useScene('shared');

/** Every sentence that was said here, by what had happened. */
const said = new Map<string, string>();

beforeAll(async () => {
  await scene.openVault();
  await scene.browser.allowHost(LOOPBACK);
});
afterEach(() => scene.sandbox.failNoMore());

/** What is said matches, is remembered for the comparison at the end, and offers what helps. */
function expectSaid(alert: Alert, what: string, words: RegExp, button: string | null): void {
  expect(alert.text).toMatch(words);
  expect(alert.buttons).toEqual(button === null ? [] : [button]);
  said.set(what, alert.text);
}

async function expectToWork(popup: PopupPage): Promise<void> {
  await popup.lookUp(SESSION_KEY);
  await popup.meeting(ROOM);
  expect(await popup.shows('alert')).toBe(false);
}

async function changeKey(popup: PopupPage, change: Parameters<PopupPage['fillKey']>[0]) {
  await popup.editKey('Sandbox', change);
  await popup.openTab('Look up');
}

describe('A key', () => {
  it('whose time is over says so before anything is sent', async () => {
    const popup = await scene.popup();
    await popup.addKey(scene.sandboxKey({ expires: '2020-01-01T00:00' }));
    await popup.lookUp(SESSION_KEY);
    const words = /“Sandbox” has expired.*ended on 1 Jan 2020\. Put in the new key/;
    expectSaid(await popup.alert(), 'expired here', words, 'Open Keys');
    expect(scene.sandbox.requests).toEqual([]);
    await changeKey(popup, { expires: '' });
    await expectToWork(popup);
  });

  it('that the server calls expired says so', async () => {
    const popup = await scene.popup();
    scene.sandbox.webexMeetings.expireKey(defaultKey.apikey);
    await popup.lookUp(SESSION_KEY);
    const words = /“Sandbox” has expired.*The server says.*Put in the new key/;
    expectSaid(await popup.alert(), 'expired there', words, 'Open Keys');
    scene.sandbox.webexMeetings.addKey(defaultKey);
    await expectToWork(popup);
  });

  it('with a wrong secret is not called expired, and the right secret puts it right', async () => {
    const popup = await scene.popup();
    await changeKey(popup, { secretKey: 'SOMEBODYELSES' });
    await popup.lookUp(SESSION_KEY);
    const words = /“Sandbox” was not accepted.*Check that API key and secret key belong together/;
    expectSaid(await popup.alert(), 'wrong secret', words, 'Open Keys');
    expect(scene.sandbox.requests.at(-1)?.verdict).toBe('TOKEN_SIGNATURE');
    await changeKey(popup, { secretKey: defaultKey.secretkey });
    await expectToWork(popup);
  });

  it('whose host nobody answers at leaves the network to check', async () => {
    const popup = await scene.popup();
    const { secretKey, passcode } = scene.sandboxKey();
    const secrets = { ...(secretKey && { secretKey }), ...(passcode && { passcode }) };
    await changeKey(popup, { ...secrets, baseUrl: `http://127.0.0.1:${await unusedPort()}` });
    await popup.lookUp(SESSION_KEY);
    const words = /No connection.*could not be reached\. Check the network/;
    expectSaid(await popup.alert(), 'no network', words, 'Try again');
    await changeKey(popup, { ...secrets, baseUrl: scene.sandbox.origin });
    await expectToWork(popup);
  });

  it('whose host is not allowed sends nothing and offers to allow it', async () => {
    await scene.browser.forbidHost(LOOPBACK);
    const before = scene.sandbox.requests.length;
    const popup = await scene.popup();
    await popup.lookUp(SESSION_KEY);
    const words = /does not allow this host yet.*needs your permission.*Nothing was sent/;
    expectSaid(await popup.alert(), 'no permission', words, 'Allow host');
    expect(scene.sandbox.requests).toHaveLength(before);
    await scene.browser.allowHost(LOOPBACK);
    await expectToWork(await scene.popup());
  });
});

describe('A wrong passphrase', () => {
  it('is said as such, and the right one opens', async () => {
    const popup = await scene.popup();
    await popup.lock();
    await popup.unlock('some other words');
    const words = /does not open the vault.*Check Caps Lock.*or use the recovery code/;
    expectSaid(await popup.alert(), 'wrong passphrase', words, null);
    await popup.unlock(PASSPHRASE);
    await expectToWork(popup);
  });
});

type Row = readonly [
  what: string,
  typed: string,
  fail: readonly [FailureKind, FailureOptions?] | null,
  words: RegExp,
  button: string | null,
];

const retired = /seems to be switched off.*Ask whoever gave you the key what replaces it/;
const ANSWERS: readonly Row[] = [
  ['no such meeting', '999999999', null, /No meeting with this.*Read the digits back/, null],
  ['status 410', SESSION_KEY, ['gone'], retired, null],
  ['a sign-in page', SESSION_KEY, ['html'], retired, null],
  ['a page that says 404', SESSION_KEY, ['retired-404'], retired, null],
  ['a redirect', SESSION_KEY, ['redirect'], /Sent elsewhere.*never follows/, 'Try again'],
  [
    'too many',
    SESSION_KEY,
    ['rate-limited', { retryAfterSeconds: 1 }],
    /Too many questions.*may ask again at/,
    'Try again',
  ],
  ['half of the JSON', SESSION_KEY, ['cut-off'], /incomplete.*none of it was used/, 'Try again'],
  ['half a reply', SESSION_KEY, ['cut-connection'], /broke off.*hung up/, 'Try again'],
  [
    'a fault in XML',
    SESSION_KEY,
    ['xml-fault', { exceptionId: '000001', reason: 'Access denied' }],
    /The server said no.*“Access denied”.*000001/,
    'Try again',
  ],
  ['nothing', SESSION_KEY, ['empty'], /empty answer.*nothing in it/, 'Try again'],
  ['an error', SESSION_KEY, ['error'], /has a problem.*error 500.*not your key/, 'Try again'],
  ['another shape', SESSION_KEY, ['wrong-shape'], /cannot read.*“schedule”.*tell/, 'Try again'],
  ['a refusal', SESSION_KEY, ['unauthorized'], /was not accepted.*refused the key/, 'Open Keys'],
];

describe('A server', () => {
  let patient: Promise<Alert>;

  it('that is slow is asked in the panel, and waited for while the popup works', async () => {
    const panel = await scene.panel();
    scene.sandbox.failNext('slow', { delayMs: 40_000 });
    const asked = scene.sandbox.nextRequest();
    await panel.lookUp('512340011');
    await asked;
    patient = panel.alert();
    await expectToWork(await scene.popup());
  });

  it.each(ANSWERS)(
    'that answers with %s is understood',
    async (what, typed, fail, words, button) => {
      const popup = await scene.popup();
      if (fail) scene.sandbox.failNext(...fail);
      await popup.lookUp(typed);
      expectSaid(await popup.alert(), what, words, button);
      await expectToWork(popup);
    },
  );

  it('that sends us elsewhere is not followed there', () => {
    expect(scene.sandbox.elsewhere.requests).toEqual([]);
  });

  it('that is slow is given up after a while, in words', async () => {
    expectSaid(await patient, 'slow', /No answer in time.*within 20 seconds/, 'Try again');
  });
});

describe('A background that ends in mid-question', () => {
  it('is started and asked once more, and nobody notices', async () => {
    const popup = await scene.popup();
    await expectToWork(popup);
    for (const [typed, name] of [
      ['512340011', 'Support stand-up'],
      [SESSION_KEY, ROOM],
    ] as const) {
      scene.sandbox.failNext('slow', { delayMs: 10_000 });
      const asked = scene.sandbox.nextRequest();
      await popup.lookUp(typed);
      await asked;
      await scene.browser.stopBackground();
      await popup.meeting(name);
      expect(await popup.shows('alert')).toBe(false);
    }
  });
});

describe('In the end', () => {
  it('each way to fail has a sentence of its own', () => {
    const kinds = [...said].filter(([what]) => !SAME_KIND.includes(what));
    expect(kinds).toHaveLength(17);
    expect(new Set(kinds.map(([, sentence]) => sentence)).size).toBe(kinds.length);
  });

  it('nothing is lost: the key is there and works', async () => {
    const popup = await scene.popup();
    await popup.openTab('Keys');
    await popup.find('list|Keys', 'article|Sandbox');
    await expectToWork(popup);
  });
});

/** Said like another one, because it is the same to the person: a service that is gone, a refusal. */
const SAME_KIND = ['a sign-in page', 'a page that says 404', 'a refusal'];

/** A port of this computer at which nobody listens. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was free.');
  return address.port;
}
