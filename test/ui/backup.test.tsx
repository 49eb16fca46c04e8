// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { BACKUP_PASSPHRASE, BACKUP_TEXT } from '../preview/fake-backup.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import { unlockedState } from '../preview/fixtures.ts';
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

/** Files that the page handed to the browser: their names and texts. */
let saved: { name: string; text: Promise<string> }[] = [];

beforeEach(() => {
  saved = [];
  let text: Promise<string> = Promise.resolve('');
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    text = blob instanceof Blob ? blob.text() : text;
    return 'blob:latchkey';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, text });
  });
});
afterEach(() => {
  closePage();
  vi.restoreAllMocks();
});

async function openBackups(program: FakeProgram = createFakeProgram()): Promise<FakeProgram> {
  program.world.page = 'backup';
  openPanel(program);
  await see(() => find('heading', 'Make a backup'));
  return program;
}

async function fill(label: string, text: string): Promise<void> {
  await see(() => field(label));
  type(label, text);
  await see(() => expect(field(label).value).toBe(text));
}

async function chooseFile(file: File): Promise<void> {
  const input = await see(() => field('Backup file'));
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

const backupFile = () => new File([BACKUP_TEXT], 'latchkey-backup-2026-10-30.jwe');

async function openFile(way: string, verb: string, passphrase = BACKUP_PASSPHRASE) {
  press(way);
  await chooseFile(backupFile());
  await fill('Backup passphrase', passphrase);
  press(verb);
}

const preview = () => openFile('Restore', 'Show what would change');
const lastInput = ({ inputs, log }: FakeProgram, call: string) => inputs[log.lastIndexOf(call)];

describe('Making a backup', () => {
  it('saves a file that is named by its date, and says what is in it', async () => {
    const program = await openBackups();
    press('Make a backup');
    await fill('Passphrase', PASSPHRASE);
    press('Make backup');
    await see(() => expect(find('status', /Backup made: 6 keys, and 2/)).toBeTruthy());
    expect(lastInput(program, 'backup.make')).toEqual({
      proof: { kind: 'passphrase', passphrase: PASSPHRASE },
      backupPassphrase: PASSPHRASE,
    });
    expect(saved).toHaveLength(1);
    expect(saved[0]?.name).toMatch(/^latchkey-backup-\d{4}-\d\d-\d\d\.jwe$/);
    expect(await saved[0]?.text).toBe(BACKUP_TEXT);
    press('Save the file again');
    expect(saved).toHaveLength(2);
  });

  it('takes another passphrase, long enough and typed twice', async () => {
    const program = await openBackups();
    press('Make a backup');
    await fill('Passphrase', PASSPHRASE);
    const choice = field('The file opens with');
    choice.value = 'other';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await see(() => field('Backup passphrase'));
    await fill('Backup passphrase', 'short words');
    press('Make backup');
    await see(() => find('alert', 'It has 11 of at least 12 characters.'));
    await fill('Backup passphrase', BACKUP_PASSPHRASE);
    await fill('Repeat backup passphrase', 'backup horse batterie');
    press('Make backup');
    await see(() => find('alert', /The two are not the same/));
    expect(program.log).not.toContain('backup.make');
    await fill('Repeat backup passphrase', BACKUP_PASSPHRASE);
    press('Make backup');
    await see(() => find('status', /Backup made/));
    expect(lastInput(program, 'backup.make')).toMatchObject({
      backupPassphrase: BACKUP_PASSPHRASE,
    });
  });

  it('of a vault without keys says that there is nothing yet', async () => {
    const program = createFakeProgram({ ...unlockedState, credentials: [] });
    await openBackups(program);
    press('Make a backup');
    await see(() => expect(document.body.textContent).toContain('There is nothing to back up yet'));
    press('Open Keys');
    await see(() => find('button', 'Add key'));
  });

  it('with a wrong passphrase saves nothing', async () => {
    const program = createFakeProgram();
    program.answers['backup.make'] = () => {
      throw new Failure('wrong-passphrase', {});
    };
    await openBackups(program);
    press('Make a backup');
    await fill('Passphrase', 'not the passphrase');
    press('Make backup');
    await see(() => find('alert', /does not open the vault/));
    expect(saved).toEqual([]);
  });

  it('keeps nothing that was typed over a lock', async () => {
    const program = await openBackups();
    press('Make a backup');
    await fill('Passphrase', PASSPHRASE);
    const open = program.state;
    program.state = { ...open, vault: 'locked', lockAtMs: null, credentials: [] };
    program.tell('state');
    await see(() => find('button', 'Unlock'));
    program.state = open;
    program.tell('state');
    await see(() => find('heading', 'Make a backup'));
    expect(document.querySelector('input[type=password]')).toBeNull();
  });
});

describe('Rehearsing a backup', () => {
  it('says that it opens, when it was made and what it holds, and remembers the date', async () => {
    await openBackups();
    expect(find('region', 'Rehearse a backup').textContent).toContain('Last rehearsed 3 days ago');
    await openFile('Rehearse', 'Rehearse');
    await see(() => find('status', /This backup opens/));
    expect(fact('Made')).toMatch(/^Fri, 30 Oct 2026, \d\d:05 \S+$/);
    expect(fact('Holds')).toContain('6 keys');
    const region = find('region', 'Rehearse a backup');
    expect(region.textContent).toContain('Every key of this vault is in it');
    await see(() => expect(region.textContent).toContain('Last rehearsed just now'));
  });

  it('says that passphrase and damage cannot be told apart', async () => {
    await openBackups();
    await openFile('Rehearse', 'Rehearse', 'not the passphrase');
    await see(() => find('alert', /Wrong passphrase or damaged file/));
    press('Rehearse');
    await see(() => find('alert', /Wrong passphrase or damaged file/));
  });

  it('asks for what is missing before anything else', async () => {
    const program = await openBackups();
    press('Rehearse');
    await see(() => field('Backup file'));
    press('Rehearse');
    await see(() => find('alert', 'Choose the file of a backup first.'));
    await chooseFile(backupFile());
    press('Rehearse');
    await see(() => find('alert', 'Type the passphrase of this backup.'));
    expect(program.log).not.toContain('backup.rehearse');
  });

  it('of 50 MB is refused without reading it', async () => {
    const program = await openBackups();
    const file = backupFile();
    Object.defineProperty(file, 'size', { value: 50_000_000 });
    const read = vi.spyOn(file, 'text');
    press('Rehearse');
    await chooseFile(file);
    await fill('Backup passphrase', BACKUP_PASSPHRASE);
    press('Rehearse');
    await see(() => find('alert', /too large for a backup.*It has 50 MB.*at most 20 MB/s));
    expect(read).not.toHaveBeenCalled();
    expect(program.log).not.toContain('backup.rehearse');
  });

  it('of a file that is gone says so', async () => {
    await openBackups();
    const file = backupFile();
    vi.spyOn(file, 'text').mockRejectedValue(new DOMException('gone', 'NotFoundError'));
    press('Rehearse');
    await chooseFile(file);
    await fill('Backup passphrase', BACKUP_PASSPHRASE);
    press('Rehearse');
    await see(() => find('alert', /could not read this file/));
  });
});

describe('Restoring a backup', () => {
  it('shows each key and what would become of it, and takes what was chosen', async () => {
    const program = await openBackups();
    await preview();
    await see(() => field('Night shift'));
    const boxes = ['EMEA escalation team', 'Night shift', 'Old pilot, kept for the auditors'];
    expect(boxes.map((label) => field(label).checked)).toEqual([true, true, false]);
    for (const label of ['Platform', 'Support desk', 'Training']) {
      expect(field(label).disabled).toBe(true);
    }
    const region = find('region', 'Restore a backup');
    expect(region.textContent).toContain('Renewed here since this backup: the new key stays.');
    expect(region.textContent).toContain('The same key is here as “Support desk”.');
    expect(region.textContent).toContain('“Record 7” cannot be read.');
    field('Night shift').click();
    await see(() => find('button', 'Restore 1 key'));
    press('Restore 1 key');
    await see(() => find('status', /Restored.*1 key added\./s));
    expect(lastInput(program, 'backup.merge')).toEqual({
      text: BACKUP_TEXT,
      backupPassphrase: BACKUP_PASSPHRASE,
      chosen: ['b1'],
    });
  });

  it('with nothing chosen does nothing', async () => {
    const program = await openBackups();
    await preview();
    await see(() => field('Night shift'));
    field('Night shift').click();
    field('EMEA escalation team').click();
    await see(() => find('button', 'Restore', find('region', 'Restore a backup')));
    press('Restore');
    expect(program.log).not.toContain('backup.merge');
  });

  it('in place of the vault names what goes, and wants the passphrase', async () => {
    const program = await openBackups();
    await preview();
    await see(() => find('button', 'Replace the whole vault instead'));
    press('Replace the whole vault instead');
    await see(() => find('button', 'Replace the vault'));
    expect(document.body.textContent).toContain(
      'not in the vault any more: “New site”, “Lisbon desk”.',
    );
    press('Replace the vault');
    expect(program.log).not.toContain('backup.replace');
    await fill('Passphrase', PASSPHRASE);
    press('Replace the vault');
    await see(() => find('status', /The vault now holds the 6 keys of the backup\./));
    expect(lastInput(program, 'backup.replace')).toMatchObject({
      proof: { kind: 'passphrase', passphrase: PASSPHRASE },
    });
  });

  it('can be left without a change', async () => {
    const program = await openBackups();
    await preview();
    await see(() => find('button', 'Cancel'));
    press('Cancel');
    await see(() => field('Backup file'));
    expect(program.log.filter((call) => /merge|replace/.test(call))).toEqual([]);
  });
});

describe('The page of backups', () => {
  it('is reached from the settings, which say how old the last one is', async () => {
    openPanel(createFakeProgram());
    await see(() => find('button', 'Settings'));
    press('Settings');
    await see(() => find('button', /^Backup.*Last made 12 days ago.*rehearsed 3 days ago/s));
    press(/^Backup/);
    await see(() => find('heading', 'Restore a backup'));
  });

  it('opens in a tab from the popup, which would close over the choice of a file', async () => {
    const program = createFakeProgram();
    vi.spyOn(window, 'close').mockImplementation(() => undefined);
    openPopup(program);
    await see(() => find('button', 'Settings'));
    press('Settings');
    await see(() => find('button', /^Backup/));
    press(/^Backup/);
    await see(() => expect(program.log).toContain('gesture openPanelTab backup'));
  });

  it('has one thing open at a time', async () => {
    await openBackups();
    press('Make a backup');
    await see(() => field('Passphrase'));
    press('Restore');
    await see(() => field('Backup file'));
    expect(all('button').filter((each) => each.textContent === 'Close')).toHaveLength(1);
  });
});
