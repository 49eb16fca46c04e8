import { sha256Hex } from './bytes.ts';

/**
 * The hash of an entry: SHA-256 in lower-case hex of the canonical JSON (RFC 8785) of the note with
 * its `seq` and `previousHash`. Flat objects need no more of that than their members in order.
 */
export function hashOf(entry: object): Promise<string> {
  return sha256Hex(JSON.stringify(entry, Object.keys(entry).sort()));
}
