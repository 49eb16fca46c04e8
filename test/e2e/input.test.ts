import { beforeAll, describe, expect, it } from 'vitest';
import { LOOPBACK, useScene } from './scene.ts';

const scene = useScene('shared');

beforeAll(async () => {
  await scene.openVault();
  await scene.browser.allowHost(LOOPBACK);
});

const BAD_KEYS = [
  ['without an API key', { apiKey: '' }, /Please look at “API key”.*API key is missing/],
  ['without a secret', { secretKey: '' }, /Please look at “Secret key”.*Secret key is missing/],
  ['with a blank secret', { secretKey: '   ' }, /Please look at “Secret key”.*is missing/],
  ['without a passcode', { passcode: '' }, /Please look at “Passcode”.*Passcode is missing/],
  ['with an email that is none', { email: 'dev@example' }, /“Email”.*is not an email address/],
  ['at an address without TLS', { baseUrl: 'http://example.com' }, /“Base URL”.*begin with https/],
  ['at a host that looks like this one', { baseUrl: 'http://127.0.0.1.example.com' }, /“Base URL”/],
  ['at a script', { baseUrl: 'javascript:alert(1)' }, /“Base URL”.*must begin with https/],
  ['at no address', { baseUrl: 'example' }, /“Base URL”.*is not a web address/],
] as const;

describe('A key', () => {
  it.each(BAD_KEYS)('%s is refused in words, and stays in the form', async (_, change, words) => {
    const popup = await scene.popup();
    await popup.fillNewKey(scene.sandboxKey(change));
    await popup.saveKey();
    expect((await popup.alert()).text).toMatch(words);
    expect(await popup.valueOf('API key')).toBe(scene.sandboxKey(change).apiKey);
    await popup.press('button|Cancel');
    await popup.find('button|Add key');
    expect(await popup.shows('article')).toBe(false);
  });

  it('that was put right is kept, without asking for all of it again', async () => {
    const popup = await scene.popup();
    await popup.fillNewKey(scene.sandboxKey({ secretKey: '' }));
    await popup.saveKey();
    await popup.alert();
    await popup.fillKey({ secretKey: scene.sandboxKey().secretKey ?? '' });
    await popup.saveKey();
    await popup.find('list|Keys', 'article|Sandbox');
  });
});

const BAD_QUESTIONS = [
  ['letters between its digits', '400 971 23A', /Not a session key.*letters between the digits/],
  ['eight digits', '4009 7123', /Some digits are missing.*8 digits.*9 to 11/],
  ['twelve digits', '400 971 234 567', /Too many digits.*has 12.*9 to 11/],
  ['an email without a domain', 'test@', /email is not complete.*“example\.com”/],
  ['an email whose domain has no dot', 'test@cisco', /email is not complete/],
  ['an email with two signs', 'a@b@example.com', /Not an email that we understand.*second @/],
  ['a phone number', '+1 415 655 0001', /looks like a phone number/],
  ['a personal room', 'https://acme.webex.com/meet/jdoe', /holds no session key.*9 to 11 digits/],
  ['a link elsewhere', 'https://webex.com.evil.example/', /does not lead to Webex/],
  ['a word', 'hello', /We do not know what this is.*session key of 9 to 11 digits/],
  ['nothing', '', /Nothing to look up yet.*Type or paste/],
] as const;

describe('A question', () => {
  it.each(BAD_QUESTIONS)('of %s is answered without asking anybody', async (_, typed, words) => {
    const popup = await scene.popup();
    await popup.lookUp(typed);
    expect((await popup.alert()).text).toMatch(words);
    expect(scene.sandbox.requests).toEqual([]);
  });

  it('of a session key in any spelling is understood', async () => {
    for (const typed of [
      '400-971-234',
      ' 400.971.234 ',
      '400971234@example.webex.com',
      'Meeting number (access code): 400 971 234',
    ]) {
      const popup = await scene.popup();
      await popup.lookUp(typed);
      await popup.meeting("John's Personal Room");
    }
    const bodies = new Set(scene.sandbox.requests.map(({ body }) => body));
    expect(bodies).toEqual(new Set(['{"sessionKey":400971234}']));
  });
});
