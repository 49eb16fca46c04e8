import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanProfile } from './e2e/profile/scan.ts';
import { unLz4, unSnappy } from './e2e/profile/unpack.ts';

const SECRET = 'canary?7Q6YCX0FXES0>W33';
const secrets = [{ name: 'the secret', value: SECRET }];
const bytes = Buffer.from(SECRET);
const utf16 = Buffer.from(SECRET, 'utf16le');

let profile: string;
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'latchkey-control-'));
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

function plant(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(profile, file)), { recursive: true });
  writeFileSync(join(profile, file), content);
}

const amid = (inner: Uint8Array) =>
  Buffer.concat([Buffer.alloc(5_003, 0xa7), inner, Buffer.alloc(5_000, 0x11)]);
const base64 = (before: string, form: BufferEncoding) =>
  Buffer.concat([Buffer.from(before), bytes, Buffer.from('!')]).toString(form);

/** Two pieces of the secret that a packer would join: literals, a copy, literals. */
const LZ4 = Buffer.concat([
  Buffer.from([0x44]),
  Buffer.from('abcd'),
  Buffer.from([4, 0]),
  // A copy of 8 bytes from 4 back, then fifteen and more literals.
  Buffer.from([0xf0, bytes.length - 15]),
  bytes,
]);

const SNAPPY = Buffer.concat([
  Buffer.from([12 + bytes.length]),
  Buffer.from([(4 - 1) << 2]),
  Buffer.from('abcd'),
  // A copy of 8 bytes from 4 back.
  Buffer.from([((8 - 4) << 2) | 1, 4]),
  Buffer.from([(bytes.length - 1) << 2]),
  bytes,
]);

/** A table of LevelDB with one packed block. */
function table(block: Buffer): Buffer {
  const data = Buffer.concat([block, Buffer.from([1]), Buffer.alloc(4)]);
  const handle = Buffer.from([0, block.length]);
  const entry = Buffer.concat([Buffer.from([0, 1, handle.length]), Buffer.from('k'), handle]);
  const index = Buffer.concat([entry, Buffer.from([0, 0, 0, 0, 1, 0, 0, 0])]);
  const footer = Buffer.alloc(48);
  footer.set([0, 0, data.length, index.length]);
  footer.set(Buffer.from('57fb808b247547db', 'hex'), 40);
  return Buffer.concat([data, index, Buffer.alloc(5), footer]);
}

describe('A secret in a profile is found', () => {
  it.each<[string, string | Uint8Array]>([
    ['UTF-8', amid(bytes)],
    ['UTF-16LE', amid(utf16)],
    ['UTF-16BE', amid(Buffer.from(utf16).swap16())],
    ['hex of UTF-8', bytes.toString('hex')],
    ['HEX of UTF-8', bytes.toString('hex').toUpperCase()],
    ['hex of UTF-16LE', utf16.toString('hex')],
    ['base64 at 0 of UTF-8', base64('', 'base64')],
    ['base64 at 1 of UTF-8', base64('x', 'base64')],
    ['base64 at 2 of UTF-8', base64('xy', 'base64')],
    ['base64 at 0 of UTF-8', base64('xyz', 'base64')],
    ['base64url at 1 of UTF-8', base64('x', 'base64url')],
    ['base64 at 0 of UTF-16LE', utf16.toString('base64')],
    ['base64 at 1 of UTF-16LE', Buffer.concat([Buffer.from('x'), utf16]).toString('base64')],
  ])('as %s', (encoding, content) => {
    plant('Default/Sessions/Session_1', content);
    plant('Default/Preferences', '{}');
    const { hits, files } = scanProfile(profile, secrets);
    expect(files).toBe(2);
    expect(hits.map((hit) => hit.encoding)).toContain(encoding);
    expect(hits[0]).toMatchObject({ file: 'Default/Sessions/Session_1', name: 'the secret' });
  });

  it('as bytes that are no text', () => {
    const key = Uint8Array.from({ length: 32 }, (_, place) => (place * 37) % 256);
    plant('a', amid(key));
    plant('b', Buffer.from(key).toString('base64url'));
    const { hits } = scanProfile(profile, [{ name: 'key', value: key }]);
    expect(hits.map((hit) => hit.file)).toEqual(['a', 'b']);
  });

  it('in what Firefox packs, in LevelDB, and in gzip that was cut off', () => {
    const head = Buffer.alloc(4);
    head.writeUInt32LE(12 + bytes.length);
    plant('recovery.jsonlz4', Buffer.concat([Buffer.from('mozLz40\0'), head, LZ4]));
    plant('000005.ldb', table(SNAPPY));
    plant('data_1', amid(gzipSync(amid(bytes)).subarray(0, -9)));
    expect(unLz4(LZ4, 99).toString()).toBe(`abcdabcdabcd${SECRET}`);
    expect(unSnappy(SNAPPY).toString()).toBe(`abcdabcdabcd${SECRET}`);
    const { hits, packed } = scanProfile(profile, secrets);
    expect(packed).toBe(3);
    expect(new Set(hits.map((hit) => hit.file)).size).toBe(3);
  });

  it('in the name of a file', () => {
    plant('canary-in-a-name', '');
    expect(scanProfile(profile, [{ name: 'x', value: 'in-a-name' }]).hits).toHaveLength(1);
  });
});

describe('A profile without it', () => {
  it('gives no hit', () => {
    plant('Default/Session', amid(Buffer.from(SECRET.slice(0, -1))));
    plant('odd.ldb', Buffer.concat([Buffer.alloc(60), Buffer.from('57fb808b247547dc', 'hex')]));
    plant('empty', '');
    expect(scanProfile(profile, secrets)).toMatchObject({ hits: [], files: 3, packed: 0 });
  });
});
