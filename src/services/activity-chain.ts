import {
  type ActivityChunk,
  type ActivityEnd,
  type ActivityNote,
  type ActivityRecord,
  activityChunkSchema,
  activityEndSchema,
  BEGINNING,
} from '../domain/activity.ts';
import { hashOf } from '../domain/activity-hash.ts';
import { isFailure } from '../domain/failure.ts';
import { DAY } from '../domain/time.ts';
import type { Book } from './book.ts';
import { ACTIVITY, ACTIVITY_END } from './stored.ts';

/** A note rewrites one record of at most so many, whatever the length of the chain. */
const MOST_IN_CHUNK = 64;
/** A chunk that is rarely written to is closed after this time, so that what is old can go. */
const LONGEST_CHUNK = 30 * DAY;
/** What is kept, chunk by chunk: the newest 10,000 entries, and of those what is not too old. */
const MOST_CHUNKS = 157;
const LONGEST_KEPT = 400 * DAY;

/** Puts notes at the end of the chain, within the transaction of what they tell of. */
export async function append(book: Book, notes: readonly ActivityNote[]): Promise<void> {
  let end = (await endIn(book)) ?? endAfter(book);
  let chunk = await lastChunk(book, end);
  for (const note of notes) {
    if (chunk === null || isFull(chunk, note)) {
      const newestMs = chunk?.notes.at(-1)?.atMs;
      if (newestMs !== undefined) end = { ...end, anchorSeq: await letGo(book, end, newestMs) };
      chunk = { firstSeq: end.seq + 1, previousHash: end.hash, notes: [] };
    }
    const seq = end.seq + 1;
    end = { ...end, seq, hash: await hashOf({ ...note, seq, previousHash: end.hash }) };
    chunk = { ...chunk, notes: [...chunk.notes, note] };
    book.put(ACTIVITY, idOf(chunk.firstSeq), chunk);
  }
  book.put(ACTIVITY_END, ACTIVITY_END, end);
}

/** Everything that can be read, in its order. */
export async function readRecord(book: Book): Promise<ActivityRecord> {
  const chunks = await Promise.all(firstSeqsIn(book).map((first) => chunkAt(book, first)));
  return { chunks: chunks.filter((chunk) => chunk !== null), end: await endIn(book) };
}

/** Removes every entry. */
export function clear(book: Book): void {
  for (const first of firstSeqsIn(book)) book.remove(ACTIVITY, idOf(first));
  book.remove(ACTIVITY_END, ACTIVITY_END);
}

function endIn(book: Book): Promise<ActivityEnd | null> {
  return quietly(book.get(ACTIVITY_END, ACTIVITY_END, activityEndSchema));
}

/** The chunk that begins there; `null` where it cannot be read. */
function chunkAt(book: Book, firstSeq: number): Promise<ActivityChunk | null> {
  return quietly(book.get(ACTIVITY, idOf(firstSeq), activityChunkSchema));
}

function firstSeqsIn(book: Book): number[] {
  const ids = book.ids(ACTIVITY).map((id) => Number(id.slice(ACTIVITY.length + 1)));
  return ids.sort((a, b) => a - b);
}

function idOf(firstSeq: number): string {
  return `${ACTIVITY}-${firstSeq}`;
}

/** The chunk that the chain ends in; `null` where a new one has to be begun. */
async function lastChunk(book: Book, { seq }: ActivityEnd): Promise<ActivityChunk | null> {
  const chunk = await chunkAt(book, firstSeqsIn(book).at(-1) ?? 0);
  return chunk && lastSeqOf(chunk) === seq ? chunk : null;
}

function lastSeqOf({ firstSeq, notes }: ActivityChunk): number {
  return firstSeq + notes.length - 1;
}

function isFull({ notes }: ActivityChunk, { atMs }: ActivityNote): boolean {
  return notes.length >= MOST_IN_CHUNK || atMs - (notes[0]?.atMs ?? atMs) > LONGEST_CHUNK;
}

/**
 * Takes away the oldest chunks that are not kept any longer; gives the entry that the rest follows.
 * What is old is judged by the newest entry, so that a clock that jumps does not empty the record.
 */
async function letGo(book: Book, { anchorSeq }: ActivityEnd, newestMs: number): Promise<number> {
  const firsts = firstSeqsIn(book);
  let gone = Math.max(0, firsts.length + 1 - MOST_CHUNKS);
  while ((await newestIn(book, firsts[gone])) < newestMs - LONGEST_KEPT) gone += 1;
  for (const first of firsts.splice(0, gone)) book.remove(ACTIVITY, idOf(first));
  return gone === 0 ? anchorSeq : (firsts[0] ?? 1) - 1;
}

/** The time of the newest entry of a chunk; a chunk that cannot be read is never old. */
async function newestIn(book: Book, firstSeq = 0): Promise<number> {
  return (await chunkAt(book, firstSeq))?.notes.at(-1)?.atMs ?? Number.POSITIVE_INFINITY;
}

/** Where the end was lost with damage, the chain goes on with numbers that no entry had. */
function endAfter(book: Book): ActivityEnd {
  const firsts = firstSeqsIn(book);
  const [first, last] = [firsts[0], firsts.at(-1)];
  return {
    anchorSeq: (first ?? 1) - 1,
    seq: last === undefined ? 0 : last + MOST_IN_CHUNK,
    hash: BEGINNING,
  };
}

/** One part that is damaged must not cost the others, nor what is to be noted. */
async function quietly<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (isFailure(error, 'vault-damaged')) return null;
    throw error;
  }
}
