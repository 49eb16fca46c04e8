import { CompactEncrypt, compactDecrypt } from 'jose';
import * as v from 'valibot';
import { LARGEST_BACKUP } from '../domain/backup.ts';
import { fromUtf8, toBase64url, utf8 } from '../domain/bytes.ts';
import { Failure } from '../domain/failure.ts';
import { headerOf } from './seal.ts';

const ALG = 'PBES2-HS512+A256KW';
const ENC = 'A256GCM';

/** Rounds of PBKDF2: fewer are no protection, more would hang the browser. */
export const LEAST_ROUNDS = 600_000;
export const MOST_ROUNDS = 2_000_000;

const PARTS = 5;
const LONGEST_HEADER = 1_024;
const SAMPLE = 4_096;
/** How every backup of ours begins. */
const BEGINNING = toBase64url(utf8(`{"alg":"${ALG}"`));

const headerSchema = v.object({
  alg: v.literal(ALG),
  enc: v.literal(ENC),
  p2c: v.pipe(v.number(), v.integer()),
  p2s: v.pipe(v.string(), v.regex(/^[\w-]{11,}$/)),
});

/**
 * Seals a JSON value with a passphrase as a standard compact JWE (RFC 7516, RFC 7518 section 4.8),
 * so that whoever has the file and the passphrase needs no Latchkey to open it.
 */
export function sealBackup(value: object, passphrase: string): Promise<string> {
  return new CompactEncrypt(utf8(JSON.stringify(value)))
    .setProtectedHeader({ alg: ALG, enc: ENC })
    .setKeyManagementParameters({ p2c: LEAST_ROUNDS })
    .encrypt(keyOf(passphrase));
}

/**
 * The text under the seal. What can be seen without the passphrase is looked at before any work is
 * done for it.
 * @throws Failure `backup-too-large`, `backup-not-one`, `backup-unreadable`
 */
export async function openBackup(text: string, passphrase: string): Promise<string> {
  const sealed = text.trim();
  assertOpenable(sealed);
  const plaintext = await decrypt(sealed, passphrase);
  if (plaintext === null) throw unreadable();
  try {
    return fromUtf8(plaintext);
  } catch {
    throw new Failure('backup-not-one', { problem: 'content' });
  }
}

/** Whether a text can be a backup, by all that is not sealed. @throws Failure as `openBackup` */
export function assertOpenable(sealed: string): void {
  if (sealed.length > LARGEST_BACKUP) {
    throw new Failure('backup-too-large', { bytes: sealed.length, limit: LARGEST_BACKUP });
  }
  if (!looksSealed(sealed)) throw new Failure('backup-not-one', { problem: 'file' });
  const parts = sealed.split('.', PARTS + 1);
  const isWhole = parts.length === PARTS && parts.every(isCanonical);
  if (!isWhole || sealed.indexOf('.') > LONGEST_HEADER) throw unreadable();
  const header = v.safeParse(headerSchema, headerOf(sealed));
  if (!header.success) throw unreadable();
  const { p2c } = header.output;
  if (p2c < LEAST_ROUNDS || p2c > MOST_ROUNDS) throw unreadable(p2c);
}

/** Loosely: a backup that was damaged anywhere is still one, and is to be called damaged. */
function looksSealed(text: string): boolean {
  if (text.startsWith(BEGINNING)) return true;
  const sample = text.slice(0, SAMPLE);
  const dots = count(sample, /\./g);
  return dots >= PARTS - 2 && dots <= PARTS && count(sample, /[^\w.-]/g) * 50 < sample.length;
}

function count(text: string, sign: RegExp): number {
  return text.match(sign)?.length ?? 0;
}

/** Base64url in the one spelling that it has: stray bits at the end would be a change unseen. */
function isCanonical(part: string): boolean {
  if (part === '' || /[^\w-]/.test(part)) return false;
  const rest = part.length % 4;
  if (rest === 0) return true;
  return rest === 2 ? /[AQgw]$/.test(part) : rest === 3 && /[AEIMQUYcgkosw048]$/.test(part);
}

async function decrypt(sealed: string, passphrase: string): Promise<Uint8Array | null> {
  try {
    const { plaintext } = await compactDecrypt(sealed, keyOf(passphrase), {
      keyManagementAlgorithms: [ALG],
      contentEncryptionAlgorithms: [ENC],
      maxPBES2Count: MOST_ROUNDS,
    });
    return plaintext;
  } catch {
    // jose does not tell a wrong passphrase from a changed text, and nobody could.
    return null;
  }
}

function unreadable(rounds: number | null = null): Failure {
  return new Failure('backup-unreadable', { rounds });
}

function keyOf(passphrase: string): Uint8Array {
  // As in the vault: the same passphrase typed on another keyboard may come in another Unicode form.
  return utf8(passphrase.normalize('NFKC'));
}
