import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../src/domain/time.ts';
import { mortal } from './fakes/mortal.ts';
import { PASSPHRASE, type Program, sandboxDraft, startProgram, withCode } from './fakes/program.ts';
import { copyContent, createFakeWorld, type FakeWorld } from './fakes/world.ts';

const BASE_URL = 'https://meetings-api.webex.com';

let world: FakeWorld;
let program: Program;
let code: string;
let startMs: number;

beforeEach(async () => {
  world = createFakeWorld();
  setClock(world, new Date(2026, 2, 4, 10, 0).getTime());
  startMs = world.clock.now();
  program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  await program.ask('vault.set-lock-minutes', { minutes: 15 });
  const recovery = await program.ask('recovery.begin', { proof: null });
  await program.ask('recovery.confirm', { slotId: recovery.slotId });
  code = recovery.code;
});

async function add(label: string, expiresAtMs: number | null, more: object = {}) {
  const fields = { apiKey: `key of ${label}` };
  const draft = { ...sandboxDraft(BASE_URL, fields), label, expiresAtMs, ...more };
  return (await program.ask('credentials.save', draft)).id;
}

/** Notifications are wanted and allowed. */
async function allowNotifications(days: (0 | 1 | 3 | 7 | 14 | 30)[] = [30, 14, 7, 3, 1, 0]) {
  world.granted.add('notifications');
  await program.ask('reminders.set', { days, on: true });
}

const unlock = () => program.ask('vault.unlock', withCode(code));
const keys = async () => (await program.ask('program.state', {})).credentials;
const labels = async () => (await keys()).map(({ label }) => label);
const deleted = async () => (await program.ask('expiry.deleted', {})).keys;
const find = async (label: string) => (await keys()).find((key) => key.label === label);
const said = () => [...world.notifications.seen.values()].map(({ title }) => title);

function setClock({ clock }: FakeWorld, atMs: number): void {
  clock.advance(atMs - clock.now());
}

/** The browser is closed, and somebody opens it again at that time. */
async function openBrowserAt(atMs: number): Promise<void> {
  world.session.content.clear();
  world.alarmsSet.clear();
  setClock(world, atMs);
  await program.restartWorker();
}

describe('A reminder', () => {
  it('comes on each of the days, once', async () => {
    await allowNotifications();
    await add('Desk', startMs + 40 * DAY);
    for (let hour = 0; hour < 50 * 24; hour += 1) await program.pass(HOUR);
    expect(said()).toEqual([
      'A key expires in 30 days',
      'A key expires in 14 days',
      'A key expires in 7 days',
      'A key expires in 3 days',
      'A key expires tomorrow',
      'A key expires today',
    ]);
  });

  it('names the key while the vault is open, and takes the name back when it locks', async () => {
    await allowNotifications();
    await add('Desk', startMs + DAY + 4 * HOUR);
    // The day begins at eight.
    await openBrowserAt(startMs + 22 * HOUR - 10 * MINUTE);
    await unlock();
    expect(said()).toEqual([]);
    await program.pass(10 * MINUTE);
    expect([...world.notifications.shown.values()]).toEqual([
      { title: '“Desk” expires today', message: 'Open Latchkey to see what can be done.' },
    ]);
    await program.ask('vault.lock', {});
    expect(JSON.stringify([...world.notifications.shown.values()])).not.toContain('Desk');
  });

  it('that was missed for weeks is caught up once, for several keys in one notification', async () => {
    await allowNotifications();
    await add('One', startMs + 40 * DAY);
    await add('Two', startMs + 41 * DAY);
    await add('Far', startMs + 400 * DAY);
    await openBrowserAt(startMs + 38 * DAY);
    await program.restartWorker();
    await program.pass(MINUTE);
    expect([...world.notifications.seen.values()]).toEqual([
      { title: '2 keys need attention', message: 'Unlock Latchkey to see which and to renew.' },
    ]);
  });

  it('is not shown without the browser’s permission; the badge says it, and what is pending is told when it comes', async () => {
    await program.ask('reminders.set', { days: [30, 14, 7, 3, 1, 0], on: true });
    await add('Desk', startMs + 40 * DAY);
    await openBrowserAt(startMs + 20 * DAY);
    expect(said()).toEqual([]);
    expect(world.badge.face).toMatchObject({ text: '1', title: 'Latchkey: 1 key needs attention' });
    world.granted.add('notifications');
    await program.changePermissions();
    await program.changePermissions();
    expect(said()).toEqual(['A key expires in 20 days']);
  });

  it('is not shown where it is not wanted', async () => {
    world.granted.add('notifications');
    await add('Desk', startMs + 2 * DAY);
    await openBrowserAt(startMs + 5 * DAY);
    expect(said()).toEqual([]);
    expect(world.badge.face.text).toBe('1');
  });

  it('comes on the chosen days alone', async () => {
    await allowNotifications([7, 0]);
    await add('Desk', startMs + 40 * DAY);
    for (let hour = 0; hour < 50 * 24; hour += 1) await program.pass(HOUR);
    expect(said()).toEqual(['A key expires in 7 days', 'A key expires today']);
  });

  it('does not come for a key that is disabled, renewed or deleted', async () => {
    await allowNotifications();
    const disabled = await add('Disabled', startMs + 40 * DAY);
    const deleted = await add('Deleted', startMs + 40 * DAY);
    await add('Renewed', startMs + 40 * DAY);
    await program.ask('credentials.set-disabled', { id: disabled, disabled: true });
    await program.ask('credentials.delete', { id: deleted });
    const renewed = await find('Renewed');
    await program.ask('credentials.save', {
      ...sandboxDraft(BASE_URL, { apiKey: 'key of Renewed' }),
      id: renewed?.id ?? '',
      version: renewed?.version ?? 0,
      label: 'Renewed',
      expiresAtMs: startMs + 220 * DAY,
    });
    await openBrowserAt(startMs + 39 * DAY);
    expect(said()).toEqual([]);
    expect(world.badge.face.text).toBe('');
  });

  it('is not due at once for a key that somebody just put in', async () => {
    await allowNotifications();
    await add('Desk', startMs + 5 * DAY);
    expect(said()).toEqual([]);
    expect(world.badge.face.text).toBe('1');
  });
});

async function idOf(label: string): Promise<string> {
  return (await find(label))?.id ?? '';
}

describe('The badge', () => {
  it('counts what needs attention, in words without a name, and is gone when nothing does', async () => {
    await add('Gone', startMs - DAY);
    const soon = await add('Soon', startMs + 20 * DAY);
    await add('Far', startMs + 90 * DAY);
    await add('Never', null);
    expect(world.badge.face).toEqual({
      text: '2',
      colour: '#b3261e',
      title: 'Latchkey: 2 keys need attention (1 expired)',
    });
    await program.ask('credentials.delete', { id: await idOf('Gone') });
    expect(world.badge.face).toMatchObject({ text: '1', colour: '#875100' });
    await program.ask('credentials.set-disabled', { id: soon, disabled: true });
    expect(world.badge.face).toMatchObject({ text: '', title: 'Latchkey' });
  });

  it('is there again when the browser starts, without anybody unlocking', async () => {
    await add('Desk', startMs + 60 * DAY);
    world.badge.face = { text: '', colour: '', title: '' };
    await openBrowserAt(startMs + 61 * DAY);
    expect(world.badge.face.title).toBe('Latchkey: 1 key needs attention (1 expired)');
  });
});

describe('A worker that dies at any one call of a look', () => {
  it('leaves every reminder to be seen exactly once', async () => {
    await allowNotifications();
    await add('Desk', startMs + 40 * DAY);
    await add('Other', startMs + 40 * DAY + HOUR);
    let deaths = 0;
    for (let call = 1; ; call += 1) {
      const copy = createFakeWorld();
      copy.granted.add('notifications');
      copyContent(world, copy);
      copy.session.content.clear();
      setClock(copy, startMs + 35 * DAY);
      const mortality = mortal(copy);
      const again = startProgram(copy);
      const died = mortality.dieAt(call).then(() => true);
      const lived = again.restartWorker().then(() => false);
      if (!(await Promise.race([died, lived]))) break;
      deaths += 1;
      await mortality.bury();
      const titles = () => [...copy.notifications.seen.values()].map(({ title }) => title);
      setClock(copy, startMs + 35 * DAY + HOUR);
      await again.restartWorker();
      expect(titles()).toEqual(['2 keys need attention']);
      setClock(copy, startMs + 38 * DAY);
      await again.restartWorker();
      await again.restartWorker();
      expect(titles()).toEqual(['2 keys need attention', '2 keys need attention']);
      expect(copy.badge.face.text).toBe('2');
      expect(copy.alarmsSet.get('reminders')).toBeGreaterThan(copy.clock.now());
    }
    expect(deaths).toBeGreaterThan(8);
  });
});

describe('What lies outside the seal', () => {
  const list = () => JSON.parse(JSON.parse(world.local.content.get('reminders') ?? '{}').text);

  it('holds times and random names, and nothing of the key', async () => {
    const id = await add('Desk', startMs + 40 * DAY, { description: 'of the platform group' });
    const text = JSON.stringify(list());
    expect(list().entries).toHaveLength(1);
    for (const known of ['Desk', 'platform', id, 'webex', 'john']) {
      expect(text).not.toContain(known);
    }
  });

  it('can be spoilt in any way: it costs a reminder at most, never a key', async () => {
    await allowNotifications();
    await add('Desk', startMs + 90 * DAY, { deleteAfterExpiry: true });
    const whole = list();
    const entry = { ...whole.entries[0], expiresAtMs: 0, deletesAtMs: 1, times: [5], toldMs: 0 };
    const spoilt: unknown[] = [
      null,
      'x',
      { entries: [], showingMs: null },
      { entries: [entry, { ...entry, id: 'another' }], showingMs: 1 },
      { entries: [{ ...entry, times: [8e15, -8e15], toldMs: 8e15 }], showingMs: 8e15 },
      { entries: [{ ...entry, id: '__proto__' }], showingMs: null },
    ];
    for (const value of spoilt) {
      const chosen = { days: whole.days, on: true };
      const isList = typeof value === 'object' && value !== null;
      const text = JSON.stringify(isList ? { ...chosen, ...value } : value);
      const { sha256Hex } = await import('../src/domain/bytes.ts');
      const envelope = { sha256: await sha256Hex(text), text };
      world.local.content.set('reminders', JSON.stringify(envelope));
      world.notifications.seen.clear();
      await openBrowserAt(world.clock.now() + MINUTE);
      await unlock();
      expect(await labels()).toEqual(['Desk']);
      expect((await find('Desk'))?.deletesAtMs).toBe(startMs + 97 * DAY);
      expect(said().length).toBeLessThanOrEqual(1);
      expect(list().entries).toMatchObject([{ expiresAtMs: startMs + 90 * DAY }]);
    }
    world.local.content.set('reminders', '"damaged"');
    await openBrowserAt(startMs + 61 * DAY);
    await unlock();
    expect(world.badge.face.text).toBe('1');
  });
});

describe('A clock', () => {
  it('that was a year ahead for a while costs no reminder and no key', async () => {
    await allowNotifications();
    await add('Desk', startMs + 40 * DAY, { deleteAfterExpiry: true });
    const { fields } = (await find('Desk')) ?? {};
    await openBrowserAt(startMs + 365 * DAY);
    await unlock();
    expect(await labels()).toEqual([]);
    await openBrowserAt(startMs + 2 * DAY);
    await unlock();
    expect(await labels()).toEqual(['Desk']);
    expect(await find('Desk')).toMatchObject({ fields, secretsSet: ['secretKey', 'passcode'] });
    expect(await deleted()).toEqual([]);
    world.notifications.seen.clear();
    expect((await find('Desk'))?.deletesAtMs).toBe(startMs + 47 * DAY);
    for (let day = 3; day < 41; day += 1) await openBrowserAt(startMs + day * DAY);
    expect(said()).toHaveLength(6);
  });

  it('that was set back a little repeats nothing', async () => {
    await allowNotifications();
    await add('Desk', startMs + 40 * DAY);
    await openBrowserAt(startMs + 10 * DAY);
    expect(said()).toHaveLength(1);
    await openBrowserAt(startMs + 10 * DAY - 6 * HOUR);
    await openBrowserAt(startMs + 10 * DAY);
    expect(said()).toHaveLength(1);
  });
});

describe('A key past its time', () => {
  it('can be disabled, and enabled again only with an expiry in the future or none', async () => {
    const id = await add('Desk', startMs + DAY);
    await program.ask('credentials.set-disabled', { id, disabled: true });
    await program.ask('credentials.set-disabled', { id, disabled: false });
    await program.ask('credentials.set-disabled', { id, disabled: true });
    await openBrowserAt(startMs + 2 * DAY);
    await unlock();
    const enable = () => program.ask('credentials.set-disabled', { id, disabled: false });
    await expect(enable()).rejects.toMatchObject({
      code: 'expiry-past',
      facts: { label: 'Desk', expiredAtMs: startMs + DAY },
    });
    for (const expiresAtMs of [null, world.clock.now() + DAY]) {
      const { version = 0 } = (await find('Desk')) ?? {};
      await program.ask('credentials.set-disabled', { id, disabled: true });
      const draft = sandboxDraft(BASE_URL, { apiKey: 'key of Desk' });
      await program.ask('credentials.save', {
        ...draft,
        id,
        version: version + 1,
        label: 'Desk',
        expiresAtMs,
      });
      await enable();
      expect(await find('Desk')).toMatchObject({ disabled: false, expired: false });
    }
  });

  it('goes at the first unlock seven days later, and not before', async () => {
    await add('Desk', startMs + 10 * DAY, { deleteAfterExpiry: true });
    await add('Kept', startMs + 10 * DAY);
    await openBrowserAt(startMs + 17 * DAY - MINUTE);
    await unlock();
    expect(await labels()).toEqual(['Desk', 'Kept']);
    await openBrowserAt(startMs + 17 * DAY + MINUTE);
    expect(recordsLeft()).toBe(2);
    await unlock();
    expect(await labels()).toEqual(['Kept']);
    expect(world.badge.face.text).toBe('1');
  });

  it('is kept when somebody says so in time', async () => {
    const id = await add('Desk', startMs + 10 * DAY, { deleteAfterExpiry: true });
    expect(await find('Desk')).toMatchObject({ deletesAtMs: startMs + 17 * DAY });
    await openBrowserAt(startMs + 12 * DAY);
    await unlock();
    await program.ask('expiry.keep', { id });
    expect(await find('Desk')).toMatchObject({ deleteAfterExpiry: false, deletesAtMs: null });
    await openBrowserAt(startMs + 30 * DAY);
    await unlock();
    expect(await labels()).toEqual(['Desk']);
  });

  it('that is put in long after its expiry stays a day, so that somebody can see what comes', async () => {
    await add('Desk', startMs - 100 * DAY, { deleteAfterExpiry: true });
    expect(await find('Desk')).toMatchObject({ deletesAtMs: startMs + DAY });
    await openBrowserAt(startMs + DAY - MINUTE);
    await unlock();
    expect(await labels()).toEqual(['Desk']);
    await openBrowserAt(startMs + DAY + MINUTE);
    await unlock();
    expect(await labels()).toEqual([]);
  });

  it('goes at the first unlock after its time, however long nobody was there', async () => {
    await add('Desk', startMs + 10 * DAY, { deleteAfterExpiry: true });
    await openBrowserAt(startMs + 300 * DAY);
    await unlock();
    expect(await labels()).toEqual([]);
  });

  it('can be put back for a week after it went, and then stays', async () => {
    const id = await add('Desk', startMs + 10 * DAY, { deleteAfterExpiry: true });
    await openBrowserAt(startMs + 40 * DAY);
    await unlock();
    expect(await deleted()).toEqual([{ id, label: 'Desk', untilMs: startMs + 47 * DAY }]);
    await openBrowserAt(startMs + 47 * DAY - MINUTE);
    await unlock();
    await program.ask('expiry.keep', { id });
    expect(await deleted()).toEqual([]);
    await openBrowserAt(startMs + 90 * DAY);
    await unlock();
    expect(await find('Desk')).toMatchObject({ id, deleteAfterExpiry: false });
  });

  it('is gone for good after that week, with all that was known of it', async () => {
    const id = await add('Desk', startMs + 10 * DAY, { deleteAfterExpiry: true });
    const named = () => [...world.local.content.keys()].filter((name) => name.includes(id));
    await openBrowserAt(startMs + 20 * DAY);
    await unlock();
    expect(named()).not.toEqual([]);
    await openBrowserAt(startMs + 27 * DAY);
    await unlock();
    expect(await deleted()).toEqual([]);
    await expect(program.ask('expiry.keep', { id })).rejects.toMatchObject({
      code: 'credential-missing',
    });
    await add('Another', null);
    expect(named()).toEqual([]);
  });

  it('does not stay for years in a vault whose clock was years ahead when it went', async () => {
    await add('Desk', startMs + 10 * DAY, { deleteAfterExpiry: true });
    await openBrowserAt(startMs + 3_000 * DAY);
    await unlock();
    await openBrowserAt(startMs + 20 * DAY);
    await unlock();
    expect([await labels(), await deleted()]).toEqual([[], []]);
  });

  it('is announced by a reminder three days before it goes', async () => {
    await allowNotifications([0]);
    await add('Desk', startMs + 10 * DAY, { deleteAfterExpiry: true });
    for (let hour = 0; hour < 20 * 24; hour += 1) await program.pass(HOUR);
    expect(said()).toEqual([
      'A key expires today',
      'A key has expired and will be deleted in 3 days',
    ]);
  });

  it('stays while a previous key may still work, and while a renewal is not finished', async () => {
    const id = await add('Desk', startMs + 10 * DAY, { deleteAfterExpiry: true });
    const before = await find('Desk');
    await program.ask('credentials.save', {
      ...sandboxDraft(BASE_URL, { apiKey: 'typed over' }),
      id,
      version: before?.version ?? 0,
      label: 'Desk',
      expiresAtMs: startMs + 5 * DAY,
    });
    const after = await find('Desk');
    expect(after).toMatchObject({ deletesAtMs: startMs + 17 * DAY });
    await program.ask('expiry.remove-previous', {
      id,
      previousId: after?.previous[0]?.id ?? '',
    });
    expect(await find('Desk')).toMatchObject({ deletesAtMs: startMs + 12 * DAY, previous: [] });
    await expect(
      program.ask('expiry.remove-previous', { id, previousId: 'none' }),
    ).rejects.toMatchObject({ code: 'previous-missing' });
    void world.locks.exclusive('renewal', () => new Promise(() => {}));
    await openBrowserAt(startMs + 13 * DAY);
    await unlock();
    expect(await labels()).toEqual(['Desk']);
  });

  it('goes whole or stays whole when the worker dies', async () => {
    await add('Desk', startMs + 10 * DAY, { deleteAfterExpiry: true });
    let deaths = 0;
    for (let call = 1; ; call += 1) {
      const copy = createFakeWorld();
      copyContent(world, copy);
      copy.session.content.clear();
      setClock(copy, startMs + 18 * DAY);
      const mortality = mortal(copy);
      program = startProgram(copy);
      const died = mortality.dieAt(call).then(() => true);
      const lived = unlock().then(() => false);
      if (!(await Promise.race([died, lived]))) break;
      deaths += 1;
      await mortality.bury();
      await program.restartWorker();
      await unlock();
      const state = await program.ask('program.state', {});
      expect(state).toMatchObject({ vault: 'unlocked', credentials: [] });
    }
    expect(deaths).toBeGreaterThan(20);
  });
});

function recordsLeft(): number {
  const entries = JSON.parse(JSON.parse(world.local.content.get('reminders') ?? '{}').text).entries;
  return entries.length;
}
