import {
  type ActivityChunk,
  type ActivityEntry,
  type ActivityRecord,
  BEGINNING,
} from '../../../domain/activity.ts';
import { hashOf } from '../../../domain/activity-hash.ts';

/** A place in the chain: the number of an entry and its hash. */
export interface Place {
  seq: number;
  hash: string;
}

/** Where a chain does not hold: entries that are not there, or that do not follow from one another. */
export interface ChainBreak {
  kind: 'missing' | 'changed';
  fromSeq: number;
  toSeq: number;
}

/** A record put together: its entries, oldest first, and how their chain stands. */
export interface Chain {
  entries: ActivityEntry[];
  /** What the first one follows: what was before has been let go. */
  anchor: Place;
  last: Place;
  breaks: ChainBreak[];
}

/** Numbers the notes, works out the hash of each, and sees whether each follows from the one before. */
export async function chainOf({ chunks, end }: ActivityRecord): Promise<Chain> {
  const pieces = await Promise.all(chunks.map(linked));
  const entries = pieces.flat();
  const newest = entries.at(-1);
  const last = end ?? newest ?? { seq: 0, hash: BEGINNING };
  const anchorSeq = end?.anchorSeq ?? (entries[0]?.seq ?? 1) - 1;
  const breaks = breaksIn(pieces, anchorSeq, last);
  // Without its end nobody can tell whether the newest entries are there.
  if (end === null && newest) {
    breaks.push({ kind: 'missing', fromSeq: newest.seq + 1, toSeq: newest.seq + 1 });
  }
  return {
    entries,
    anchor: { seq: anchorSeq, hash: entries[0]?.previousHash ?? BEGINNING },
    last: { seq: last.seq, hash: last.hash },
    breaks,
  };
}

/** The notes of a chunk in their places. */
async function linked({ firstSeq, previousHash, notes }: ActivityChunk): Promise<ActivityEntry[]> {
  const entries: ActivityEntry[] = [];
  let before = previousHash;
  for (const note of notes) {
    const entry = { ...note, seq: firstSeq + entries.length, previousHash: before };
    before = await hashOf(entry);
    entries.push({ ...entry, hash: before });
  }
  return entries;
}

/** The first piece must follow from the anchor, each from the one before, and the end from the last. */
function breaksIn(pieces: readonly ActivityEntry[][], anchorSeq: number, last: Place) {
  const breaks: ChainBreak[] = [];
  let from = anchorSeq + 1;
  let before: { seq: number; hash: string | null } = {
    seq: anchorSeq,
    // What the first entry of all follows is known; what was let go is not.
    hash: anchorSeq === 0 ? BEGINNING : null,
  };
  function follow(seq: number, previousHash: string): void {
    if (seq > before.seq + 1) {
      breaks.push({ kind: 'missing', fromSeq: before.seq + 1, toSeq: seq - 1 });
    } else if (seq <= before.seq || (before.hash ?? previousHash) !== previousHash) {
      breaks.push({ kind: 'changed', fromSeq: from, toSeq: Math.max(from, before.seq) });
    }
  }
  for (const [first, ...others] of pieces) {
    if (first === undefined) continue;
    follow(first.seq, first.previousHash);
    from = first.seq;
    before = others.at(-1) ?? first;
  }
  follow(last.seq + 1, last.hash);
  return breaks;
}
