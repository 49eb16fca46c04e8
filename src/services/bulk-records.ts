import {
  type BulkItem,
  type BulkJob,
  bulkChunkSchema,
  bulkJobSchema,
  isSettled,
} from '../domain/bulk.ts';
import { BULK } from '../domain/waiting-work.ts';
import type { Book } from './book.ts';
import type { Outcome } from './bulk-asking.ts';

const CHUNK = 'bulk-chunk';

/** Where one of them lies. */
export interface Spot {
  chunk: number;
  place: number;
  key: string;
  /** Another job may have one like it. */
  jobId: string;
}

const idOf = (chunk: number) => `${CHUNK}.${chunk}`;

export function jobIn(book: Book): Promise<BulkJob | null> {
  return book.get(BULK, BULK, bulkJobSchema);
}

export function keepJob(book: Book, job: BulkJob): void {
  book.put(BULK, BULK, job);
}

/** In the place of what was there; `null`: nothing. */
export function newJobIn(book: Book, job: BulkJob | null, chunks: readonly BulkItem[][]): void {
  for (const id of book.ids(CHUNK)) book.remove(CHUNK, id);
  if (job) keepJob(book, job);
  else if (book.ids(BULK).length > 0) book.remove(BULK, BULK);
  chunks.forEach((items, chunk) => {
    book.put(CHUNK, idOf(chunk), { items });
  });
}

/** The chunks, in their order. */
export async function chunksIn(book: Book): Promise<BulkItem[][]> {
  const chunks = await book.all(CHUNK, bulkChunkSchema);
  const count = chunks.size;
  return Array.from({ length: count }, (_, chunk) => chunks.get(idOf(chunk))?.items ?? []);
}

/** Those of them that are so, in their order. Default is those that still wait. */
export async function spotsIn(
  book: Book,
  isWanted: (item: BulkItem) => boolean = (item) => !isSettled(item),
): Promise<Spot[]> {
  const jobId = (await jobIn(book))?.id;
  if (jobId === undefined) return [];
  return (await chunksIn(book)).flatMap((items, chunk) =>
    items.flatMap((item, place) =>
      isWanted(item) ? [{ chunk, place, key: item.key, jobId }] : [],
    ),
  );
}

/** `null` where it is not that one any more: there is another job. */
export async function itemIn(book: Book, spot: Spot): Promise<BulkItem | null> {
  if ((await jobIn(book))?.id !== spot.jobId) return null;
  const items = (await book.get(CHUNK, idOf(spot.chunk), bulkChunkSchema))?.items ?? [];
  const item = items[spot.place];
  return item?.key === spot.key ? item : null;
}

/** Writes what came of one, if it is still that one; `atMs` `null`: nothing did yet. */
export async function settleIn(
  book: Book,
  spot: Spot,
  outcome: Outcome,
  atMs: number | null,
): Promise<void> {
  const item = await itemIn(book, spot);
  const kept = await book.get(CHUNK, idOf(spot.chunk), bulkChunkSchema);
  if (item === null || kept === null) return;
  const items = kept.items.with(spot.place, { ...item, ...outcome, atMs });
  book.put(CHUNK, idOf(spot.chunk), { ...kept, items });
}
