/** A secret to look for: text, or bytes as a cipher has them. */
export interface Secret {
  readonly name: string;
  readonly value: string | Uint8Array;
}

/** The bytes that a secret is in one way of writing it. */
export interface Needle {
  readonly name: string;
  readonly encoding: string;
  readonly bytes: Buffer;
}

/** A shorter one is found in anything. */
const SHORTEST_NEEDLE = 6;

/** A secret as UTF-8 and UTF-16 (text only), and each of these as such, in hex, and in base64. */
export function needlesFor({ name, value }: Secret): Needle[] {
  return Object.entries(plainForms(value))
    .flatMap(([form, bytes]) =>
      Object.entries(writtenForms(bytes)).map(([encoding, written]) => ({
        name,
        encoding: encoding === '' ? form : `${encoding} of ${form}`,
        bytes: written,
      })),
    )
    .filter(({ bytes }) => bytes.length >= SHORTEST_NEEDLE);
}

function plainForms(value: string | Uint8Array): Record<string, Buffer> {
  if (typeof value !== 'string') return { bytes: Buffer.from(value) };
  const utf16 = Buffer.from(value, 'utf16le');
  return {
    'UTF-8': Buffer.from(value),
    'UTF-16LE': utf16,
    'UTF-16BE': Buffer.from(utf16).swap16(),
  };
}

function writtenForms(bytes: Buffer): Record<string, Buffer> {
  const hex = bytes.toString('hex');
  const forms: Record<string, Buffer> = {
    '': bytes,
    hex: Buffer.from(hex),
    HEX: Buffer.from(hex.toUpperCase()),
  };
  for (const shift of [0, 1, 2]) {
    const written = base64At(bytes, shift);
    const url = written.replaceAll('+', '-').replaceAll('/', '_');
    forms[`base64 at ${shift}`] = Buffer.from(written);
    if (url !== written) forms[`base64url at ${shift}`] = Buffer.from(url);
  }
  return forms;
}

/** The letters of base64 that depend on these bytes alone, when `shift` others come before them. */
function base64At(bytes: Buffer, shift: number): string {
  const written = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  const first = Math.ceil((shift * 8) / 6);
  const whole = Math.floor(((shift + bytes.length) * 8) / 6);
  return written.slice(first, whole);
}
