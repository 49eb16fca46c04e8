import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Needle, needlesFor, type Secret } from './needles.ts';
import { unpacked } from './unpack.ts';

/** A secret that was found: in which file, and how it is written there. */
export interface Hit {
  readonly file: string;
  readonly name: string;
  readonly encoding: string;
  /** What stands around it, for whoever looks for the reason. */
  readonly around: string;
}

/** What a scan looked through. */
export interface Scan {
  readonly hits: readonly Hit[];
  readonly files: number;
  readonly bytes: number;
  /** Files of which something was unpacked. */
  readonly packed: number;
}

/** Looks through every file below a folder, names included, for every way to write the secrets. */
export function scanProfile(folder: string, secrets: readonly Secret[]): Scan {
  const needles = secrets.flatMap(needlesFor);
  const hits: Hit[] = [];
  let bytes = 0;
  let packed = 0;
  const files = filesBelow(folder);
  for (const file of files) {
    const content = contentOf(join(folder, file));
    if (content === null) continue;
    const inside = unpacked(content);
    bytes += content.length;
    packed += inside.length > 0 ? 1 : 0;
    for (const part of [content, ...inside, Buffer.from(file)]) {
      hits.push(...hitsIn(part, needles).map((hit) => ({ file, ...hit })));
    }
  }
  return { hits, files: files.length, bytes, packed };
}

/** `null` for what a running browser has taken away since it was listed, as it does with journals. */
function contentOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    // Locks of a running browser are links to nowhere.
    statSync(join(folder, path), { throwIfNoEntry: false })?.isFile(),
  );
}

function hitsIn(part: Buffer, needles: readonly Needle[]): Omit<Hit, 'file'>[] {
  return needles.flatMap(({ name, encoding, bytes }) => {
    const at = part.indexOf(bytes);
    if (at < 0) return [];
    const around = part.subarray(Math.max(at - 160, 0), at + bytes.length + 40);
    return [{ name, encoding, around: around.toString('latin1').replace(/[^\x20-\x7e]+/g, '·') }];
  });
}
