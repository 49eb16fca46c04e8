import * as v from 'valibot';
import {
  type ActivityChain,
  type ActivityEntry,
  type ActivityNote,
  activityNoteSchema,
  BEGINNING,
  type ChainBreak,
} from '../domain/activity.ts';
import { sha256Hex } from '../domain/bytes.ts';
import { isFailure } from '../domain/failure.ts';
import { DAY } from '../domain/time.ts';
import type { Book } from './book.ts';
import { ACTIVITY, ACTIVITY_END } from './stored.ts';

/** A note rewrites one record of at most so many, whatever the length of the record. */
const MOST_IN_CHUNK = 64;
/** A record that is rarely written to is closed after this time, so that old entries can go. */
const LONGEST_CHUNK = 30 * DAY;
/** What is kept: whole chunks go once there are more entries, or once they are all older. */
const MOST_ENTRIES = 10_000;
const LONGEST_KEPT = 400 * DAY;
/** One chunk comes, at most so many go for their age: a clock that jumps does not empty the record. */
const MOST_AGED_AT_ONCE = 2;

/** Some entries in their order, without what follows from their place. */
const chunkSchema = v.looseObject({
  firstSeq: v.number(),
  /** The hash of the entry before the first. */
  previousHash: v.string(),
  notes: v.array(activityNoteSchema),
});
type Chunk = v.InferOutput<typeof chunkSchema>;

/** Where the chain ends, so that nothing can be taken off its end; and what it begins after. */
const endSchema = v.looseObject({ anchorSeq: v.number(), seq: v.number(), hash: v.string() });
type End = v.InferOutput<typeof endSchema>;

const NONE: End = { anchorSeq: 0, seq: 0, hash: BEGINNING };

/** All that can be read of the record, and how its chain stands. */
export interface Reading {
  entries: ActivityEntry[];
  chain: ActivityChain;
}

/** Notes in their places: numbered, and each with the hash of the one before. */
export async function linked({ firstSeq, previousHash, notes }: Chunk): Promise<ActivityEntry[]> {
  const entries: ActivityEntry[] = [];
  let before = previousHash;
  for (const note of notes) {
    const entry = { ...note, seq: firstSeq + entries.length, previousHash: before };
    before = await hashOf(entry);
    entries.push({ ...entry, hash: before });
  }
  return entries;
}

/** Of the canonical JSON (RFC 8785) of a flat object. */
function hashOf(entry: object): Promise<string> {
  return sha256Hex(JSON.stringify(entry, Object.keys(entry).sort()));
}

/** Puts notes at the end of the chain, within the transaction of what they tell of. */
export async function append(book: Book, notes: readonly ActivityNote[]): Promise<void> {
  let end =
    (await quietly(book.get(ACTIVITY_END, ACTIVITY_END, endSchema))) ?? (await lostEnd(book));
  let chunk = await lastChunk(book, end);
  for (const note of notes) {
    if (chunk === null || isFull(chunk, note)) {
      if (chunk) putChunk(book, chunk);
      chunk = { firstSeq: end.seq + 1, previousHash: end.hash, notes: [] };
      putChunk(book, chunk);
      end = { ...end, anchorSeq: await letGo(book, end, note.atMs) };
    }
    const entry = { ...note, seq: end.seq + 1, previousHash: end.hash };
    end = { ...end, seq: entry.seq, hash: await hashOf(entry) };
    chunk = { ...chunk, notes: [...chunk.notes, note] };
  }
  if (chunk) putChunk(book, chunk);
  book.put(ACTIVITY_END, ACTIVITY_END, end);
}

/** Everything that can be read, in its order, and whether it is what was written. */
export async function readChain(book: Book): Promise<Reading> {
  const stored = await quietly(book.get(ACTIVITY_END, ACTIVITY_END, endSchema));
  const chunks = await Promise.all(firstSeqsIn(book).map((first) => chunkAt(book, first)));
  const pieces = await Promise.all(chunks.flatMap((chunk) => (chunk ? [linked(chunk)] : [])));
  const entries = pieces.flat();
  const end = stored ?? (await lostEnd(book));
  const breaks = breaksIn(pieces, end);
  const newest = entries.at(-1);
  if (stored === null && newest)
    breaks.push({ kind: 'end', fromSeq: newest.seq, toSeq: newest.seq });
  const chain = {
    entries: entries.length,
    sinceMs: entries[0]?.atMs ?? null,
    anchor: { seq: end.anchorSeq, hash: entries[0]?.previousHash ?? BEGINNING },
    last: { seq: end.seq, hash: end.hash },
    breaks,
  };
  return { entries, chain };
}

/** Removes every entry. */
export function clear(book: Book): void {
  for (const kind of [ACTIVITY, ACTIVITY_END]) {
    for (const id of book.ids(kind)) book.remove(kind, id);
  }
}

/** Writes the end once more: the vault's forerunner then does not name what was removed, either. */
export async function writeAgain(book: Book): Promise<void> {
  const end = await book.get(ACTIVITY_END, ACTIVITY_END, endSchema);
  if (end) book.put(ACTIVITY_END, ACTIVITY_END, end);
}

/** Each piece must follow from the one before, the first from the anchor and the end from the last. */
function breaksIn(pieces: readonly ActivityEntry[][], end: End): ChainBreak[] {
  const breaks: ChainBreak[] = [];
  let from = end.anchorSeq + 1;
  let before = { seq: end.anchorSeq, hash: end.anchorSeq === 0 ? BEGINNING : null };
  function follow(seq: number, previousHash: string): void {
    if (seq > before.seq + 1) {
      breaks.push({ kind: 'missing', fromSeq: before.seq + 1, toSeq: seq - 1 });
    } else if (seq <= before.seq || (before.hash ?? previousHash) !== previousHash) {
      breaks.push({ kind: 'changed', fromSeq: from, toSeq: Math.max(from, before.seq) });
    }
  }
  for (const piece of pieces) {
    const [first, last] = [piece[0], piece.at(-1)];
    if (!first || !last) continue;
    follow(first.seq, first.previousHash);
    from = first.seq;
    before = last;
  }
  follow(end.seq + 1, end.hash);
  return breaks;
}

function firstSeqsIn(book: Book): number[] {
  const ids = book.ids(ACTIVITY).map((id) => Number(id.slice(ACTIVITY.length + 1)));
  return ids.sort((a, b) => a - b);
}

/** The chunk that begins there; `null` where it cannot be read. */
async function chunkAt(book: Book, firstSeq: number): Promise<Chunk | null> {
  const chunk = await quietly(book.get(ACTIVITY, idOf(firstSeq), chunkSchema));
  return chunk?.firstSeq === firstSeq ? chunk : null;
}

/** The chunk that the chain ends in; `null` where a new one has to be begun. */
async function lastChunk(book: Book, end: End): Promise<Chunk | null> {
  const firstSeq = firstSeqsIn(book).at(-1);
  const chunk = firstSeq === undefined ? null : await chunkAt(book, firstSeq);
  return chunk && endOf(chunk) === end.seq ? chunk : null;
}

function isFull({ notes }: Chunk, { atMs }: ActivityNote): boolean {
  return notes.length >= MOST_IN_CHUNK || atMs - (notes[0]?.atMs ?? atMs) > LONGEST_CHUNK;
}

/** Takes away the oldest chunks that are not kept any longer; gives the entry that the rest follows. */
async function letGo(book: Book, { anchorSeq, seq }: End, nowMs: number): Promise<number> {
  const firsts = firstSeqsIn(book);
  let gone = firsts.filter((_, place) => seq - (firsts[place + 1] ?? seq) >= MOST_ENTRIES).length;
  for (let aged = 0; aged < MOST_AGED_AT_ONCE; aged += 1) {
    const newest = (await chunkAt(book, firsts[gone] ?? 0))?.notes.at(-1);
    if (newest === undefined || newest.atMs > nowMs - LONGEST_KEPT) break;
    gone += 1;
  }
  for (const first of firsts.slice(0, gone)) book.remove(ACTIVITY, idOf(first));
  return gone === 0 ? anchorSeq : (firsts[gone] ?? 1) - 1;
}

/** Where the end was lost with damage, the chain goes on from the last entry that can be read. */
async function lostEnd(book: Book): Promise<End> {
  const firsts = firstSeqsIn(book);
  const [first, last] = [firsts[0], firsts.at(-1)];
  if (first === undefined || last === undefined) return NONE;
  const chunk = await chunkAt(book, last);
  const newest = chunk && (await linked(chunk)).at(-1);
  const unknown = { seq: last + MOST_IN_CHUNK - 1, hash: BEGINNING };
  const { seq, hash } = newest ?? unknown;
  return { anchorSeq: first - 1, seq, hash };
}

function endOf({ firstSeq, notes }: Chunk): number {
  return firstSeq + notes.length - 1;
}

function putChunk(book: Book, chunk: Chunk): void {
  book.put(ACTIVITY, idOf(chunk.firstSeq), chunk);
}

function idOf(firstSeq: number): string {
  return `${ACTIVITY}-${firstSeq}`;
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
