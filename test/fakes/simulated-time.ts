import type { Http, HttpReply } from '../../src/adapters/http.ts';
import type { StoppedClock } from '../sandbox/stopped-clock.ts';
import { createFakeTimer, type FakeTimer } from './timer.ts';
import { whenFetched, whenQuiet } from './turns.ts';

/**
 * Lets time go by, from one timer to the next, until a task is settled; in between, everything that
 * can happen without time happens. Wants `watchCiphers()` once in the test file.
 */
export async function untilDone<T>(
  task: Promise<T>,
  clock: StoppedClock,
  timers: () => readonly FakeTimer[],
): Promise<T> {
  let settled = false;
  const end = () => {
    settled = true;
  };
  task.then(end, end);
  for (;;) {
    await whenQuiet();
    const times = () => timers().flatMap(({ waiting }) => waiting.map(({ atMs }) => atMs));
    if (!settled && times().length === 0) await whenFetched();
    if (settled) return task;
    const next = Math.min(...times());
    if (!Number.isFinite(next))
      throw new Error('Nothing will happen any more, and it is not done.');
    clock.advance(Math.max(0, next - clock.now()));
    for (const timer of timers()) await timer.ring();
  }
}

/** A server that lets a key ask so often in any 60 seconds, by a count and a clock of its own. */
export interface LimitedServer {
  http: Http;
  /** What arrived and was answered, oldest first; when, by the server's clock. */
  arrived: { path: string; atMs: number }[];
  refused: number;
  perMinute: number;
  /** How far its clock is ahead of the one of the test. */
  aheadMs: number;
  /** What it answers next, instead of what it should. */
  next: Partial<HttpReply>[];
  /** What happens on the wire. */
  wire: FakeTimer;
}

const MINUTE_MS = 60_000;

/** Calls are `latencyMs` under way, there and back, and count when they arrive. */
export function createLimitedServer(
  clock: StoppedClock,
  latencyMs: number,
  answer: (path: string) => string,
): LimitedServer {
  const wire = createFakeTimer(clock);
  const halfWay = () => new Promise<void>((done) => wire.after(latencyMs / 2, async () => done()));

  function replyTo(path: string): HttpReply {
    const atMs = clock.now() + server.aheadMs;
    const headers = { date: new Date(atMs).toUTCString() };
    const planned = server.next.shift();
    if (planned)
      return { status: 200, text: '', ...planned, headers: { ...headers, ...planned.headers } };
    const inWindow = server.arrived.filter((each) => each.atMs > atMs - MINUTE_MS).length;
    if (inWindow >= server.perMinute) {
      server.refused += 1;
      return { status: 429, headers, text: '' };
    }
    server.arrived.push({ path, atMs });
    return { status: 200, headers, text: answer(path) };
  }

  const server: LimitedServer = {
    wire,
    arrived: [],
    refused: 0,
    perMinute: 200,
    aheadMs: 0,
    next: [],
    http: async ({ url }) => {
      await halfWay();
      const reply = replyTo(new URL(url).pathname);
      await halfWay();
      return reply;
    },
  };
  return server;
}
