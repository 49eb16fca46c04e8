import type { ActivityEntry, ActivityFilter } from '../../src/domain/activity.ts';
import type { Program } from './program.ts';

/** Every entry, in an export. */
export const all: ActivityFilter & { kinds: null } = {
  credentialId: null,
  kinds: null,
  failedOnly: false,
  fromMs: null,
  toMs: null,
  label: '',
};

/** The newest entries of all. */
export const everything = { ...all, beforeSeq: null };

/** What the record says, oldest first. */
export async function entriesOf(program: Program): Promise<ActivityEntry[]> {
  return (await program.ask('activity.export', all)).entries;
}
