import type { CDPSession } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultKey, webexMeetingsPaths } from '../../sandbox/sandbox.ts';
import { PanelPage } from '../pages/panel-page.ts';
import { canary } from '../profile/canaries.ts';
import { LOOPBACK, useScene } from '../scene.ts';
import { takeHeap } from './heap.ts';

const MEETING = 'Support stand-up';

const typed = {
  passphrase: canary(),
  'API key': canary(),
  'secret key': canary(),
  passcode: canary(),
  'passcode, changed': canary(),
  'secret key of an open form': canary(),
  'passphrase that is wrong': canary(),
};
const secrets: Record<string, string> = {
  ...typed,
  'meeting password': 'Kettle-42',
  'audio password': '7788990',
};

/** A panel whose every element can be let go: the test tool's own way to fill a field holds on to it. */
class ForgetfulPanel extends PanelPage {
  override async fill(label: string, value: string, role = 'field'): Promise<void> {
    const field = await this.find(`${role}|${label}`);
    // The form may still be about to put the focus where it thinks it belongs.
    while ((await this.valueOf(label, role)) !== value) {
      await field.focus();
      await field.evaluate((found) => (found instanceof HTMLInputElement ? found.select() : null));
      await this.page.keyboard.press('Backspace');
      await this.page.keyboard.type(value);
    }
  }
}

// Firefox tells no test what its pages hold.
describe('What JavaScript holds', () => {
  const scene = useScene();
  let panel: ForgetfulPanel;
  let worker: CDPSession;
  let page: CDPSession;

  beforeAll(async () => {
    panel = new ForgetfulPanel((await scene.panel()).page);
    page = await panel.page.createCDPSession();
    const target = await panel.page
      .browser()
      .waitForTarget(
        (each) => each.type() === 'service_worker' && each.url().includes('extension'),
      );
    worker = await target.createCDPSession();
  });
  afterAll(async () => {
    await worker.detach();
    await page.detach();
  });

  async function expectForgotten(session: CDPSession): Promise<void> {
    await panel.letGo();
    const heap = await takeHeap(session);
    expect(heap.strings).toBeGreaterThan(1_000);
    const held = Object.entries(secrets).flatMap(([name, value]) =>
      heap.holding(value).map(({ text, path }) => `${name} in ${JSON.stringify(text)}\n  ${path}`),
    );
    expect(held.join('\n\n')).toBe('');
  }

  it('while a key is typed: the page what is typed', async () => {
    await panel.createVault(typed.passphrase);
    const code = await panel.recoveryCode();
    secrets['recovery code'] = code;
    secrets['recovery code, in one'] = code.replaceAll('-', '');
    await panel.confirmRecoveryCode();
    await scene.browser.allowHost(LOOPBACK);
    const { 'API key': apikey, 'secret key': secretkey, passcode } = typed;
    const { email } = defaultKey;
    scene.sandbox.webexMeetings.addKey({
      apikey,
      secretkey,
      passcode: typed['passcode, changed'],
      email,
    });
    const form = scene.sandboxKey({ apiKey: apikey, secretKey: secretkey, passcode });
    await panel.fillNewKey(form);
    expect((await takeHeap(page)).mentions(secretkey)).toBe(true);
    await panel.saveKey();
    await panel.find('list|Keys', 'article|Sandbox');
    await panel.editKey('Sandbox', { passcode: typed['passcode, changed'] });
  });

  it('while the server is asked: the worker the key', async () => {
    scene.sandbox.failNext('slow', { delayMs: 8_000 });
    const asked = scene.sandbox.nextRequest(webexMeetingsPaths.sessionInfo);
    await panel.lookUp('512340011');
    await asked;
    expect((await takeHeap(worker)).mentions(typed['secret key'])).toBe(true);
    await panel.meeting(MEETING);
    const unlocked = await sessionStorage(worker);
    secrets['vault key'] = /\\"key\\":\\"([\w-]{43})\\"/.exec(unlocked)?.[1] ?? 'no vault key';
    expect(secrets['vault key']).toHaveLength(43);
  });

  it('after passwords were shown, a key was renewed and everything was locked: none of it', async () => {
    await panel.revealPasswords(MEETING, typed.passphrase);
    expect((await takeHeap(page)).mentions('Kettle-42')).toBe(true);
    await panel.renew('Sandbox');
    await panel.find('region|Renewal', 'status~is in use');
    const renewed = scene.sandbox.webexMeetings.keys.at(-1);
    secrets['renewed secret key'] = renewed?.secretkey ?? '';
    secrets['renewed API key'] = renewed?.apikey ?? '';
    secrets['renewed passcode'] = renewed?.passcode ?? '';
    await panel.press('article|Sandbox', 'button|Edit');
    await panel.type('Secret key', typed['secret key of an open form']);
    await panel.lock();
    await panel.find('button|Unlock');
    await expectForgotten(page);
    await expectForgotten(worker);
  });

  it('after a wrong passphrase, and after it was opened and locked again: none of it', async () => {
    await panel.unlock(typed['passphrase that is wrong']);
    await panel.alert();
    await panel.fill('Passphrase', '');
    await panel.unlock(typed.passphrase);
    await panel.openTab('Look up');
    await panel.lock();
    await panel.find('button|Unlock');
    await expectForgotten(page);
    await expectForgotten(worker);
  });
});

async function sessionStorage(session: CDPSession): Promise<string> {
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'chrome.storage.session.get("unlocked").then(JSON.stringify)',
    awaitPromise: true,
    returnByValue: true,
  });
  return String(result.value);
}
