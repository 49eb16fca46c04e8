// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import { importFile, lockedState, oneKey, webexCard } from '../preview/fixtures.ts';
import { all, closePage, field, find, openPanel, openPopup, press, see } from './person.ts';

afterEach(closePage);

async function openImport(program = createFakeProgram()): Promise<FakeProgram> {
  program.world = { ...program.world, page: 'import' };
  openPanel(program);
  await see(() => field('File'));
  return program;
}

function pick(file: File): void {
  const input = field('File');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

function textArea(): HTMLTextAreaElement {
  const found = document.querySelector('textarea');
  if (found === null) throw new Error('No place to paste.');
  return found;
}

async function openFound(program?: FakeProgram, file = importFile): Promise<FakeProgram> {
  const opened = await openImport(program);
  pick(new File([file], 'keys.csv'));
  await see(() => find('table', 'Found'));
  return opened;
}

const tick = (name: string) => field(name);
const rowOf = (name: string) => find('row', new RegExp(name));

describe('The page “Import keys”', () => {
  it('opens from the settings; from the popup it opens in a tab, where a file can be chosen', async () => {
    const program = createFakeProgram();
    openPopup(program);
    await see(() => find('button', 'Settings'));
    press('Settings');
    await see(() => find('button', /^Import keys/));
    press(/^Import keys/);
    expect(program.log).toContain('gesture openPanelTab import');
  });

  it('reads a file and asks about the keys in it; the rest of it stays on the page', async () => {
    const program = await openFound();
    const at = program.log.indexOf('import.check');
    const sent = JSON.stringify(program.inputs[at]);
    expect(program.inputs[at]).toMatchObject({
      drafts: [{ label: 'Night shift', fields: { passcode: '10001' } }, {}, {}],
    });
    expect(sent).not.toMatch(/Team|Support"|Zoom|too many/);
  });

  it('reads pasted text; the browser keeps none of it', async () => {
    const program = await openImport();
    const area = textArea();
    expect(area.getAttribute('autocomplete')).toBe('off');
    area.value = importFile;
    area.dispatchEvent(new Event('input', { bubbles: true }));
    await see(() => expect(textArea().value).toBe(importFile));
    press('Read text');
    await see(() => find('table', 'Found'));
    expect(program.log).toContain('import.check');
    expect(document.querySelector('textarea')).toBeNull();
  });

  it('says why a file was refused, and asks nobody', async () => {
    const program = await openImport();
    pick(new File(['{"apiKey": "x",\n'], 'keys.json'));
    await see(() => find('alert', /damaged at line 1.*not JSON/s));
    pick(new File(['<html>'], 'keys.csv'));
    await see(() => find('alert', /This is a web page/));
    expect(program.log).not.toContain('import.check');
  });

  it('does not read a file of 50 MB', async () => {
    await openImport();
    const file = new File(['x'], 'keys.csv');
    Object.defineProperty(file, 'size', { value: 50_000_000 });
    Object.defineProperty(file, 'arrayBuffer', { value: () => expect.unreachable() });
    pick(file);
    await see(() => find('alert', /It has 50 MB; an import takes 1 MB at most/));
  });
});

describe('What was found', () => {
  it('is ticked where it is good and new', async () => {
    await openFound();
    expect(tick('Import “Night shift”, line 2').checked).toBe(true);
    expect(tick('Import “Support desk”, line 3').checked).toBe(false);
    expect(tick('Import “Support desk”, line 3').disabled).toBe(false);
    expect(tick('Import “Without a name”, line 5').disabled).toBe(true);
    find('button', 'Import 1 key');
  });

  it('says of each key what it has, and what is wrong', async () => {
    await openFound();
    expect(rowOf('Night shift').textContent).toMatch(/Secret key: set, 32 characters/);
    expect(rowOf('Night shift').textContent).toMatch(/Expires 20 May 2027/);
    expect(rowOf('Support desk').textContent).toMatch(/You have it already, as “Support desk”/);
    expect(rowOf('Support desk').textContent).toMatch(/comes without one/);
    expect(rowOf('averyvery').textContent).toMatch(/Passcode is missing/);
    expect(rowOf('Without a name').textContent).toMatch(/10 cells and the header 9/);
    expect(document.body.textContent).toMatch(/Left out.*Team, Created by/);
    expect(document.body.textContent).not.toContain('NOTREAL');
  });

  it('is taken as it was ticked, and the person is told to delete the file', async () => {
    const program = await openFound();
    tick('Import “Support desk”, line 3').click();
    await see(() => find('button', 'Import 2 keys'));
    tick('Import “Night shift”, line 2').click();
    await see(() => find('button', 'Import 1 key'));
    press('Import 1 key');
    await see(() => find('status', /1 key is imported/));
    expect(program.inputs.at(program.log.indexOf('import.save'))).toMatchObject({
      drafts: [{ label: 'Support desk' }],
    });
    expect(document.body.textContent).toMatch(/Now delete the file.*in plain/);
    expect(all('table')).toEqual([]);
    press('Open Keys');
    await see(() => find('article', oneKey.label));
  });

  it('cannot be taken while nothing is ticked', async () => {
    const program = await openFound();
    tick('Import “Night shift”, line 2').click();
    await see(() => find('button', 'Import 0 keys'));
    press('Import 0 keys');
    expect(program.log).not.toContain('import.save');
  });

  it('can be given its system, and is looked at again', async () => {
    const program = await openFound();
    field('System of “Without a name”').value = webexCard.id;
    field('System of “Without a name”').dispatchEvent(new Event('change', { bubbles: true }));
    await see(() => expect(program.log.filter((call) => call === 'import.check')).toHaveLength(2));
  });

  it('says so when it holds no key of the system that was chosen', async () => {
    await openFound(undefined, 'Label,System,Colour\nNight shift,Zoom,blue\n');
    field('System of “Without a name”').value = webexCard.id;
    field('System of “Without a name”').dispatchEvent(new Event('change', { bubbles: true }));
    await see(() => find('alert', /No key was found in it/));
    find('table', 'Found');
  });

  it('offers no choice where the file leaves no doubt, nor where there is one system only', async () => {
    await openFound();
    expect(document.querySelectorAll('.found select')).toHaveLength(1);
    closePage();
    const program = createFakeProgram();
    program.answers['providers.list'] = () => [
      webexCard,
      { ...webexCard, id: 'other', label: 'Other', synonyms: [] },
    ];
    await openFound(program);
    await see(() => expect(document.querySelectorAll('.found select')).toHaveLength(2));
  });

  it('can be ticked and unticked at once when it is long', async () => {
    const lines = Array.from({ length: 100 }, (_, at) => `K${at},A${at},S,P,john@test.com`);
    await openFound(undefined, ['Label,API key,Secret key,Passcode,Email', ...lines].join('\n'));
    find('button', 'Import 100 keys');
    press('Untick all');
    await see(() => find('button', 'Import 0 keys'));
    press('Tick all');
    await see(() => find('button', 'Import 100 keys'));
  });

  it('stays as it was ticked when saving failed, and can be saved again', async () => {
    const program = createFakeProgram();
    const save = program.answers['import.save'];
    program.answers['import.save'] = () => {
      throw new Failure('storage-failed', { doing: 'write' });
    };
    await openFound(program);
    press('Import 1 key');
    await see(() => find('alert', /could not save/));
    program.answers['import.save'] = save;
    press('Try again');
    await see(() => find('status', /1 key is imported/));
  });

  it('goes with the lock', async () => {
    const program = await openFound();
    program.state = lockedState;
    program.tell('state');
    await see(() => find('button', 'Unlock'));
    expect(document.body.innerHTML).not.toContain('Night shift');
    program.state = { ...lockedState, vault: 'unlocked', credentials: [] };
    program.tell('state');
    await see(() => field('File'));
    expect(all('table')).toEqual([]);
  });

  it('makes room for another file', async () => {
    await openFound();
    press('Choose another file');
    await see(() => field('File'));
    expect(all('table')).toEqual([]);
  });
});
