import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createServices } from '../src/background/services.ts';
import { MINUTE } from '../src/domain/time.ts';
import { PASSPHRASE, sandboxDraft, startProgram } from './fakes/program.ts';
import { createLimitedServer, type LimitedServer, untilDone } from './fakes/simulated-time.ts';
import { watchCiphers } from './fakes/turns.ts';
import { copyContent, createFakeWorld, type FakeWorld } from './fakes/world.ts';

const BASE_URL = 'https://meetings-api.webex.com';
const NOW = '2026-03-04T05:06:07.000Z';
const sites = readFileSync(
  new URL('fixtures/webex-meetings/getallsitesbyemailagg.json', import.meta.url),
  'utf8',
);

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

function enter(perMinute: number, latencyMs: () => number): void {
  world = createFakeWorld({ iso: NOW, http: (request) => server.http(request) });
  copyContent(made, world);
  server = createLimitedServer(world.clock, { perMinute, latencyMs, body: sites });
}

beforeEach(() => enter(200, () => 100));

const timers = () => [world.timer, server.wire];
const until = <T>(task: Promise<T>) => untilDone(task, world.clock, timers);
const request = { method: 'POST', path: '/gapi/v1/x', headers: {}, body: '{}' } as const;

/** A worker's way out for the key; `patient` as bulk work and renewals are. */
async function askerIn(own: FakeWorld, patient: boolean) {
  const { credentials, gateway } = createServices(own);
  const { provider, credential } = await credentials.findFor('sites', keyId);
  return gateway.askAs(provider, credential, { patient });
}

/** The shortest time in which a server with such a limit can be asked so often. */
const shortestMs = (calls: number, perMinute: number) =>
  (Math.ceil(calls / perMinute) - 1) * MINUTE;

describe('1,000 calls against a server that allows 200 in any 60 seconds', () => {
  it.each([
    ['all at once', 1_000],
    ['ten at a time', 10],
  ])('are never refused and lose no time: %s', { timeout: 120_000 }, async (_, abreast) => {
    const ask = await askerIn(world, true);
    const before = world.clock.now();
    let begun = 0;
    const worker = async () => {
      while (begun < 1_000) {
        begun += 1;
        expect((await ask(request)).status).toBe(200);
      }
    };
    await until(Promise.all(Array.from({ length: abreast }, worker)));
    const tookMs = world.clock.now() - before;
    expect(server.refused).toBe(0);
    expect(server.arrivedMs).toHaveLength(1_000);
    expect(tookMs / shortestMs(1_000, 200)).toBeLessThanOrEqual(1.05);
  });
});
