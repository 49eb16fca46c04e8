import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';
import { roundsFor } from './rounds.ts';

/**
 * JWE by hand, with nothing but Node's own cryptography: a second implementation, so that a backup
 * is not only what our library says it is. Source: RFC 7516, RFC 7518 sections 4.8 and 5.3.
 */
export const BACKUP_PASSPHRASE = 'a passphrase for the file';

const ALG = 'PBES2-HS512+A256KW';
/** Source: RFC 3394 section 2.2.3.1 */
const KEY_WRAP_IV = Buffer.from('A6A6A6A6A6A6A6A6', 'hex');

/** The content of a backup. */
export async function unseal(text: string, passphrase = BACKUP_PASSPHRASE) {
  const [header = '', key = '', iv = '', ciphertext = '', tag = ''] = text.split('.');
  const { p2s, p2c } = JSON.parse(bytes(header).toString());
  const wrappingKey = derive(passphrase, bytes(p2s), p2c);
  const unwrap = createDecipheriv('aes256-wrap', wrappingKey, KEY_WRAP_IV);
  const contentKey = Buffer.concat([unwrap.update(bytes(key)), unwrap.final()]);
  const open = createDecipheriv('aes-256-gcm', contentKey, bytes(iv), { authTagLength: 16 });
  open.setAAD(Buffer.from(header, 'ascii'));
  open.setAuthTag(bytes(tag));
  return JSON.parse(Buffer.concat([open.update(bytes(ciphertext)), open.final()]).toString());
}

interface SealOptions {
  passphrase?: string;
  p2c?: number;
  header?: object;
}

/** Seals whatever it is given as a backup is sealed. */
export async function seal(
  content: string | Uint8Array,
  { passphrase = BACKUP_PASSPHRASE, p2c = 600_000, header = {} }: SealOptions = {},
): Promise<string> {
  const p2s = randomBytes(16);
  const protectedHeader = { alg: ALG, enc: 'A256GCM', p2c, p2s: p2s.toString('base64url') };
  const first = text(JSON.stringify({ ...protectedHeader, ...header }));
  const contentKey = randomBytes(32);
  const wrap = createCipheriv('aes256-wrap', derive(passphrase, p2s, p2c), KEY_WRAP_IV);
  const wrapped = Buffer.concat([wrap.update(contentKey), wrap.final()]);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(first, 'ascii'));
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
  return [first, ...[wrapped, iv, ciphertext, cipher.getAuthTag()].map(text)].join('.');
}

function derive(passphrase: string, p2s: Buffer, p2c: number): Buffer {
  const salt = Buffer.concat([Buffer.from(ALG), Buffer.of(0), p2s]);
  return pbkdf2Sync(passphrase.normalize('NFKC'), salt, roundsFor(p2c), 32, 'sha512');
}

function bytes(part: string): Buffer {
  return Buffer.from(part, 'base64url');
}

function text(part: string | Buffer): string {
  return Buffer.from(part).toString('base64url');
}
