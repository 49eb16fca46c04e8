import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../src/domain/time.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withPassphrase,
} from './fakes/program.ts';
import { copyContent, createFakeWorld, type FakeWorld } from './fakes/world.ts';

const reply = readFileSync(
  new URL('fixtures/webex-meetings/getsessioninfoagg.json', import.meta.url),
  'utf8',
);
const BASE_URL = 'https://meetings-api.webex.com';

const newWorld = () =>
  createFakeWorld({ http: async () => ({ status: 200, headers: {}, text: reply }) });

let made: FakeWorld;
let keyId: string;
let world: FakeWorld;
let program: Program;

beforeAll(async () => {
  made = newWorld();
  made.granted.add('notifications');
  const first = startProgram(made);
  await first.ask('vault.create', { passphrase: PASSPHRASE });
  await first.ask('reminders.set', { days: [1], on: true });
  keyId = (await first.ask('credentials.save', sandboxDraft(BASE_URL))).id;
});

beforeEach(() => {
  world = newWorld();
  world.granted.add('notifications');
  copyContent(made, world);
  program = startProgram(world);
});

const present = (presenting: boolean) => program.ask('screen.keep', { presenting });
const presenting = async () => (await program.ask('program.state', {})).screen.presenting;
const shown = () => [...world.notifications.shown.values()];
const shownText = () => JSON.stringify(shown());

const watchNow = (watchedFor: 'starts' | 'ends' | 'host-joins') =>
  program.ask('watch.start', {
    ...{ credentialId: keyId, sessionKey: '400971234', name: 'Weekly', watchedFor, hours: 1 },
    stayOpen: false,
  });

/** A key whose last day has begun, and an alarm that says so. */
async function remind(...labels: string[]): Promise<void> {
  for (const label of labels) {
    const fields = { apiKey: `key of ${label}` };
    const expiresAtMs = world.clock.now() + 2 * DAY;
    const draft = { ...sandboxDraft(BASE_URL, fields), label, expiresAtMs };
    await program.ask('credentials.save', draft);
  }
  await program.ask('vault.set-lock-minutes', { minutes: 240 });
  for (let turn = 0; turn < 15; turn += 1) {
    await program.pass(3 * 60 * 60 * 1_000);
    await program.ask('vault.touch', {});
  }
}

describe('What is chosen for the screen', () => {
  it('is nothing until somebody chose, and then stays, locked and with another worker', async () => {
    expect(await presenting()).toBeNull();
    await program.ask('vault.lock', {});
    await present(true);
    expect(await presenting()).toBe(true);
    await program.restartWorker();
    expect(await presenting()).toBe(true);
    await present(false);
    await program.restartWorker();
    expect(await presenting()).toBe(false);
  });

  it('is told to all pages', async () => {
    world.changes.length = 0;
    await present(true);
    expect(world.changes).toContainEqual({ changed: 'state' });
  });

  it('stays as it was where nothing else is named, with what a newer version added', async () => {
    await present(true);
    await program.ask('screen.keep', {});
    expect(await presenting()).toBe(true);
  });

  it('is said not to be kept where it could not be', async () => {
    world.local.failNext('write');
    await expect(present(true)).rejects.toMatchObject({ code: 'storage-failed' });
    expect(await presenting()).toBeNull();
  });

  it('is to be masked where nobody can tell, and can be chosen again', async () => {
    await present(false);
    world.local.content.set('screen', JSON.stringify({ sha256: 'x', text: '{}' }));
    expect(await presenting()).toBe(true);
    await present(false);
    expect(await presenting()).toBe(false);
  });

  it('ends as it was chosen last, however fast', async () => {
    await Promise.all([present(true), present(false), present(true), present(false)]);
    expect(await presenting()).toBe(false);
  });
});

describe('While somebody presents, a notification', () => {
  it('of a watch that has ended names no meeting', async () => {
    await present(true);
    await watchNow('ends');
    expect(shown()).toEqual([
      { title: 'A watched meeting has ended', message: 'Open Latchkey to see the meeting.' },
    ]);
    await present(false);
    await watchNow('ends');
    expect(shownText()).toContain('“Weekly” has ended');
  });

  it('of a key that expires names no key, and says what to do', async () => {
    await present(true);
    await remind('Desk');
    expect(shown()).toEqual([
      { title: 'A key expires tomorrow', message: 'Open Latchkey to see what can be done.' },
    ]);
  });

  it('that came before is taken away', async () => {
    await watchNow('ends');
    await remind('Desk');
    expect(shownText()).toContain('Weekly');
    expect(shownText()).toContain('Desk');
    await present(true);
    expect(shown()).toEqual([]);
  });
});

describe('While somebody presents, the address bar', () => {
  const words = async (typed: string) => (await program.suggest(typed)).map((each) => each.words);

  beforeEach(async () => {
    const what = { kind: 'meeting', sessionKey: '400971234', credentialId: keyId } as const;
    await program.ask('recent.note', { what: { ...what, name: 'Weekly' } });
  });

  it('proposes nothing that was looked up before', async () => {
    expect(await words('4')).toContain('400 971 234 – Weekly');
    await present(true);
    for (const typed of ['4', 'week', 'Weekly', '']) {
      expect(await words(typed)).toEqual(['Look up a session key, link or email in Latchkey']);
    }
  });

  it('takes up what is typed, and masks it', async () => {
    await present(true);
    expect(await program.suggest('512 340 011')).toEqual([
      { text: '512 340 011', words: 'Look up session key ••• 11' },
    ]);
    expect(await words('jane@example.com')).toEqual(['Find the sites of j•••@•••']);
  });
});

describe('A card in a web page', () => {
  const ask = () => program.askFromPage({ ask: 'screen' });

  it('is told whether to mask, locked or not, and nothing else', async () => {
    expect(await ask()).toEqual({ presenting: false });
    await present(true);
    expect(await ask()).toEqual({ presenting: true });
    await program.ask('vault.lock', {});
    expect(await ask()).toEqual({ presenting: true });
    await program.ask('vault.unlock', withPassphrase());
  });
});
