import { expect, it } from 'vitest';
import type { PanelPage } from './pages/panel-page.ts';
import { PASSPHRASE, useScene } from './scene.ts';

const scene = useScene('shared');

async function openPage(panel: PanelPage, name: string): Promise<void> {
  await panel.press('button|Settings');
  await panel.press(`button~${name}`);
  await panel.find(`heading|${name}`);
}

/** Both sides in one browser: what matters here is that its worker can do X25519. */
it('A key is handed over for look-ups: asked for, compared, sealed, opened, kept, used', async () => {
  const panel = await scene.panelWithKey();

  await openPage(panel, 'Receive a key');
  await panel.press('button|Make a request');
  const request = await panel.textOf('region|1. Send this request', 'code');
  const page = await panel.text();
  await panel.page.waitForSelector('svg[role=img]');
  await scene.screenshot('receive-a-key');
  await panel.press('button|Settings');

  await openPage(panel, 'Hand over a key');
  await panel.fill('Request from your colleague', request);
  await panel.press('button|Continue');
  await panel.find('heading|Compare, then hand over');
  const fingerprint = /\d{4}( \d{4}){4}/.exec(await panel.text())?.[0];
  expect(fingerprint).toBeDefined();
  expect(page).toContain(fingerprint);
  await (await panel.find('field|We compared them: they are the same')).click();
  await panel.fill('Passphrase', PASSPHRASE);
  await panel.press('button|Hand over');
  const sealed = await panel.textOf('region|“Sandbox” is sealed', 'code');
  await panel.press('button|Settings');

  // The worker dies in between: the request lies sealed in the vault.
  await scene.browser.stopBackground();
  await openPage(panel, 'Receive a key');
  await panel.fill('Text from your colleague', sealed);
  await panel.press('button|Open');
  const preview = await panel.textOf('region|A key has come');
  expect(preview).toContain(new URL(scene.sandbox.origin).host);
  expect(preview).toContain('The sender is not verified');
  await scene.screenshot('a-key-has-come');
  await scene.browser.stopBackground();
  await panel.reload();
  await openPage(panel, 'Receive a key');
  await panel.press('region|A key has come', 'button|Keep it');
  await panel.find('status~“Sandbox 2” is kept');

  await panel.press('button|Open Keys');
  const card = await panel.textOf('list|Keys', 'article|Sandbox 2');
  expect(card).toContain('Look-up only');
  expect(card).not.toContain('Renew');
  await panel.press('list|Keys', 'article|Sandbox', 'button|Delete');
  await panel.press('button|Delete key');
  await panel.gone('list|Keys', 'article|Sandbox');
  await panel.lookUp('400971234');
  await panel.meeting("John's Personal Room");

  await openPage(panel, 'Receive a key');
  await panel.press('button|Make a request');
  await panel.fill('Text from your colleague', sealed);
  await panel.press('button|Open');
  expect((await panel.alert()).text).toContain('This request has given its key already');
});
