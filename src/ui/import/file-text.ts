import { Failure } from '../../domain/failure.ts';

/** No list of keys comes near it, and whatever is parsed stays quick below it (in bytes). */
export const LARGEST_IMPORT = 1_000_000;

/** What a picked file is asked: its size first. A browser's `File` is one. */
export interface PickedFile {
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * The text of a picked file. One that is too large is not read at all.
 * @throws Failure `import-too-large`, `import-unreadable`, `import-kind`
 */
export async function readText(file: PickedFile): Promise<string> {
  assertSize(file.size);
  return decode(await bytesOf(file));
}

/** @throws Failure `import-too-large` */
export function assertSize(bytes: number): void {
  if (bytes > LARGEST_IMPORT)
    throw new Failure('import-too-large', { bytes, limit: LARGEST_IMPORT });
}

async function bytesOf(file: PickedFile): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Failure('import-unreadable', {});
  }
}

/** How a file begins that says how it is written; a workbook is a zip. */
const BEGINNINGS = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], encoding: null },
] as const;

/** Guesses at nothing: a secret that was read in the wrong encoding would be another secret. */
function decode(bytes: Uint8Array): string {
  const known = BEGINNINGS.find((each) => each.bytes.every((byte, place) => bytes[place] === byte));
  if (known?.encoding === null) throw new Failure('import-kind', { kind: 'workbook' });
  try {
    return new TextDecoder(known?.encoding ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    const kind = bytes.includes(0) ? 'binary' : 'encoding';
    throw new Failure('import-kind', { kind });
  }
}
