// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACTIVITY_KINDS } from '../../src/domain/activity.ts';
import { Failure } from '../../src/domain/failure.ts';
import { GROUPS, kindsOf, outcomeOf, titleOf } from '../../src/ui/views/activity/activity-words.ts';
import { recordOf } from '../preview/activity-answers.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import { withAnswers } from '../preview/scene.ts';
import { all, closePage, field, find, openPanel, openPopup, press, see, type } from './person.ts';

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

async function openActivity(answers: Partial<FakeProgram['answers']> = {}): Promise<FakeProgram> {
  const program = withAnswers(createFakeProgram(), answers);
  openPanel(program);
  (await see(() => find('tab', 'Activity'))).click();
  return program;
}

function choose(label: string, value: string): void {
  const choice = field(label);
  choice.value = value;
  choice.dispatchEvent(new Event('change', { bubbles: true }));
}

async function fill(label: string, text: string): Promise<void> {
  type(label, text);
  await see(() => expect(field(label).value).toBe(text));
}

const rows = () => [...document.querySelectorAll('.activity-entry')].map((row) => row.textContent);
const seen = (count: number) => see(() => expect(rows()).toHaveLength(count));
const done = { outcome: 'done' };

describe('Activity', () => {
  it('is a tab of the panel, and not of the popup', async () => {
    openPopup(createFakeProgram());
    await see(() => find('tab', 'Keys'));
    expect(all('tab').map((tab) => tab.textContent)).toEqual(['Look up', 'Keys', 'Tokens']);
    closePage();
    await openActivity();
    await see(() => find('heading', 'Activity'));
  });

  it('shows the newest first, in words, under their days, and says that the chain is whole', async () => {
    await openActivity();
    await seen(50);
    expect(rows()[0]).toMatch(/^\d\d:\d\d:\d\dMeeting look-upSession 400971234Support deskDone$/);
    expect(rows()[1]).toContain('No such meeting (HTTP 404)');
    expect(document.body.textContent).toMatch(/Chain verified: 115 entries since \d+ \w+ \d{4}\./);
    expect(all('region').map((day) => day.getAttribute('aria-label'))).toContain(
      new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' }).format(Date.now() - 40_000),
    );
  });

  it('shows more when asked, and then all', async () => {
    await openActivity();
    await seen(50);
    press('Load more');
    await seen(100);
    press('Load more');
    await seen(115);
    expect(all('button').some((button) => button.textContent === 'Load more')).toBe(false);
  });

  it('is searched by key, kind, outcome, label and time', async () => {
    await openActivity();
    await seen(50);
    choose('Outcome', 'failed');
    await seen(3);
    choose('Key', 'key-2');
    await seen(1);
    choose('Outcome', '');
    await seen(5);
    choose('What', 'renewals');
    await seen(3);
    choose('Key', '');
    choose('What', '');
    type('Label contains', 'PILOT');
    await seen(1);
    type('Label contains', 'nobody');
    await see(() => expect(document.body.textContent).toContain('No entry matches'));
    press('Show all activity');
    await seen(50);
    type('From', '2099-01-01T00:00');
    await see(() => expect(document.body.textContent).toContain('No entry matches'));
  });

  it('of one key is led to from its card', async () => {
    const program = createFakeProgram();
    openPanel(program);
    (await see(() => find('tab', 'Keys'))).click();
    const card = await see(() => find('article', /./));
    press(/^Activity of/, card);
    await see(() => find('heading', 'Activity'));
    const key = await see(() => field('Key'));
    expect(key.value).toBe(program.state.credentials[0]?.id);
  });

  it('is saved as a file for spreadsheets, and as one for programs', async () => {
    await openActivity();
    await seen(50);
    choose('Outcome', 'failed');
    await seen(3);
    press('Export CSV');
    await see(() => expect(saved).toHaveLength(1));
    press('Export JSON');
    await see(() => expect(saved).toHaveLength(2));
    expect(saved.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^latchkey-activity-\d{4}-\d\d-\d\d\.csv$/),
      expect.stringMatching(/^latchkey-activity-\d{4}-\d\d-\d\d\.json$/),
    ]);
    expect((await saved[0]?.text)?.trim().split('\r\n')).toHaveLength(1 + 3);
    const [head, ...items] = JSON.parse((await saved[1]?.text) ?? '[]');
    expect(head).toMatchObject({ latchkeyActivity: 1, last: { seq: 115 } });
    expect(items.filter((item: { what?: string }) => item.what !== undefined)).toHaveLength(3);
  });

  it('says where it is not whole, and shows the rest', async () => {
    const record = await recordOf([{ atMs: 1, what: 'key-added', ...done }], 64);
    await openActivity({
      'activity.read': () => ({ ...record, end: { anchorSeq: 0, seq: 70, hash: 'x' } }),
    });
    const note = await see(() => find('status', /not whole/));
    expect(note.textContent).toContain('Entries 1 to 64 are missing.');
    expect(note.textContent).toContain('Entries 66 to 70 are missing.');
    expect(rows()).toHaveLength(1);
    expect(document.body.textContent).not.toContain('Chain verified');
  });

  it('says what will be noted while nothing is', async () => {
    await openActivity({ 'activity.read': () => ({ chunks: [], end: null }) });
    await see(() => expect(document.body.textContent).toContain('Nothing noted yet'));
  });

  it('is forgotten after the passphrase, and read anew', async () => {
    let forgotten = false;
    const record = await recordOf([{ atMs: Date.now(), what: 'record-forgotten', ...done }]);
    const program = createFakeProgram();
    const { 'activity.read': read, 'activity.forget': forget } = program.answers;
    withAnswers(program, {
      'activity.read': (input) => (forgotten ? record : read(input)),
      'activity.forget': async (input) => {
        await forget(input);
        forgotten = true;
        return {};
      },
    });
    openPanel(program);
    (await see(() => find('tab', 'Activity'))).click();
    await seen(50);
    press('Forget all activity…');
    await see(() => expect(document.activeElement).toBe(field('Passphrase again')));
    await fill('Passphrase again', 'a guess');
    press('Forget all activity');
    await see(() => find('alert', /passphrase does not open/i));
    await fill('Passphrase again', PASSPHRASE);
    press('Forget all activity');
    await seen(1);
    expect(rows()[0]).toContain('All activity before this forgotten');
    await see(() => expect(document.activeElement?.textContent).toBe('Forget all activity…'));
  });

  it('is read anew when it comes into view again, and not while it is out of view', async () => {
    const program = await openActivity();
    await seen(50);
    const reads = () => program.log.filter((call) => call === 'activity.read').length;
    find('tab', 'Look up').click();
    await see(() => expect(find('tab', 'Look up').getAttribute('aria-selected')).toBe('true'));
    const before = reads();
    program.tell('state');
    await see(() => expect(program.log.at(-1)).toBe('program.state'));
    expect(reads()).toBe(before);
    find('tab', 'Activity').click();
    await see(() => expect(reads()).toBe(before + 1));
  });

  it('says what went wrong where it cannot be read', async () => {
    await openActivity({
      'activity.read': () => {
        throw new Failure('storage-failed', { doing: 'read' });
      },
    });
    await see(() => find('alert', /./));
  });
});

describe('The words of activity', () => {
  it('cover every kind, each in one group', () => {
    const groups = Object.keys(GROUPS).flatMap((group) =>
      kindsOf(Object.hasOwn(GROUPS, group) ? (group as keyof typeof GROUPS) : 'calls'),
    );
    expect(groups.sort()).toEqual([...ACTIVITY_KINDS].sort());
    const titles = ACTIVITY_KINDS.map((what) => titleOf({ atMs: 0, what, ...done }));
    expect(new Set(titles).size).toBe(ACTIVITY_KINDS.length);
    expect(titles.every((title) => /^[A-Z][a-z ,-]+$/.test(title))).toBe(true);
  });

  it('name what a newer version noted, and failures without words of their own', () => {
    expect(titleOf({ atMs: 0, what: 'key-cloned', ...done })).toContain('key-cloned');
    expect(outcomeOf({ atMs: 0, what: 'look-up', outcome: 'answer-not-json', status: 200 })).toBe(
      'Answer not json (HTTP 200)',
    );
    expect(outcomeOf({ atMs: 0, what: 'look-up', outcome: 'toString' })).toBe('ToString');
  });
});
