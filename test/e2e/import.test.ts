import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PanelPage } from './pages/panel-page.ts';
import { LOOPBACK, useScene } from './scene.ts';

const scene = useScene('shared');
let panel: PanelPage;

const fixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/imports/${name}`, import.meta.url));

beforeAll(async () => {
  await scene.openVault();
  await scene.browser.allowHost(LOOPBACK);
  panel = await scene.panel();
});

describe('Import keys', () => {
  it('is found in the settings, and takes keys out of a file; the browser keeps none of it', async () => {
    await panel.openImport();
    await panel.chooseFile('File', fixture('keys.csv'));
    const rows = await panel.table('Found');
    expect(rows.map((cells) => cells.slice(1).join(' '))).toEqual([
      expect.stringMatching(/Night shift\s+Line 2 Webex Meetings API key: …0001/),
      expect.stringMatching(/Desk, "EMEA"\s+Line 3 .*Secret key: set, 32 characters/s),
      expect.stringMatching(/Broken\s+Line 6 .*Passcode is missing/s),
    ]);
    expect(await panel.wholeText()).not.toContain('NOTREAL');
    await scene.screenshot('import-found');
    await panel.press('button|Import 2 keys');
    await panel.find('status~2 keys are imported');
    await scene.screenshot('import-done');
    await panel.press('button|Open Keys');
    await panel.find('list|Keys', 'article|Night shift');
    await panel.find('list|Keys', 'article|Desk, "EMEA"');
  });

  it('takes them out of pasted text, and they work', async () => {
    const { apiKey, secretKey, passcode, email, baseUrl } = scene.sandboxKey();
    const values = Object.entries({
      webex_api_key: apiKey,
      webex_secret: secretKey,
      passcode,
      email,
    });
    const environment = {
      name: 'A key from Postman',
      values: [...values, ['base_url', baseUrl]].map(([key, value]) => ({
        key,
        value,
        enabled: true,
      })),
      _postman_variable_scope: 'environment',
    };
    await panel.openImport();
    const area = await panel.find('field|Or paste the file’s text');
    const kept = await area.evaluate((found) => [
      found.getAttribute('autocomplete'),
      found.getAttribute('spellcheck'),
    ]);
    expect(kept).toEqual(['off', 'false']);
    await panel.fill('Or paste the file’s text', JSON.stringify(environment));
    await panel.press('button|Read text');
    await panel.press('button|Import 1 key');
    await panel.find('status~1 key is imported');
    await panel.press('button|Open Keys');
    await panel.find('article|A key from Postman');
    const popup = await scene.popup();
    await popup.lookUp('400971234');
    expect(await popup.meeting("John's Personal Room")).toMatchObject({
      Status: 'Not in progress',
    });
  });

  it('says what a file is when it is not one of keys, in this browser’s own words for JSON too', async () => {
    await panel.openImport();
    await panel.fill('Or paste the file’s text', '{"apiKey": "a",\n"secret" "b"}');
    await panel.press('button|Read text');
    expect((await panel.alert()).text).toContain('damaged at line 2');
    await panel.chooseFile('File', fixture('../vaults/format-1.json'));
    expect((await panel.alert()).text).toContain('No key was found');
  });

  it('tells which keys are there already, and forgets the file when it locks', async () => {
    await panel.chooseFile('File', fixture('keys.csv'));
    expect((await panel.table('Found'))[0]?.join(' ')).toContain(
      'You have it already, as “Night shift”',
    );
    await panel.lock();
    await panel.find('button|Unlock');
    expect(await panel.wholeText()).not.toMatch(/Night shift|Line 2/);
  });
});
