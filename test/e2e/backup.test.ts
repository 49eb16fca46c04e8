import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { unseal } from '../backup/jwe.ts';
import { defaultKey } from '../sandbox/sandbox.ts';
import type { PanelPage } from './pages/panel-page.ts';
import { LOOPBACK, PASSPHRASE, useProfile, useScene } from './scene.ts';

const ROOM = "John's Personal Room";
const BACKUP_PASSPHRASE = 'a passphrase for the file';
const downloads = await useProfile();
const scene = useScene({ downloads });
let panel: PanelPage;
let file = '';

beforeAll(async () => {
  await scene.createVault();
  await scene.browser.allowHost(LOOPBACK);
  panel = await scene.panel();
  await panel.addKey(scene.sandboxKey());
});

async function openFile(way: string, verb: string, passphrase = BACKUP_PASSPHRASE, path = file) {
  await panel.press(`region|${way} a backup`, `button|${way}`);
  await panel.chooseFile('Backup file', path);
  await panel.fill('Backup passphrase', passphrase);
  await panel.press(`button|${verb}`);
}

async function openBackups(): Promise<void> {
  await panel.press('button|Settings');
  await panel.press('button~Backup');
  await panel.find('heading|Make a backup');
}

it('A backup is saved as a file that opens without Latchkey', async () => {
  await openBackups();
  await panel.press('region|Make a backup', 'button|Make a backup');
  await panel.fill('Passphrase', PASSPHRASE);
  await panel.choose('The file opens with', 'other');
  await panel.fill('Backup passphrase', BACKUP_PASSPHRASE);
  await panel.fill('Repeat backup passphrase', BACKUP_PASSPHRASE);
  await panel.press('button|Make backup');
  await panel.find('status~Backup made: 1 key');
  const name = await vi.waitFor(savedFile, { timeout: 60_000, interval: 50 });
  file = join(downloads, name);
  const { records } = await unseal(await readFile(file, 'utf8'), BACKUP_PASSPHRASE);
  expect(records).toHaveLength(1);
  expect(records[0].value.fields.secretKey).toBe(defaultKey.secretkey);
});

it('It is rehearsed, also when the background was just stopped', async () => {
  await scene.browser.stopBackground();
  await openFile('Rehearse', 'Rehearse');
  await panel.find('status~This backup opens');
  await panel.find('region~Every key of this vault is in it, as it is now.');
  await panel.find('region~Last rehearsed just now');
});

it('With the wrong passphrase, or damaged, or too large, it is refused in words', async () => {
  await panel.press('button|Close');
  await openFile('Restore', 'Show what would change', 'another passphrase');
  expect((await panel.alert()).text).toContain('Wrong passphrase or damaged file');
  const damaged = join(downloads, 'damaged.jwe');
  const text = await readFile(file, 'utf8');
  await writeFile(
    damaged,
    `${text.slice(0, 400)}${text[400] === 'A' ? 'B' : 'A'}${text.slice(401)}`,
  );
  await panel.press('button|Close');
  await openFile('Restore', 'Show what would change', BACKUP_PASSPHRASE, damaged);
  expect((await panel.alert()).text).toContain('Wrong passphrase or damaged file');
  const large = join(downloads, 'large.jwe');
  await writeFile(large, Buffer.alloc(50_000_000, 'A'));
  await panel.press('button|Close');
  await openFile('Restore', 'Show what would change', BACKUP_PASSPHRASE, large);
  expect((await panel.alert()).text).toContain('It has 50 MB');
  await panel.press('button|Close');
});

it('A key that was deleted comes back out of it, and works', async () => {
  await panel.press('button|Back');
  await panel.press('button|Done');
  await panel.openTab('Keys');
  await panel.press('article|Sandbox', 'button|Delete');
  await panel.press('button|Delete key');
  await panel.gone('article|Sandbox');
  await openBackups();
  await openFile('Restore', 'Show what would change');
  await panel.find('region~Not in this vault: it will be added.');
  await scene.screenshot('backup-restore');
  await panel.press('button|Restore 1 key');
  await panel.press('status~1 key added.', 'button|Open Keys');
  await panel.find('list|Keys', 'article|Sandbox');
  await panel.lookUp('400 971 234');
  await panel.meeting(ROOM);
});

it('It replaces the vault, once the passphrase was given again', async () => {
  await panel.addKey(scene.sandboxKey({ label: 'Second', apiKey: 'second-key' }));
  await openBackups();
  await openFile('Restore', 'Show what would change');
  await panel.press('button|Replace the whole vault instead');
  await panel.find('region~not in the vault any more: “Second”');
  await panel.fill('Passphrase', PASSPHRASE);
  await panel.press('button|Replace the vault');
  await panel.press('status~The vault now holds the 1 key', 'button|Open Keys');
  await panel.gone('article|Second');
  await panel.find('list|Keys', 'article|Sandbox');
  await panel.lookUp('400 971 234');
  await panel.meeting(ROOM);
});

it('The popup’s settings know of it', async () => {
  const popup = await scene.popup();
  await popup.press('button|Settings');
  // Only the text changes once the worker has answered, which puppeteer does not wait for.
  await vi.waitFor(async () => expect(await popup.text()).toContain('Last made'));
});

/** The name of the backup among the downloads, once it is all there. */
async function savedFile(): Promise<string> {
  const names = await readdir(downloads);
  const name = names.find((each) => /^latchkey-backup-\d{4}-\d\d-\d\d\.jwe$/.test(each));
  if (name === undefined || names.some((each) => /\.(part|crdownload)$/.test(each))) {
    throw new Error(`Not saved yet: ${names.join(', ')}`);
  }
  expect(await readFile(join(downloads, name), 'utf8')).toMatch(/^[\w-]+(\.[\w-]+){4}$/);
  return name;
}
