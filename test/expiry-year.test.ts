import { describe, expect, it, vi } from 'vitest';
import { DAY, HOUR, MINUTE } from '../src/domain/time.ts';
import { type Mortality, mortal } from './fakes/mortal.ts';
import { PASSPHRASE, type Program, sandboxDraft, startProgram, withCode } from './fakes/program.ts';
import { createDice } from './fakes/turns.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';

/** A year in which the browser is open for one hour on some days, and the worker dies when it likes. */

vi.setConfig({ testTimeout: 120_000 });

const STEP = 10 * MINUTE;

interface Key {
  label: string;
  expiresAtMs: number;
  isDeleted: boolean;
}

/** What is expected of reminders and deletions, worked out without the program. */
function expectedOf(keys: readonly Key[], looks: readonly number[], startMs: number) {
  const tellings = new Map<number, Set<string>>();
  for (const { label, expiresAtMs, isDeleted } of keys) {
    const end = new Date(expiresAtMs);
    const milestones = [30, 14, 7, 3, 1, 0].map((before) => {
      const eight = new Date(end);
      eight.setDate(end.getDate() - before);
      eight.setHours(8, 0, 0, 0);
      return eight.getTime() < expiresAtMs - HOUR ? eight.getTime() : expiresAtMs - HOUR;
    });
    if (isDeleted) milestones.push(expiresAtMs + 4 * DAY);
    for (const milestone of milestones.filter((each) => each > startMs)) {
      const told = looks.find((look) => look >= milestone);
      if (told === undefined) continue;
      tellings.set(told, (tellings.get(told) ?? new Set()).add(label));
    }
  }
  return [...tellings]
    .sort(([a], [b]) => a - b)
    .map(([atMs, labels]) => [`expiry.${atMs}`, labels.size] as const);
}

/** How many keys a notification speaks of. */
function countIn(title: string): number {
  return Number(/^(\d+) keys need attention$/.exec(title)?.[1] ?? 1);
}

interface Year {
  world: FakeWorld;
  program: Program;
  mortality: Mortality;
  dice: () => number;
  code: string;
}

async function openYear(seed: number): Promise<Year> {
  const world = createFakeWorld();
  const mortality = mortal(world);
  const program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  const { code, slotId } = await program.ask('recovery.begin', { proof: null });
  await program.ask('recovery.confirm', { slotId });
  world.granted.add('notifications');
  await program.ask('reminders.set', { days: [30, 14, 7, 3, 1, 0], on: true });
  return { world, program, mortality, dice: createDice(seed), code };
}

/** Does it; sometimes the worker dies at some call of it, and starts again. Gives whether it lived. */
async function riskily({ mortality, program, dice }: Year, task: () => Promise<unknown>) {
  if (dice() < 0.6) return task().then(() => true);
  const died = mortality.dieAt(1 + Math.floor(dice() * 25)).then(() => false);
  const lived = await Promise.race([died, task().then(() => true)]);
  await mortality.bury();
  await program.restartWorker();
  return lived;
}

async function unlock(year: Year): Promise<void> {
  const proof = withCode(year.code);
  if (!(await riskily(year, () => year.program.ask('vault.unlock', proof)))) {
    await year.program.ask('vault.unlock', proof);
  }
}

async function addKeys({ program, world, dice }: Year): Promise<Key[]> {
  const keys = Array.from({ length: 5 }, (_, at) => ({
    label: `Key ${at}`,
    expiresAtMs: world.clock.now() + Math.floor((35 + dice() * 300) * DAY),
    isDeleted: at % 2 === 0,
  }));
  for (const { label, expiresAtMs, isDeleted } of keys) {
    const draft = sandboxDraft('https://meetings-api.webex.com', { apiKey: label });
    const deleteAfterExpiry = isDeleted;
    await program.ask('credentials.save', { ...draft, label, expiresAtMs, deleteAfterExpiry });
  }
  return keys;
}

/** Right after an unlock: what is due is gone, and nothing else is. */
async function checkDeletions({ world, program }: Year, keys: readonly Key[]) {
  const now = world.clock.now();
  const isGone = ({ isDeleted, expiresAtMs }: Key) => isDeleted && now >= expiresAtMs + 7 * DAY;
  const { credentials } = await program.ask('program.state', {});
  const left = keys.filter((key) => !isGone(key)).map(({ label }) => label);
  expect(credentials.map(({ label }) => label)).toEqual(left);
  return keys.length - left.length;
}

/** One hour with the browser open: starts, is unlocked or not, rings its alarms, is closed. */
async function openForAnHour(year: Year, looks: number[], unlocking: boolean): Promise<void> {
  const { world, program } = year;
  world.session.content.clear();
  world.alarmsSet.clear();
  looks.push(world.clock.now());
  await riskily(year, () => program.restartWorker());
  if (unlocking) await unlock(year);
  for (let spent = STEP; spent <= HOUR; spent += STEP) {
    // The worker's own alarms are what wakes it: without one it sleeps on.
    await riskily(year, () => program.pass(STEP));
    looks.push(world.clock.now());
  }
}

describe('A year with the browser open for one hour on random days', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'reminds of each day once, deletes in time (seed %i)',
    async (seed) => {
      const year = await openYear(seed);
      const { world, dice } = year;
      const keys = await addKeys(year);
      const startMs = world.clock.now();
      const looks: number[] = [];
      let gone = 0;
      for (let day = 1; day < 420; day += 1) {
        if (dice() < 0.8) continue;
        const openMs = startMs + day * DAY + Math.floor(dice() * 22 * HOUR);
        world.clock.advance(openMs - world.clock.now());
        const unlocking = dice() < 0.8;
        await openForAnHour(year, looks, unlocking);
        if (!unlocking) continue;
        await unlock(year);
        gone = await checkDeletions(year, keys);
      }
      const seen = [...world.notifications.seen].map(([id, { title }]) => [id, countIn(title)]);
      expect(seen).toEqual(expectedOf(keys, looks, startMs));
      expect(seen.length).toBeGreaterThan(8);
      expect(gone).toBe(3);
    },
  );
});
