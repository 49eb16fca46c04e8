import { constants, gunzipSync } from 'node:zlib';

/**
 * What a file holds beside its own bytes, where a browser packs: Firefox's `mozLz4` files, tables of
 * LevelDB (Chromium's storage), and whatever is packed with gzip inside of anything. What none of
 * these is (Brotli, Snappy within SQLite) is looked through as it lies: both LZ4 and Snappy write
 * bytes that they have not met before as they are, and a random secret was never met before.
 */
export function unpacked(file: Buffer): Buffer[] {
  return [...mozLz4(file), ...levelDbTable(file), ...gzipMembers(file)];
}

const MOZ_LZ4 = Buffer.from('mozLz40\0');

function mozLz4(file: Buffer): Buffer[] {
  if (!file.subarray(0, MOZ_LZ4.length).equals(MOZ_LZ4)) return [];
  const size = file.readUInt32LE(MOZ_LZ4.length);
  return [unLz4(file.subarray(MOZ_LZ4.length + 4), size)];
}

/** One block of LZ4: literals, then a copy of what came before, again and again. */
export function unLz4(block: Buffer, size: number): Buffer {
  const out = Buffer.alloc(size);
  let at = 0;
  let end = 0;
  const more = (start: number) => {
    let length = start;
    if (start === 15) {
      let byte = 255;
      while (byte === 255) {
        byte = block[at] ?? 0;
        at += 1;
        length += byte;
      }
    }
    return length;
  };
  while (at < block.length) {
    const token = block[at] ?? 0;
    at += 1;
    const literals = more(token >> 4);
    block.copy(out, end, at, at + literals);
    at += literals;
    end += literals;
    if (at >= block.length) break;
    const distance = block.readUInt16LE(at);
    at += 2;
    end = copyBack(out, end, distance, more(token & 15) + 4);
  }
  return out.subarray(0, end);
}

/** Byte by byte, because a copy may run into what it has just written. */
function copyBack(out: Buffer, end: number, distance: number, length: number): number {
  for (let place = end; place < end + length; place += 1) out[place] = out[place - distance] ?? 0;
  return end + length;
}

/** Snappy: its size, then literals and copies. */
export function unSnappy(packed: Buffer): Buffer {
  const [size, start] = varint(packed, 0);
  const out = Buffer.alloc(size);
  let at = start;
  let end = 0;
  while (at < packed.length) {
    const tag = packed[at] ?? 0;
    at += 1;
    const kind = tag & 3;
    if (kind === 0) {
      const extra = Math.max((tag >> 2) - 59, 0);
      const length = (extra === 0 ? tag >> 2 : packed.readUIntLE(at, extra)) + 1;
      at += extra;
      packed.copy(out, end, at, at + length);
      at += length;
      end += length;
      continue;
    }
    const bytes = kind === 3 ? 4 : kind;
    const near = packed.readUIntLE(at, bytes);
    at += bytes;
    const distance = kind === 1 ? near + ((tag >> 5) << 8) : near;
    end = copyBack(out, end, distance, kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1);
  }
  return out.subarray(0, end);
}

function varint(bytes: Buffer, start: number): [value: number, end: number] {
  let value = 0;
  let at = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at] ?? 0;
    at += 1;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

/** The last bytes of every table of LevelDB. Source: its documentation, "table_format" */
const TABLE_MAGIC = Buffer.from('57fb808b247547db', 'hex');
const FOOTER_BYTES = 48;

function levelDbTable(file: Buffer): Buffer[] {
  if (!file.subarray(-TABLE_MAGIC.length).equals(TABLE_MAGIC)) return [];
  const footer = file.subarray(-FOOTER_BYTES);
  const [, afterOffset] = varint(footer, 0);
  const [, afterMeta] = varint(footer, afterOffset);
  return handlesIn(blockAt(file, footer, afterMeta)).map((handle) => blockAt(file, handle, 0));
}

/** A block by its handle (offset and size), unpacked. */
function blockAt(file: Buffer, handle: Buffer, at: number): Buffer {
  const [offset, next] = varint(handle, at);
  const [size] = varint(handle, next);
  const block = file.subarray(offset, offset + size);
  return file[offset + size] === 1 ? unSnappy(block) : block;
}

/** The values of an index block: each is the handle of a block with data. */
function handlesIn(index: Buffer): Buffer[] {
  const restarts = index.readUInt32LE(index.length - 4);
  const end = index.length - 4 * (restarts + 1);
  const handles: Buffer[] = [];
  for (let at = 0; at < end; ) {
    const [, afterShared] = varint(index, at);
    const [keyBytes, afterKeySize] = varint(index, afterShared);
    const [valueBytes, start] = varint(index, afterKeySize);
    at = start + keyBytes + valueBytes;
    handles.push(index.subarray(start + keyBytes, at));
  }
  return handles;
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);

function gzipMembers(file: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = file.indexOf(GZIP); at >= 0; at = file.indexOf(GZIP, at + 1)) {
    try {
      // Also one that was cut off when the browser was.
      const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 2 ** 26 };
      found.push(gunzipSync(file.subarray(at), options));
    } catch {
      // Three bytes that look like the beginning of something packed, and are not.
    }
  }
  return found;
}
