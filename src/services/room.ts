import type { StorageArea } from '../adapters/storage.ts';
import { Failure } from '../domain/failure.ts';

/** Kept free for what cannot wait: the answer to a renewal, and every delete. */
const RESERVE_BYTES = 256 * 1024;
/** What an envelope adds to a value, and the name beside it. */
const WRAPPING_BYTES = 200;

/**
 * Looks ahead whether a write has room, because a browser that runs out of it in the middle says
 * little. @throws Failure `storage-full`
 */
export async function assertRoom(
  area: StorageArea,
  values: readonly { name: string; value: unknown }[],
  vital: boolean,
): Promise<void> {
  const { usedBytes, quotaBytes } = await area.room();
  if (usedBytes === null || quotaBytes === null) return;
  const needed = values.reduce(
    (sum, { value }) => sum + JSON.stringify(value).length + WRAPPING_BYTES,
    vital ? 0 : RESERVE_BYTES,
  );
  if (usedBytes + needed > quotaBytes) throw new Failure('storage-full', { usedBytes, quotaBytes });
}
