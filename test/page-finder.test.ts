import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../src/domain/time.ts';
import { contract } from '../src/rpc/contract.ts';
import { pageSenderOf, senderOf } from '../src/rpc/sender.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withPassphrase,
} from './fakes/program.ts';
import { watchCiphers, whenQuiet } from './fakes/turns.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts';

watchCiphers();

const SITE = 'https://tickets.example/*';
const KEY = '400971234';

let sandbox: Sandbox;
let world: FakeWorld;
let program: Program;

beforeEach(async () => {
  world = createFakeWorld();
  sandbox = await startSandbox({ now: world.clock.now });
  program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  await program.ask('credentials.save', sandboxDraft(sandbox.origin));
});
afterEach(() => sandbox.close());

const lookAt = (sender = {}) => program.askFromPage({ ask: 'meeting', sessionKey: KEY }, sender);
const always = (on: boolean, pattern = SITE) => program.ask('page.set-always', { pattern, on });

/** Something to wait for until it is given. */
function aSignal(): { given: Promise<void>; give(): void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

/** The person has switched the site on, and the browser has allowed it. */
async function allowSite(): Promise<void> {
  world.allowed.add(SITE);
  await always(true);
}

describe('A site is looked through', () => {
  it('never by itself, until somebody wants it', async () => {
    expect(world.web.registered).toEqual([]);
    expect(await program.ask('page.standing', {})).toEqual({
      site: 'tickets.example',
      pattern: SITE,
      always: false,
      preset: false,
    });
  });

  it('as soon as the browser allows what was wished for, also by a worker that was started anew', async () => {
    await always(true);
    expect(world.web.registered).toEqual([]);
    await program.restartWorker();
    world.allowed.add(SITE);
    await program.changePermissions();
    expect(world.web.registered).toEqual([SITE]);
    expect(await program.ask('page.standing', {})).toMatchObject({ always: true });
  });

  it('in its open tabs, too, as soon as it is switched on; and once', async () => {
    await allowSite();
    await program.changePermissions();
    expect(world.web.done).toEqual([`register ${SITE}`, `begin ${SITE}`]);
  });

  it('no more when the browser’s permission is taken back', async () => {
    await allowSite();
    world.allowed.delete(SITE);
    await program.changePermissions();
    expect(world.web.registered).toEqual([]);
    expect(await program.ask('page.standing', {})).toMatchObject({ always: false });
  });

  it('no more when it is switched off: it ends in open tabs, and the permission goes', async () => {
    await allowSite();
    world.web.done.length = 0;
    await always(false);
    expect(world.web.done).toEqual(['register', `end ${SITE}`, `release ${SITE}`]);
    expect(world.allowed.has(SITE)).toBe(false);
  });

  it('no more when it is switched off while an older look at the sites is still under way', async () => {
    await allowSite();
    // A key's own server keeps the permission, so that nothing but the registration ends it.
    await program.ask('credentials.save', {
      ...sandboxDraft('https://tickets.example'),
      label: 'Own',
    });
    const { registered } = world.web.pageScripts;
    const [reached, held] = [aSignal(), aSignal()];
    world.web.registered = [];
    world.web.pageScripts.registered = async () => {
      world.web.pageScripts.registered = registered;
      reached.give();
      await held.given;
      return [];
    };
    const looking = program.changePermissions();
    await reached.given;
    const off = always(false);
    // As far as it comes without the other.
    for (let turn = 0; turn < 20; turn += 1) await whenQuiet();
    held.give();
    await Promise.all([looking, off]);
    expect(world.web.registered).toEqual([]);
  });

  it('no more, but the permission stays where a key’s own server is', async () => {
    await always(true, 'http://127.0.0.1/*');
    await always(false, 'http://127.0.0.1/*');
    expect(world.allowed.has('http://127.0.0.1/*')).toBe(true);
  });

  it('again after an update, in which browsers forget it: at the next unlock', async () => {
    await allowSite();
    await program.ask('vault.lock', {});
    world.web.registered = [];
    await program.changePermissions();
    expect(world.web.registered).toEqual([]);
    await program.ask('vault.unlock', withPassphrase());
    expect(world.web.registered).toEqual([SITE]);
  });

  it('and which, is nowhere readable outside the seal', async () => {
    await allowSite();
    expect([...world.local.content.values()].join()).not.toContain('tickets.example');
  });

  it('not where the browser refuses: the unlock does not hang on it', async () => {
    await allowSite();
    await program.ask('vault.lock', {});
    world.web.pageScripts.registered = () => Promise.reject(new Error('no'));
    await program.ask('vault.unlock', withPassphrase());
    expect((await program.ask('program.state', {})).vault).toBe('unlocked');
  });

  it.each([
    'https://*/*',
    '*://*/*',
    '<all_urls>',
    'https://tickets.example/a',
    'http://plain.example/*',
    '',
  ])('only where it is one site: not “%s”', async (pattern) => {
    await expect(always(true, pattern)).rejects.toMatchObject({ code: 'page-unreachable' });
  });
});

describe('What is on this page', () => {
  const hit = (sessionKey: string) => ({ kind: 'session-key', text: sessionKey, sessionKey });

  it('is told of all frames, each once, and of a frame that tells nonsense nothing', async () => {
    world.web.tab.frames = [[hit(KEY)], [hit(KEY), hit('512340011')], null, [{ kind: 'x' }], 'x'];
    expect(await program.ask('page.find', {})).toEqual({
      hits: [hit(KEY), hit('512340011')],
      more: false,
    });
  });

  it('is told up to a number, and that there is more', async () => {
    world.web.tab.frames = [
      Array.from({ length: 300 }, (_, place) => hit(String(400_971_000 + place))),
    ];
    const { hits, more } = await program.ask('page.find', {});
    expect([hits.length, more]).toEqual([200, true]);
  });

  it.each([
    ['a page of the browser, whose address nobody tells', { url: null }],
    ['a page that the browser lets nobody in', { frames: null }],
  ])('is said not to be reachable on %s', async (_, tab) => {
    Object.assign(world.web.tab, tab);
    await expect(program.ask('page.find', {})).rejects.toMatchObject({ code: 'page-unreachable' });
  });
});

describe('A card in a page', () => {
  it('is told of the meeting what fits on it, and no more', async () => {
    await allowSite();
    const answer = await lookAt();
    expect(answer).toEqual({
      ok: true,
      meeting: {
        name: expect.any(String),
        sessionKey: KEY,
        status: expect.any(Object),
        hostJoined: expect.any(Boolean),
        toll: expect.anything(),
        tollFree: expect.anything(),
      },
    });
    expect(sandbox.requests).toHaveLength(1);
  });

  it('is told nothing while it is locked', async () => {
    await allowSite();
    await program.ask('vault.lock', {});
    expect(await lookAt()).toEqual({ ok: false, why: 'locked' });
    expect(sandbox.requests).toEqual([]);
  });

  it('is told nothing that was found while somebody locked', async () => {
    await allowSite();
    const asked = sandbox.nextRequest();
    const answer = lookAt();
    await asked;
    await program.ask('vault.lock', {});
    expect(await answer).toEqual({ ok: false, why: 'locked' });
  });

  it('is told nothing where the site was not allowed, or is not any more', async () => {
    expect(await lookAt()).toEqual({ ok: false, why: 'not-allowed' });
    await allowSite();
    for (const origin of [
      'https://evil.example',
      'https://tickets.example.evil.example',
      'http://tickets.example',
      'https://sub.tickets.example',
    ]) {
      expect(await lookAt({ origin }), origin).toEqual({ ok: false, why: 'not-allowed' });
    }
    await always(false);
    expect(await lookAt()).toEqual({ ok: false, why: 'not-allowed' });
    expect(sandbox.requests).toEqual([]);
  });

  it('is told of it once the helper was run there by hand: in that tab, while it shows that site', async () => {
    await program.ask('page.find', {});
    expect(await lookAt()).toMatchObject({ ok: true });
    expect(await lookAt({ tabId: 8 })).toEqual({ ok: false, why: 'not-allowed' });
    expect(await lookAt({ origin: 'https://other.example' })).toEqual({
      ok: false,
      why: 'not-allowed',
    });
  });

  it('is told why there is nothing, without a fact', async () => {
    await allowSite();
    sandbox.failNext('bad-gateway');
    expect(await lookAt()).toEqual({ ok: false, why: 'failed' });
    await dropKeys();
    expect(await lookAt()).toEqual({ ok: false, why: 'no-key' });
  });

  it('is told that a meeting is not there', async () => {
    await allowSite();
    const answer = await program.askFromPage({ ask: 'meeting', sessionKey: '999999999' });
    expect(answer).toEqual({ ok: false, why: 'not-found' });
  });
});

async function dropKeys(): Promise<void> {
  const { credentials } = await program.ask('program.state', {});
  for (const { id } of credentials) await program.ask('credentials.delete', { id });
}

describe('A site asks', () => {
  beforeEach(allowSite);

  async function askTenTimes(): Promise<void> {
    for (let asked = 0; asked < 10; asked += 1) {
      expect(await lookAt()).toMatchObject({ ok: true });
    }
  }

  it('at most ten times in a minute, whatever its tabs and however often the worker dies', async () => {
    await askTenTimes();
    expect(await lookAt()).toEqual({ ok: false, why: 'too-many' });
    await program.restartWorker();
    expect(await lookAt({ tabId: 9 })).toEqual({ ok: false, why: 'too-many' });
    expect(sandbox.requests).toHaveLength(10);
    await program.pass(MINUTE + SECOND);
    expect(await lookAt()).toMatchObject({ ok: true });
  });

  it('ten times also when all at once', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => lookAt()));
    expect(answers.filter((answer) => 'ok' in answer && answer.ok)).toHaveLength(10);
    expect(sandbox.requests).toHaveLength(10);
  });

  it('no less for what another site asked', async () => {
    await askTenTimes();
    world.allowed.add('https://mail.example/*');
    await always(true, 'https://mail.example/*');
    expect(await lookAt({ origin: 'https://mail.example' })).toMatchObject({ ok: true });
  });

  it('again within a minute after the clock was set back', async () => {
    await askTenTimes();
    world.clock.advance(-30 * SECOND);
    expect(await lookAt()).toEqual({ ok: false, why: 'too-many' });
    world.clock.advance(MINUTE + SECOND);
    expect(await lookAt()).toMatchObject({ ok: true });
  });

  it('nothing that cannot be counted', async () => {
    world.session.failNext('write');
    expect(await lookAt()).toEqual({ ok: false, why: 'failed' });
    expect(sandbox.requests).toEqual([]);
  });
});

describe('A script of ours in a page', () => {
  beforeEach(allowSite);

  it.each(Object.keys(contract))('cannot ask “%s”', async (call) => {
    const state = await program.ask('program.state', {});
    for (const message of [
      { call, input: {} },
      { ask: call, input: {} },
      { ask: 'meeting', sessionKey: KEY, call, input: {} },
    ]) {
      expect(await program.askFromPage(message)).toEqual({ ok: false, why: 'not-allowed' });
    }
    expect(await program.ask('program.state', {})).toEqual(state);
    expect(sandbox.requests).toEqual([]);
  });

  it.each([
    null,
    7,
    'meeting',
    [],
    {},
    { ask: 'meeting' },
    { ask: 'meeting', sessionKey: 400971234 },
    { ask: 'meeting', sessionKey: 'jane@example.com' },
    { ask: 'meeting', sessionKey: '0400971234' },
    { ask: 'meeting', sessionKey: KEY, credentialId: 'x' },
    { ask: 'panel', text: 'x'.repeat(2_049) },
    { ask: '__proto__' },
  ])('gets nothing for %j', async (message) => {
    expect(await program.askFromPage(message)).toEqual({ ok: false, why: 'not-allowed' });
    expect(sandbox.requests).toEqual([]);
  });

  const ID = 'latchkey';
  const tab = { id: 7, windowId: 1 };
  it('is known by what the browser says of it', () => {
    const told = { id: ID, origin: 'https://tickets.example', tab, frameId: 3 };
    expect(pageSenderOf(senderOf(told), ID)).toEqual({
      origin: 'https://tickets.example',
      tabId: 7,
      windowId: 1,
    });
  });

  it.each([
    ['our own page in a tab', { id: ID, origin: `chrome-extension://${ID}`, tab }],
    ['Firefox’s', { id: ID, origin: 'moz-extension://0', tab }],
    ['our popup', { id: ID, origin: `chrome-extension://${ID}` }],
    ['another extension', { id: 'other', origin: 'https://tickets.example', tab }],
    ['nobody', undefined],
    ['a page without a tab', { id: ID, origin: 'https://tickets.example' }],
    ['a document without an origin', { id: ID, origin: 'null', tab }],
    ['a sender without an origin', { id: ID, tab }],
    ['a file', { id: ID, origin: 'file://', tab }],
    ['a tab without a number', { id: ID, origin: 'https://tickets.example', tab: {} }],
  ])('is not taken for %s', (_, told) => {
    expect(pageSenderOf(senderOf(told), ID)).toBeNull();
  });
});

describe('“Open in panel” on a card', () => {
  beforeEach(allowSite);

  const openPanel = (opened: Promise<void>, sender = {}) =>
    program.askFromPage({ ask: 'panel', text: KEY }, sender, opened);
  const waiting = async () =>
    (await program.ask('outside.next', { page: 'panel', windowId: 1 })).question?.text;

  it('has the panel look it up in that window', async () => {
    expect(await openPanel(Promise.resolve())).toEqual({ ok: true, meeting: null });
    expect(await waiting()).toBe(KEY);
    expect(world.web.done).not.toContain('panel tab 1');
  });

  it('opens a tab where the browser does not let us open the panel', async () => {
    await openPanel(Promise.reject(new Error('no gesture')));
    expect(world.web.done).toContain('panel tab 1');
    expect(await waiting()).toBe(KEY);
  });

  it('waits for the unlock', async () => {
    await program.ask('vault.lock', {});
    expect(await openPanel(Promise.resolve())).toMatchObject({ ok: true });
    await program.ask('vault.unlock', withPassphrase());
    expect(await waiting()).toBe(KEY);
  });

  it('opens nothing for a site that was not allowed, and at most ten in a minute', async () => {
    const refused = () => Promise.reject(new Error('no gesture'));
    const origin = 'https://evil.example';
    expect(await openPanel(refused(), { origin })).toEqual({ ok: false, why: 'not-allowed' });
    for (let asked = 0; asked < 12; asked += 1) await openPanel(refused());
    expect(world.web.done.filter((each) => each === 'panel tab 1')).toHaveLength(10);
  });
});

describe('When Latchkey is installed or updated', () => {
  it('its menu is made anew', async () => {
    await program.outside({ what: 'installed' });
    expect(world.web.done).toEqual(['menu']);
  });
});

describe('When Firefox has an update ready', () => {
  it('the helper leaves every page it was ever run in, also while locked, and then it is put in', async () => {
    await allowSite();
    await program.ask('page.find', {});
    await program.ask('vault.lock', {});
    await program.restartWorker();
    world.web.done.length = 0;
    await program.outside({ what: 'update-ready' });
    expect(world.web.done).toEqual(['end 7', `end ${SITE}`, 'update']);
  });

  it('it is put in, too, where nobody can tell which pages these are', async () => {
    world.session.failNext('read');
    await program.outside({ what: 'update-ready' });
    expect(world.web.done).toEqual(['update']);
  });
});

describe('The shortcut for a selection', () => {
  it('asks what is selected in the tab, and nothing where nothing is', async () => {
    const press = () => program.outside({ what: 'selection', tabId: 7, windowId: 1 });
    await press();
    expect(await program.ask('outside.next', { page: 'a', windowId: 1 })).toMatchObject({
      question: null,
    });
    world.web.tab.selected = 'Meeting 400 971 234';
    await press();
    expect(await program.ask('outside.next', { page: 'a', windowId: 1 })).toMatchObject({
      question: { text: 'Meeting 400 971 234' },
    });
  });
});
