import type { Http } from '../../src/adapters/http.ts';
import type { StoppedClock } from '../sandbox/stopped-clock.ts';
import { createFakeTimer, type FakeTimer } from './timer.ts';
import { whenQuiet } from './turns.ts';

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
    if (settled) return task;
    const next = Math.min(...timers().flatMap(({ waiting }) => waiting.map(({ atMs }) => atMs)));
    if (!Number.isFinite(next))
      throw new Error('Nothing will happen any more, and it is not done.');
    clock.advance(Math.max(0, next - clock.now()));
    for (const timer of timers()) await timer.ring();
  }
}

/** A server that lets a key ask so often in any 60 seconds, by a count of its own. */
export interface LimitedServer {
  http: Http;
  /** When each call arrived, by the clock of the test. */
  arrivedMs: number[];
  refused: number;
  /** What happens on the wire. */
  wire: FakeTimer;
}

const MINUTE_MS = 60_000;

/** `latencyMs`: how long a call is under way, there and back. A call counts when it arrives. */
export function createLimitedServer(
  clock: StoppedClock,
  { perMinute, latencyMs, body }: { perMinute: number; latencyMs: () => number; body: string },
): LimitedServer {
  const wire = createFakeTimer(clock);
  const pause = (ms: number) => new Promise<void>((done) => wire.after(ms, async () => done()));
  const server: LimitedServer = {
    wire,
    arrivedMs: [],
    refused: 0,
    http: async () => {
      await pause(latencyMs() / 2);
      const now = clock.now();
      const inWindow = server.arrivedMs.filter((atMs) => atMs > now - MINUTE_MS).length;
      const allowed = inWindow < perMinute;
      if (allowed) server.arrivedMs.push(now);
      else server.refused += 1;
      const headers = { date: new Date(now).toUTCString() };
      await pause(latencyMs() / 2);
      return { status: allowed ? 200 : 429, headers, text: allowed ? body : '' };
    },
  };
  return server;
}
