import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createServices } from '../src/background/services.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../src/domain/time.ts';
import type { Usage } from '../src/domain/usage.ts';
import { keptUsageIn, NEVER_USED, putUsage } from '../src/services/usage-record.ts';
import { figuresOf } from '../src/ui/views/usage/usage-figures.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withPassphrase,
} from './fakes/program.ts';
import { createLimitedServer, type LimitedServer, untilDone } from './fakes/simulated-time.ts';
import { watchCiphers } from './fakes/turns.ts';
import { copyContent, createFakeWorld, type FakeWorld } from './fakes/world.ts';
import { webexMeetingsPaths } from './sandbox/sandbox.ts';

const BASE_URL = 'https://meetings-api.webex.com';
const NOW = '2026-03-04T05:06:07.000Z';
const LATENCY = 100;
const fixture = (name: string) =>
  readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const sites = fixture('webex-meetings/getallsitesbyemailagg.json');
const renewed = fixture('webex-meetings/renew.json');

let made: FakeWorld;
let keyId: string;

/** A vault with one key, made once: each test gets a copy of it. */
beforeAll(async () => {
  watchCiphers();
  made = createFakeWorld({ iso: NOW });
  const program = startProgram(made);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  keyId = (await program.ask('credentials.save', sandboxDraft(BASE_URL))).id;
});

let server: LimitedServer;
let world: FakeWorld;
let program: Program;

beforeEach(() => {
  world = createFakeWorld({ iso: NOW, http: (request) => server.http(request) });
  copyContent(made, world);
  server = createLimitedServer(world.clock, LATENCY, (path) =>
    path === webexMeetingsPaths.renew ? renewed : sites,
  );
  program = startProgram(world);
});

const until = <T>(task: Promise<T>) =>
  untilDone(task, world.clock, () => [world.timer, server.wire]);
const lookUp = () => program.ask('lookup.sites', { email: 'test@cisco.com', credentialId: keyId });
const report = async (credentialId = keyId) =>
  figuresOf(await program.ask('usage.report', { credentialId }), 'a host', world.clock.now());
const setShare = (percent: number) =>
  program.ask('usage.set-share', { credentialId: keyId, percent });
const askAnyway = () => program.ask('usage.ask-anyway', { credentialId: keyId });

/** Lets two calls a minute through: small numbers show the same as large ones. */
const twoAMinute = () => setShare(1);

/** The way out of a worker for work that waits, as bulk work and renewals do. */
async function patientIn(own: FakeWorld) {
  const { credentials, gateway } = createServices(own);
  const { provider, credential } = await credentials.findFor('sites', keyId);
  const ask = gateway.askAs(provider, credential, { patient: true });
  return (name: string | number) =>
    ask({ method: 'POST', path: `/gapi/v1/${name}`, headers: {}, body: '{}' });
}

/** What is known of the key's use, put there as if it had been so. */
async function havingUsed(part: Partial<Usage>): Promise<void> {
  const { vault } = createServices(world);
  await vault.transact(async (book) =>
    putUsage(book, keyId, { ...((await keptUsageIn(book, keyId)) ?? NEVER_USED), ...part }),
  );
}

/** The shortest time in which a server with such a limit can be asked so often. */
const shortestMs = (calls: number, perMinute: number) =>
  (Math.ceil(calls / perMinute) - 1) * MINUTE;

/** The names of the calls, as they arrived. */
const order = () => server.arrived.map(({ path }) => Number(path.split('/').at(-1)));

const numbers = (count: number) => Array.from({ length: count }, (_, place) => place);

describe('A server that allows 200 calls in any 60 seconds', () => {
  it('refuses none of 1,000, and no time is lost', { timeout: 120_000 }, async () => {
    const ask = await patientIn(world);
    const before = world.clock.now();
    const replies = await until(Promise.all(numbers(1_000).map(ask)));
    expect(replies.every(({ status }) => status === 200)).toBe(true);
    expect(server.refused).toBe(0);
    expect(server.arrived).toHaveLength(1_000);
    const tookMs = world.clock.now() - before;
    expect(tookMs / shortestMs(1_000, 200)).toBeLessThanOrEqual(1.05);
  });

  it('refuses none of three contexts at once', { timeout: 120_000 }, async () => {
    const asks = await Promise.all([world, world, world].map(patientIn));
    const before = world.clock.now();
    await until(Promise.all(asks.flatMap((ask) => numbers(140).map(ask))));
    expect(server.refused).toBe(0);
    expect(server.arrived).toHaveLength(420);
    const tookMs = world.clock.now() - before;
    expect(tookMs / shortestMs(420, 200)).toBeLessThanOrEqual(1.05);
  });

  it('refuses none after a worker died in mid-work', { timeout: 120_000 }, async () => {
    let alive = true;
    let arrive = () => {};
    const eightieth = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const mortal: FakeWorld = {
      ...world,
      http: (request) => {
        if (!alive) return new Promise(() => {});
        if (world.sent.length === 80) arrive();
        return world.http(request);
      },
    };
    const first = await patientIn(mortal);
    void Promise.all(numbers(150).map(first));
    await until(eightieth);
    alive = false;
    // The next worker finds what was written, and nobody holds a lock any more.
    const after = createFakeWorld({ http: world.http });
    copyContent(world, after);
    const second = await patientIn({ ...after, clock: world.clock, timer: world.timer });
    await until(Promise.all(numbers(300).map(second)));
    expect(server.refused).toBe(0);
    expect(server.arrived.length).toBeGreaterThanOrEqual(380);
  });
});

describe('Who comes first', () => {
  it('is served first', async () => {
    await twoAMinute();
    const ask = await patientIn(world);
    await until(Promise.all(numbers(8).map(ask)));
    // The two of one minute are under way together.
    const pairs = [0, 2, 4, 6].map((place) =>
      order()
        .slice(place, place + 2)
        .sort(),
    );
    expect(pairs).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
      [6, 7],
    ]);
    const [first, , third] = server.arrived;
    expect((third?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(MINUTE);
  });

  it('of two workers does not make the other wait for all of its calls', async () => {
    await twoAMinute();
    const [left, right] = await Promise.all([patientIn(world), patientIn(world)]);
    await until(Promise.all(numbers(8).map((number) => (number % 2 ? right : left)(number))));
    const sides = order().map((number) => number % 2);
    expect(new Set(sides.slice(0, 4))).toEqual(new Set([0, 1]));
    expect(sides).toHaveLength(8);
    expect(server.refused).toBe(0);
  });

  it('does not make somebody who looks on wait in a long queue', async () => {
    await twoAMinute();
    const ask = await patientIn(world);
    await until(Promise.all([ask(0), ask(1)]));
    const waiting = [ask(2), ask(3)];
    const before = world.clock.now();
    await expect(until(lookUp())).rejects.toMatchObject({
      code: 'rate-limited',
      facts: { saidBy: 'latchkey', limit: 'minute', retryAtMs: expect.any(Number) },
    });
    expect(world.clock.now() - before).toBeLessThanOrEqual(5 * SECOND);
    await until(Promise.all(waiting));
    expect(server.arrived).toHaveLength(4);
  });
});

describe('A look-up beyond the limit', () => {
  beforeEach(async () => {
    await twoAMinute();
    await until(lookUp());
    await until(lookUp());
  });

  it('is refused at once, with the time of the next slot', async () => {
    const [first] = server.arrived;
    await expect(until(lookUp())).rejects.toMatchObject({
      code: 'rate-limited',
      facts: { label: 'Sandbox', saidBy: 'latchkey', limit: 'minute' },
    });
    const { blocked } = await report();
    const waitMs = (blocked?.atMs ?? 0) - (first?.atMs ?? 0);
    expect(waitMs).toBeGreaterThanOrEqual(MINUTE);
    expect(waitMs).toBeLessThan(MINUTE + SECOND);
    expect(world.sent).toHaveLength(2);
    await program.pass(waitMs);
    await until(lookUp());
    expect(server.refused).toBe(0);
  });

  it('waits where the next slot is only a few seconds away', async () => {
    await program.pass(57 * SECOND);
    const before = world.clock.now();
    expect((await until(lookUp())).sites.length).toBeGreaterThan(0);
    expect(world.clock.now() - before).toBeGreaterThan(2 * SECOND);
    expect(server.arrived).toHaveLength(3);
  });

  it('sends nothing if somebody locked while it waited', async () => {
    await program.pass(57 * SECOND);
    const asked = lookUp();
    const refused = expect(asked).rejects.toMatchObject({ code: 'vault-locked' });
    await program.ask('vault.lock', {});
    await until(refused);
    expect(world.sent).toHaveLength(2);
  });

  it('sends nothing if its key was deleted while it waited', async () => {
    const ask = await patientIn(world);
    const refused = expect(ask(3)).rejects.toMatchObject({ code: 'credential-missing' });
    await program.ask('credentials.delete', { id: keyId });
    await until(refused);
    expect(world.sent).toHaveLength(2);
  });

  it('sends nothing if its key was disabled while it waited, or its URLs were taken away', async () => {
    await program.pass(57 * SECOND);
    const disabled = expect(lookUp()).rejects.toMatchObject({ code: 'credential-disabled' });
    await program.ask('credentials.set-disabled', { id: keyId, disabled: true });
    await until(disabled);
    await program.ask('credentials.set-disabled', { id: keyId, disabled: false });
    await program.pass(2 * MINUTE);
    await until(lookUp());
    await until(lookUp());
    await program.pass(57 * SECOND);
    const scoped = expect(lookUp()).rejects.toMatchObject({ code: 'out-of-scope' });
    const [key] = (await program.ask('program.state', {})).credentials;
    const rules = [{ method: 'GET' as const, url: '/nothing' }];
    const draft = { ...sandboxDraft(BASE_URL), id: keyId, version: key?.version ?? 0, rules };
    await program.ask('credentials.save', draft);
    await until(scoped);
    expect(world.sent).toHaveLength(4);
  });

  it('is let through when the worker forgot everything but the vault, and the minute is over', async () => {
    await program.restartWorker();
    await expect(until(lookUp())).rejects.toMatchObject({ code: 'rate-limited' });
    await program.pass(MINUTE);
    await until(lookUp());
    expect(server.arrived).toHaveLength(3);
  });
});

describe('A clock that is set', () => {
  beforeEach(async () => {
    await twoAMinute();
    await until(lookUp());
    await until(lookUp());
  });

  it.each([
    ['an hour back', -HOUR],
    ['a year back', -365 * DAY],
    ['a little back', -30 * SECOND],
  ])('%s locks no key out, and the minute is not forgotten', async (_, byMs) => {
    // Only the clock of this computer: the server goes on with its own.
    world.clock.advance(byMs);
    server.aheadMs -= byMs;
    await program.ask('vault.unlock', withPassphrase());
    await expect(until(lookUp())).rejects.toMatchObject({ code: 'rate-limited' });
    const ask = await patientIn(world);
    const before = world.clock.now();
    await until(ask(3));
    const waitedMs = world.clock.now() - before;
    expect(waitedMs).toBeGreaterThan(50 * SECOND);
    expect(waitedMs).toBeLessThan(2 * MINUTE);
  });

  it('ahead is noticed with the next reply, and the minute is remembered again', async () => {
    world.clock.advance(10 * MINUTE);
    server.aheadMs -= 10 * MINUTE;
    // Nothing tells a clock that was set from a pause until a server is heard.
    await until(lookUp());
    await expect(until(lookUp())).rejects.toMatchObject({ code: 'rate-limited' });
    expect((await report()).inWindow).toBe(3);
    expect(Math.round(((await report()).skewMs ?? 0) / SECOND)).toBe(-600);
  });

  it('a year ahead for one call does not make it forget the month', async () => {
    await havingUsed({ days: { '2026-03-02': 40, '2026-03-03': 50 } });
    world.clock.advance(365 * DAY);
    server.aheadMs -= 365 * DAY;
    await program.ask('vault.unlock', withPassphrase());
    await until(lookUp());
    world.clock.advance(-365 * DAY);
    server.aheadMs += 365 * DAY;
    await program.ask('vault.unlock', withPassphrase());
    expect((await report()).inMonth).toBe(90);
    await program.pass(90 * SECOND);
    await until(lookUp());
    expect((await report()).inMonth).toBe(91);
  });

  it('back does not make a pause longer than the server wanted it', async () => {
    server.next.push({ status: 429, headers: { 'retry-after': '300' } });
    await program.pass(MINUTE);
    await expect(until(lookUp())).rejects.toMatchObject({ code: 'rate-limited' });
    world.clock.advance(-HOUR);
    server.aheadMs += HOUR;
    await program.ask('vault.unlock', withPassphrase());
    await expect(until(lookUp())).rejects.toMatchObject({ facts: { saidBy: 'server' } });
    await program.pass(301 * SECOND);
    await until(lookUp());
  });
});

describe('A server that wants a pause', () => {
  const pause = (retryAfter: string) =>
    server.next.push({ status: 429, headers: { 'retry-after': retryAfter } });

  it.each([
    ['in seconds', '90', 90],
    ['as an HTTP date', 'Wed, 04 Mar 2026 05:08:07 GMT', 120],
    ['as an ISO date', '2026-03-04T05:08:07Z', 120],
    ['without a word that can be read', 'later', 60],
    ['until the year 9999', '9999-12-31T23:59:59Z', 60],
    ['that is over', 'Wed, 04 Mar 2026 05:00:00 GMT', 1],
  ])('%s is left alone by all calls of the key, for so long', async (_, retryAfter, seconds) => {
    pause(retryAfter);
    await expect(until(lookUp())).rejects.toMatchObject({
      code: 'rate-limited',
      facts: { saidBy: 'server', limit: null },
    });
    const untilMs = (await report()).blocked?.atMs ?? 0;
    const toldMs = Date.parse(NOW) + seconds * SECOND;
    expect(untilMs - toldMs).toBeGreaterThanOrEqual(0);
    expect(untilMs - toldMs).toBeLessThanOrEqual(SECOND);
    await program.restartWorker();
    const ask = await patientIn(world);
    await until(ask('later'));
    expect(server.arrived[0]?.atMs).toBeGreaterThanOrEqual(untilMs);
    expect((await report()).blocked).toBeNull();
  });

  it('by a date without a zone means UTC, wherever this computer stands', async () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'America/New_York';
    try {
      pause('2026-03-04T05:08:07');
      await expect(until(lookUp())).rejects.toMatchObject({ code: 'rate-limited' });
      const waitMs = ((await report()).blocked?.atMs ?? 0) - Date.parse(NOW);
      expect(Math.round(waitMs / SECOND)).toBe(120);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('for longer than anybody waits is told at once, also to patient work', async () => {
    pause('7200');
    await expect(until(lookUp())).rejects.toMatchObject({ code: 'rate-limited' });
    const ask = await patientIn(world);
    await expect(until(ask(1))).rejects.toMatchObject({ facts: { saidBy: 'server' } });
    expect(world.sent).toHaveLength(1);
  });

  it('is asked anyway if the person says so', async () => {
    pause('86400');
    await expect(until(lookUp())).rejects.toMatchObject({ code: 'rate-limited' });
    await askAnyway();
    expect((await report()).blocked).toBeNull();
    await until(lookUp());
    expect(server.arrived).toHaveLength(1);
  });

  it('by its own clock gets it by its own clock', async () => {
    server.aheadMs = -HOUR;
    pause('Wed, 04 Mar 2026 04:08:07 GMT');
    await expect(until(lookUp())).rejects.toMatchObject({ code: 'rate-limited' });
    const waitMs = ((await report()).blocked?.atMs ?? 0) - world.clock.now();
    expect(Math.round(waitMs / SECOND)).toBe(120);
  });
});

describe('The month', () => {
  it('is used up by our count: refused until it turns, and asked anyway on request', async () => {
    await havingUsed({ days: { '2026-02-28': 9_000, '2026-03-01': 20_000, '2026-03-02': 9_999 } });
    await until(lookUp());
    const turnMs = Date.parse('2026-04-01T00:00:00Z');
    await expect(until(lookUp())).rejects.toMatchObject({
      code: 'rate-limited',
      facts: { limit: 'month', saidBy: 'latchkey', retryAtMs: turnMs },
    });
    expect(await report()).toMatchObject({ inMonth: 30_000, monthTurnsAtMs: turnMs });
    await askAnyway();
    await until(lookUp());
    expect(server.arrived).toHaveLength(2);
  });

  it('turns, and its calls begin anew', async () => {
    await havingUsed({ days: { '2026-03-02': 30_000 } });
    await askAnyway();
    world.clock.setTo('2026-04-01T00:00:01.000Z');
    await program.ask('vault.unlock', withPassphrase());
    expect(await report()).toMatchObject({ inMonth: 0, blocked: null });
    // And what was lifted last month is not lifted in this one.
    await havingUsed({ days: { '2026-04-01': 30_000 } });
    await expect(until(lookUp())).rejects.toMatchObject({ facts: { limit: 'month' } });
  });

  it('is forecast by the pace of the last seven days', async () => {
    const week = ['26', '27', '28'].map((day) => [`2026-02-${day}`, 2_000] as const);
    await havingUsed({
      days: { ...Object.fromEntries(week), '2026-03-01': 2_000, '2026-03-03': 2_000 },
    });
    // 10,000 calls in a little over six days, 26,000 are left: some 16 days.
    const outMs = (await report()).runsOutAtMs ?? 0;
    expect((outMs - world.clock.now()) / DAY).toBeCloseTo(16.2, 1);
    await havingUsed({ days: { '2026-03-03': 10 } });
    expect((await report()).runsOutAtMs).toBeNull();
    await havingUsed({ days: {} });
    expect((await report()).runsOutAtMs).toBeNull();
  });
});

describe('A share of the limits', () => {
  it('is all that this vault uses of them', async () => {
    await setShare(50);
    expect(await report()).toMatchObject({
      sharePercent: 50,
      ownLimits: { perMinute: 100, perMonth: 15_000 },
      limits: { perMinute: 200, perMonth: 30_000 },
    });
    await havingUsed({ days: { '2026-03-04': 15_000 } });
    await expect(until(lookUp())).rejects.toMatchObject({ facts: { limit: 'month' } });
  });

  it('that is made smaller counts what was used before', async () => {
    for (const _ of numbers(3)) await until(lookUp());
    await twoAMinute();
    await expect(until(lookUp())).rejects.toMatchObject({ facts: { limit: 'minute' } });
  });

  it.each([0, 101, 1.5, -1])('cannot be %s percent', async (percent) => {
    await expect(setShare(percent)).rejects.toMatchObject({ code: 'call-malformed' });
  });
});

describe('Storage that refuses', () => {
  it('the count: then nothing is sent', async () => {
    world.local.failNext('write', 99);
    await expect(until(lookUp())).rejects.toMatchObject({ code: 'storage-failed' });
    expect(world.sent).toHaveLength(0);
    world.local.failNext('write', 0);
    await until(lookUp());
    expect((await report()).inMonth).toBe(1);
  });

  it('what came of a call: then its answer is told all the same, and the call counts', async () => {
    const { http } = world;
    world.http = async (request) => {
      const reply = await http(request);
      world.local.failNext('write', 99);
      return reply;
    };
    program = startProgram(world);
    expect((await until(lookUp())).sites.length).toBeGreaterThan(0);
    world.local.failNext('write', 0);
    expect(await report()).toMatchObject({ inWindow: 1, inMonth: 1 });
    await program.pass(MINUTE + SECOND);
    expect((await report()).inWindow).toBe(1);
    await program.pass(20 * SECOND);
    expect((await report()).inWindow).toBe(0);
  });

  it('any call of a look-up at all: it counts at least what was sent', {
    timeout: 60_000,
  }, async () => {
    for (let call = 1; call <= 12; call += 1) {
      const sentBefore = world.sent.length;
      world.local.failAt(call, 'after');
      await until(lookUp().catch(() => null));
      world.local.failAt(Number.POSITIVE_INFINITY, 'after');
      const sent = world.sent.length - sentBefore;
      expect(sent).toBeLessThanOrEqual(1);
      expect((await report()).inMonth).toBeGreaterThanOrEqual(world.sent.length);
    }
  });
});

describe('A key that goes', () => {
  it('takes what is known of its use along', async () => {
    await until(lookUp());
    const usages = () => [...world.local.content.keys()].filter((name) => name.includes('usage-'));
    expect(usages()).not.toEqual([]);
    await program.ask('credentials.delete', { id: keyId });
    await program.ask('credentials.save', sandboxDraft(BASE_URL));
    expect(usages()).toEqual([]);
    await expect(report()).rejects.toMatchObject({ code: 'credential-missing' });
  });

  it('in mid-call leaves nothing of its use behind', async () => {
    const asked = lookUp().catch(() => null);
    const arrived = new Promise<void>((resolve) => server.wire.after(60, async () => resolve()));
    await until(arrived);
    await program.ask('credentials.delete', { id: keyId });
    await until(asked);
    await program.ask('credentials.save', sandboxDraft(BASE_URL));
    await program.ask('credentials.save', sandboxDraft(BASE_URL));
    expect([...world.local.content.keys()].filter((name) => name.includes('usage-'))).toEqual([]);
  });
});

describe('A vault of before there were counts', () => {
  it('opens, and counts from now on', async () => {
    const old = JSON.parse(fixture('vaults/format-1.json'));
    copyContent(createFakeWorld(), world);
    for (const [name, value] of Object.entries(old.local)) {
      world.local.content.set(name, JSON.stringify(value));
    }
    program = startProgram(world);
    await program.ask('vault.unlock', withPassphrase(old.passphrase));
    const [key] = (await program.ask('program.state', {})).credentials;
    const credentialId = key?.id ?? '';
    for (const origin of key?.origins ?? []) world.allowed.add(origin);
    const before = await report(credentialId);
    expect(before).toMatchObject({ inMonth: 0, sharePercent: 100, skewMs: null });
    await until(program.ask('lookup.sites', { email: 'test@cisco.com', credentialId }));
    expect((await report(credentialId)).inMonth).toBe(1);
  });
});

describe('A renewal', () => {
  it('waits for its slots, and a lock while its new key is tried does not cost it', async () => {
    await twoAMinute();
    const started = program.ask('renewal.start', { credentialId: keyId });
    const thirdWaits = new Promise<void>((resolve) => {
      server.wire.after(5 * SECOND, async () => resolve());
    });
    await until(thirdWaits);
    expect(server.arrived.map(({ path }) => path)).toContain(webexMeetingsPaths.renew);
    expect(server.arrived).toHaveLength(2);
    await program.ask('vault.lock', {});
    expect((await until(started)).phase).toBe('promoted');
    expect(server.arrived).toHaveLength(3);
    expect(server.refused).toBe(0);
  });

  it('sends nothing after a lock while it waits for its one call', async () => {
    await twoAMinute();
    await until(lookUp());
    const started = program.ask('renewal.start', { credentialId: keyId });
    const refused = expect(started).rejects.toMatchObject({ code: 'vault-locked' });
    await until(
      new Promise<void>((resolve) => server.wire.after(5 * SECOND, async () => resolve())),
    );
    await program.ask('vault.lock', {});
    await until(refused);
    expect(server.arrived.map(({ path }) => path)).not.toContain(webexMeetingsPaths.renew);
    await program.ask('vault.unlock', withPassphrase());
    expect(await program.ask('renewal.report', { credentialId: keyId })).toBeNull();
  });
});
