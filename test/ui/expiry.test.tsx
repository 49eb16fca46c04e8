// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY } from '../../src/domain/time.ts';
import { deletedKeys, withDeleted } from '../preview/expiry-scenes.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import { manyKeys, oneKey, unlockedState } from '../preview/fixtures.ts';
import { all, closePage, field, find, openPanel, openPopup, press, see, type } from './person.ts';

beforeEach(() => localStorage.clear());
afterEach(() => {
  closePage();
  vi.restoreAllMocks();
});

const withKeys = (credentials = manyKeys) => createFakeProgram({ ...unlockedState, credentials });

function onPage(page: 'expiry' | 'settings', credentials = manyKeys): FakeProgram {
  const program = withKeys(credentials);
  program.world = { ...program.world, page };
  return program;
}

async function openKeys(program: FakeProgram): Promise<void> {
  openPanel(program);
  await see(() => find('tab', 'Keys'));
  find('tab', 'Keys').click();
  await see(() => find('heading', 'Keys'));
}

/** What is saved as a file. */
function watchDownloads(): { name: string; text: Promise<string> }[] {
  const files: { name: string; text: Promise<string> }[] = [];
  const blobs: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) blobs.push(blob);
    return 'blob:none';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    files.push({ name: this.download, text: blobs.at(-1)?.text() ?? Promise.resolve('') });
  });
  return files;
}

describe('The page “Expiry”', () => {
  it('says in a table when each key expires, expired ones first', async () => {
    openPanel(onPage('expiry', deletedKeys));
    const table = await see(() => find('table', 'Expiries'));
    const rows = all('row', table).slice(1);
    expect(rows.map((row) => row.querySelector('.expiry-label')?.textContent)).toEqual([
      'Old pilot',
      'averyveryverylongnamewithoutasinglespaceinitwhichsomebodypastedfromascript0001',
      'EMEA escalation team, shared with the night shift in Kraków and Lisbon (ask Ana)',
      'Support desk',
      'New site, waiting for the browser',
      'Training',
    ]);
    expect(rows[0]?.textContent).toContain('Expired 3 days ago');
    expect(rows[0]?.textContent).toContain('Will be deleted on');
    expect(rows[2]?.textContent).toContain('Previous key …f1b9fd1: expires');
    expect(rows[5]?.textContent).toContain('No expiry noted');
    const picture = document.querySelector('[role=img]');
    expect(picture?.getAttribute('aria-label')).toContain('The coming year with 5 keys');
    expect(picture?.querySelectorAll('.timeline-lane')).toHaveLength(5);
    expect(picture?.querySelectorAll('.timeline-deletion')).toHaveLength(2);
  });

  it('says what to do where there is nothing to show', async () => {
    openPanel(onPage('expiry', []));
    await see(() => expect(document.body.textContent).toContain('No keys yet'));
    closePage();
    openPanel(onPage('expiry', [{ ...oneKey, expiresAtMs: null }]));
    await see(() => expect(document.body.textContent).toContain('No expiry is noted'));
    press('Open Keys');
    await see(() => find('article', oneKey.label));
  });

  it('leads from no keys to the form of one, and from reminders to where they are set', async () => {
    openPanel(onPage('expiry', []));
    await see(() => find('button', 'Add key'));
    press('Add key');
    await see(() => field('Secret key'));
    closePage();
    openPanel(onPage('expiry'));
    await see(() => find('button', 'Settings', find('region', 'Expiry')));
    press('Settings', find('region', 'Expiry'));
    await see(() => find('heading', 'Reminders'));
  });

  it('makes a calendar file of one key, or of all that are still to expire', async () => {
    const files = watchDownloads();
    openPanel(onPage('expiry'));
    await see(() => find('table', 'Expiries'));
    press('Add “Support desk” to calendar');
    await see(() => expect(files).toHaveLength(1));
    press('Add all to calendar');
    await see(() => expect(files).toHaveLength(2));
    expect(files[0]?.name).toBe('latchkey-expiries.ics');
    const [one = '', every = ''] = await Promise.all(files.map(({ text }) => text));
    expect(one.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(one.match(/BEGIN:VALARM/g)).toHaveLength(6);
    expect(every.match(/BEGIN:VEVENT/g)).toHaveLength(4);
    expect(every).not.toContain('Old pilot');
    expect(every).not.toContain(oneKey.fields['apiKey']);
  });

  it('is a way from the keys; the popup opens it in a tab', async () => {
    const program = withKeys();
    openPopup(program);
    await see(() => find('tab', 'Keys'));
    find('tab', 'Keys').click();
    const link = await see(() => find('button', /^Expiry/));
    expect(link.textContent).toContain('1 expired, 2 within 30 days');
    link.click();
    await see(() => expect(program.log).toContain('gesture openPanelTab expiry'));
  });
});

describe('A key that is deleted after its expiry', () => {
  it('is put back with one click on the page “Expiry”, which says until when that goes', async () => {
    const program = withDeleted(onPage('expiry'));
    openPanel(program);
    const region = await see(() => find('region', 'Deleted after their expiry'));
    expect(region.textContent).toContain('“Winter webinars”: can be put back until ');
    press('Put “Winter webinars” back', region);
    await see(() => expect(region.textContent).not.toContain('Winter webinars'));
    expect(region.textContent).toContain('Reception desk');
    expect(program.inputs).toContainEqual({ id: 'Winter webinars' });
    press('Put “Reception desk” back', region);
    await see(() => expect(document.body.textContent).not.toContain('Deleted after their expiry'));
  });

  it('says so on its card, and is kept with one click', async () => {
    const program = withKeys(deletedKeys);
    await openKeys(program);
    const card = await see(() => find('article', 'Old pilot'));
    expect(card.textContent).toContain('Will be deleted on');
    press('Keep this key', card);
    await see(() => expect(find('article', 'Old pilot').textContent).not.toContain('deleted on'));
    expect(program.inputs).toContainEqual({ id: 'key-3' });
  });

  it('becomes one by its form', async () => {
    const program = withKeys([oneKey]);
    await openKeys(program);
    press('Edit');
    await see(() => field('Delete seven days after it expires'));
    expect(field('Delete seven days after it expires').checked).toBe(false);
    field('Delete seven days after it expires').click();
    await see(() => expect(field('Delete seven days after it expires').checked).toBe(true));
    press('Save key');
    await see(() => expect(program.log).toContain('credentials.save'));
    expect(program.inputs).toContainEqual(expect.objectContaining({ deleteAfterExpiry: true }));
  });
});

describe('The form of a key', () => {
  it('warns of an expiry that is past, and asks about deletion only where there is one', async () => {
    const program = withKeys([{ ...oneKey, expiresAtMs: null }]);
    await openKeys(program);
    press('Edit');
    await see(() => field('Expires'));
    expect(document.body.textContent).not.toContain('Delete seven days');
    type('Expires', '2020-05-20T14:00');
    await see(() => expect(find('status', /This expiry is past/)).toBeTruthy());
    type('Expires', '2190-05-20T14:00');
    await see(() => expect(document.body.textContent).not.toContain('This expiry is past'));
    expect(field('Delete seven days after it expires').checked).toBe(false);
  });
});

describe('A previous key past its own expiry', () => {
  it('is shown as expired and can be removed', async () => {
    const previous = {
      id: 'p',
      hint: '…9',
      expiresAtMs: Date.now() - DAY,
      replacedAtMs: 0,
      leaked: null,
    };
    const program = withKeys([{ ...oneKey, previous: [previous] }]);
    await openKeys(program);
    const card = await see(() => find('article', 'Support desk'));
    expect(card.textContent).toContain('expired on');
    press('Remove …9', card);
    await see(() => expect(program.log).toContain('expiry.remove-previous'));
    expect(program.inputs).toContainEqual({ id: 'key-1', previousId: 'p' });
  });
});

describe('Settings of reminders', () => {
  it('send the wish before the browser asks, because its prompt may close the popup', async () => {
    const program = onPage('settings');
    openPopup(program);
    await see(() => expect(field('Show notifications').disabled).toBe(false));
    expect(field('Show notifications').checked).toBe(false);
    field('Show notifications').click();
    await see(() => expect(field('Show notifications').checked).toBe(true));
    const wished = program.log.indexOf('reminders.set');
    expect(wished).toBeGreaterThan(-1);
    expect(program.log[wished + 1]).toBe('gesture requestPermissions notifications');
  });

  it('take a day away and bring it back', async () => {
    const program = onPage('settings');
    openPanel(program);
    await see(() => expect(field('14 days before').disabled).toBe(false));
    field('14 days before').click();
    await see(() => expect(field('14 days before').checked).toBe(false));
    expect(program.inputs).toContainEqual({ days: [30, 7, 3, 1, 0], on: false });
    field('14 days before').click();
    await see(() => expect(field('14 days before').checked).toBe(true));
  });
});
