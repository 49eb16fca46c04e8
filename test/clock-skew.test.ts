import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Http } from '../src/adapters/http.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../src/domain/time.ts';
import { correctionOf } from '../src/domain/usage-count.ts';
import { createFakeHttp } from './fakes/http.ts';
import { PASSPHRASE, type Program, sandboxDraft, startProgram } from './fakes/program.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts';

let sandbox: Sandbox;
let world: FakeWorld;
let program: Program;
let keyId: string;
/** How far the server's clock is ahead of this computer's. */
let aheadMs: number;
/** What the reply says of the time, instead of what the server wrote. */
let forged: string | null;

const http: Http = async (request) => {
  const reply = await createFakeHttp()(request);
  return forged === null ? reply : { ...reply, headers: { ...reply.headers, date: forged } };
};

beforeEach(async () => {
  aheadMs = 0;
  forged = null;
  world = createFakeWorld({ http });
  sandbox = await startSandbox({ now: () => world.clock.now() + aheadMs });
  program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  keyId = (await program.ask('credentials.save', sandboxDraft(sandbox.origin))).id;
});
afterEach(() => sandbox.close());

const lookUp = () =>
  program.ask('lookup.meeting', { sessionKey: '400971234', credentialId: keyId });
const clock = async () => {
  const { usage } = await program.ask('usage.report', { credentialId: keyId });
  const { skewMs } = usage;
  const skewSeconds = skewMs === null ? null : Math.round(skewMs / SECOND);
  return { skewSeconds, skewCorrected: correctionOf(usage) !== 0 };
};
/** The times in the token that was sent last (epoch seconds). */
function tokenTimes(): { iat: number; exp: number } {
  const token = world.sent.at(-1)?.headers['JWTToken'] ?? '';
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

describe('A computer whose clock is off', () => {
  it.each([
    ['4 minutes behind', 4 * MINUTE, 240],
    ['10 minutes behind', 10 * MINUTE, 600],
    ['5 minutes ahead', -5 * MINUTE, -300],
    ['12 hours ahead', -12 * HOUR, -43_200],
  ])('by %s is told so, and its keys work from the second try on', async (_, byMs, seconds) => {
    aheadMs = byMs;
    const first = await lookUp().catch((error) => error);
    if (first instanceof Error) {
      expect(first).toMatchObject({ code: 'unauthorized', facts: { skewSeconds: seconds } });
    }
    expect((await lookUp()).meeting.name).toBe("John's Personal Room");
    expect(sandbox.requests.at(-1)?.verdict).toBe('answered');
    expect(await clock()).toEqual({ skewSeconds: seconds, skewCorrected: true });
    const serverSeconds = Math.floor((world.clock.now() + aheadMs) / SECOND);
    expect(tokenTimes().iat).toBe(serverSeconds - 30);
  });

  it('and set right is noticed: the next refusal is the last', async () => {
    aheadMs = 10 * MINUTE;
    await lookUp().catch(() => null);
    await lookUp();
    aheadMs = 0;
    await lookUp().catch(() => null);
    expect(await clock()).toEqual({ skewSeconds: 0, skewCorrected: false });
    await lookUp();
    expect(tokenTimes().iat).toBe(Math.floor(world.clock.now() / SECOND) - 30);
  });

  it('by a few seconds is left alone', async () => {
    aheadMs = 12 * SECOND;
    await lookUp();
    await lookUp();
    expect((await clock()).skewCorrected).toBe(false);
    expect(tokenTimes().iat).toBe(Math.floor(world.clock.now() / SECOND) - 30);
  });

  it('is known after the worker died', async () => {
    aheadMs = 10 * MINUTE;
    await lookUp().catch(() => null);
    await program.restartWorker();
    expect((await lookUp()).meeting.name).toBe("John's Personal Room");
  });

  it('is not suspected when the proof allowed for it and the key is refused', async () => {
    aheadMs = 10 * MINUTE;
    await lookUp().catch(() => null);
    sandbox.failNext('unauthorized');
    await expect(lookUp()).rejects.toMatchObject({ facts: { skewSeconds: 0 } });
  });
});

describe('A reply that lies about the time', () => {
  it.each([
    ['Thu, 01 Jan 1970 00:00:00 GMT', 'the beginning of time'],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 'its end'],
    ['Thu, 05 Mar 2026 06:06:07 GMT', 'a day and an hour ahead'],
  ])('(%s: %s) changes no proof, and is shown', async (date) => {
    forged = date;
    await lookUp();
    expect((await lookUp()).meeting.name).toBe("John's Personal Room");
    expect(tokenTimes().iat).toBe(Math.floor(world.clock.now() / SECOND) - 30);
    const { skewSeconds, skewCorrected } = await clock();
    expect(skewCorrected).toBe(false);
    expect(Math.abs(skewSeconds ?? 0)).toBeGreaterThan(DAY / SECOND);
  });

  it.each(['', 'yesterday', '99999999999999999999'])('(“%s”) is not listened to', async (date) => {
    forged = date;
    await lookUp();
    expect(await clock()).toEqual({ skewSeconds: null, skewCorrected: false });
  });

  it('within a day moves a proof by no more than that, and only until it is true again', async () => {
    forged = 'Thu, 05 Mar 2026 04:06:07 GMT';
    await lookUp();
    await lookUp().catch(() => null);
    expect(tokenTimes().exp - world.clock.now() / SECOND).toBeLessThan((DAY + HOUR) / SECOND);
    forged = null;
    await lookUp().catch(() => null);
    expect((await lookUp()).meeting.name).toBe("John's Personal Room");
  });
});

describe('The way there and back', () => {
  it('is shared out: a slow reply is not taken for a clock that is off', async () => {
    const slow = createFakeWorld({
      http: async (request) => {
        world.clock.advance(9 * SECOND);
        const reply = await http(request);
        world.clock.advance(9 * SECOND);
        return reply;
      },
    });
    program = startProgram({ ...world, http: slow.http });
    await lookUp();
    expect(await clock()).toEqual({ skewSeconds: 0, skewCorrected: false });
  });

  it('tells nothing if the clock was set meanwhile', async () => {
    program = startProgram({
      ...world,
      http: async (request) => {
        const reply = await http(request);
        world.clock.advance(-30 * SECOND);
        return reply;
      },
    });
    await lookUp();
    expect((await clock()).skewSeconds).toBeNull();
  });
});
