import type { ActivityEntry } from '../../../domain/activity.ts';
import { writeCsv } from '../../csv.ts';
import type { Chain } from './activity-chain.ts';
import { aboutOf, outcomeOf, titleOf } from './activity-words.ts';

const COLUMNS = [
  'Number',
  'Time (UTC)',
  'What',
  'About',
  'Key',
  'System',
  'Outcome',
  'HTTP status',
  'Key ID',
  'Kind',
  'Hash',
];

/** The entries for a spreadsheet, oldest first. */
export function csvOf(entries: readonly ActivityEntry[]): string {
  return writeCsv(
    COLUMNS,
    entries.map((entry) => [
      entry.seq,
      new Date(entry.atMs).toISOString(),
      titleOf(entry),
      aboutOf(entry),
      entry.label ?? '',
      entry.system ?? '',
      outcomeOf(entry),
      entry.status ?? '',
      entry.credentialId ?? '',
      entry.what,
      entry.hash,
    ]),
  );
}

/** In the place of entries that were not asked for: how many, and the hash of the last of them. */
interface LeftOut {
  seq: number;
  untilSeq: number;
  previousHash: string;
  hash: string;
}

/**
 * The entries for a program, oldest first, one on each line: first the ends of the chain, then what
 * follows from one to the other. docs/activity.md says how it is verified. What the filter left out
 * is bridged, so that the chain can be followed; what is missing from the vault is not.
 */
export function jsonOf(entries: readonly ActivityEntry[], chain: Chain): string {
  const { anchor, last } = chain;
  const lines = [{ latchkeyActivity: 1, anchor, last }, ...bridged(entries, chain)];
  return `[\n${lines.map((line) => JSON.stringify(line)).join(',\n')}\n]\n`;
}

function bridged(entries: readonly ActivityEntry[], chain: Chain): (ActivityEntry | LeftOut)[] {
  if (entries.length === chain.entries.length) return [...entries];
  let before = chain.anchor;
  const line: (ActivityEntry | LeftOut)[] = [];
  for (const entry of entries) {
    line.push(...gap(before, entry.seq, entry.previousHash), entry);
    before = entry;
  }
  return [...line, ...gap(before, chain.last.seq + 1, chain.last.hash)];
}

function gap(before: Chain['anchor'], nextSeq: number, hash: string): LeftOut[] {
  const seq = before.seq + 1;
  if (seq === nextSeq) return [];
  return [{ seq, untilSeq: nextSeq - 1, previousHash: before.hash, hash }];
}
