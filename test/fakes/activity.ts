import type { ActivityEntry } from '../../src/domain/activity.ts';
import { type Chain, chainOf } from '../../src/ui/views/activity/activity-chain.ts';
import type { Program } from './program.ts';

/** The record as a page puts it together. */
export async function chainIn(program: Program): Promise<Chain> {
  return chainOf(await program.ask('activity.read', {}));
}

/** What the record says, oldest first. */
export async function entriesIn(program: Program): Promise<ActivityEntry[]> {
  return (await chainIn(program)).entries;
}
