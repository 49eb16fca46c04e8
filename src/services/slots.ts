import { argon2idAsync } from '@noble/hashes/argon2.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base32crockford } from '@scure/base';
import * as v from 'valibot';
import type { Random } from '../adapters/random.ts';
import { fromBase64url, toBase64url, utf8 } from '../domain/bytes.ts';
import { Failure } from '../domain/failure.ts';
import { headerOf, seal, unseal } from './seal.ts';
import type { StoredSlot } from './stored.ts';

/** How hard a passphrase is to guess: Argon2id with memory in KiB, passes, and lanes. */
export interface KdfCost {
  m: number;
  t: number;
  p: number;
}

/** 64 MiB, two passes: about half a second in a worker. */
export const DEFAULT_KDF: KdfCost = { m: 65_536, t: 2, p: 1 };
/** Weaker than the first is no protection, dearer than the second would hang the browser. */
export const KDF_FLOOR: KdfCost = { m: 19_456, t: 2, p: 1 };
export const KDF_CEILING: KdfCost = { m: 262_144, t: 10, p: 4 };

const within = (name: keyof KdfCost) =>
  v.pipe(v.number(), v.integer(), v.minValue(KDF_FLOOR[name]), v.maxValue(KDF_CEILING[name]));

const kdfHeaderSchema = v.object({
  kdf: v.object({
    name: v.literal('argon2id'),
    salt: v.pipe(v.string(), v.regex(/^[\w-]{22,}$/)),
    m: within('m'),
    t: within('t'),
    p: within('p'),
  }),
});
type Kdf = v.InferOutput<typeof kdfHeaderSchema>['kdf'];

const wrappedKeySchema = v.object({ key: v.string() });

const SALT_BYTES = 16;
const RECOVERY_BYTES = 32;
const RECOVERY_CODE_LENGTH = 52;

/** A way to open the vault: the vault key, wrapped. */
export interface Slots {
  wrapByPassphrase(vaultId: string, vaultKey: Uint8Array, passphrase: string): Promise<StoredSlot>;
  /** The vault key, or `null` when no passphrase slot opens. @throws Failure `vault-damaged` */
  openByPassphrase(
    vaultId: string,
    slots: StoredSlot[],
    passphrase: string,
  ): Promise<Uint8Array | null>;
  /** A slot and the code that opens it; the code is kept nowhere. */
  wrapByRecoveryCode(
    vaultId: string,
    vaultKey: Uint8Array,
  ): Promise<{ slot: StoredSlot; code: string }>;
  /** The vault key, or `null` when no recovery slot opens. @throws Failure `wrong-recovery-code` */
  openByRecoveryCode(
    vaultId: string,
    slots: StoredSlot[],
    code: string,
  ): Promise<Uint8Array | null>;
}

export function createSlots({ random, cost }: { random: Random; cost: KdfCost }): Slots {
  async function wrapByPassphrase(vaultId: string, vaultKey: Uint8Array, passphrase: string) {
    const kdf: Kdf = { name: 'argon2id', salt: toBase64url(random.bytes(SALT_BYTES)), ...cost };
    return wrap(vaultId, 'passphrase', vaultKey, await fromPassphrase(passphrase, kdf), { kdf });
  }

  async function openByPassphrase(vaultId: string, slots: StoredSlot[], passphrase: string) {
    for (const slot of slots.filter((candidate) => candidate.kind === 'passphrase')) {
      const key = await unwrap(vaultId, slot, await fromPassphrase(passphrase, kdfOf(slot)));
      if (key !== null) return key;
    }
    return null;
  }

  async function wrapByRecoveryCode(vaultId: string, vaultKey: Uint8Array) {
    const bytes = random.bytes(RECOVERY_BYTES);
    const slot = await wrap(vaultId, 'recovery', vaultKey, fromRecoveryBytes(bytes), {});
    return { slot, code: grouped(base32crockford.encode(bytes)) };
  }

  async function openByRecoveryCode(vaultId: string, slots: StoredSlot[], code: string) {
    const wrappingKey = fromRecoveryBytes(recoveryBytes(code));
    for (const slot of slots.filter((candidate) => candidate.kind === 'recovery')) {
      const key = await unwrap(vaultId, slot, wrappingKey);
      if (key !== null) return key;
    }
    return null;
  }

  async function wrap(
    vaultId: string,
    kind: string,
    vaultKey: Uint8Array,
    wrappingKey: Uint8Array,
    extra: Record<string, unknown>,
  ): Promise<StoredSlot> {
    const id = random.id();
    const binding = { vault: vaultId, slot: id, kind };
    return {
      id,
      kind,
      jwe: await seal(wrappingKey, binding, { key: toBase64url(vaultKey) }, extra),
    };
  }

  return { wrapByPassphrase, openByPassphrase, wrapByRecoveryCode, openByRecoveryCode };
}

async function unwrap(vaultId: string, slot: StoredSlot, wrappingKey: Uint8Array) {
  const binding = { vault: vaultId, slot: slot.id, kind: slot.kind };
  const opened = v.safeParse(wrappedKeySchema, await unseal(wrappingKey, binding, slot.jwe));
  return opened.success ? fromBase64url(opened.output.key) : null;
}

/** The parameters that a slot was made with, within what is safe and bearable. */
function kdfOf(slot: StoredSlot): Kdf {
  const header = v.safeParse(kdfHeaderSchema, headerOf(slot.jwe));
  if (!header.success) throw new Failure('vault-damaged', { what: 'slot' });
  return header.output.kdf;
}

function fromPassphrase(passphrase: string, kdf: Kdf): Promise<Uint8Array> {
  // The same passphrase typed on another keyboard may come in another Unicode form.
  const typed = utf8(passphrase.normalize('NFKC'));
  return argon2idAsync(typed, fromBase64url(kdf.salt), { m: kdf.m, t: kdf.t, p: kdf.p, dkLen: 32 });
}

function fromRecoveryBytes(bytes: Uint8Array): Uint8Array {
  return hkdf(sha256, bytes, undefined, utf8('latchkey recovery code'), 32);
}

function grouped(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join('-');
}

/** Reads a code back however it was written down: any case, any grouping, O for 0, I and L for 1. */
function recoveryBytes(code: string): Uint8Array {
  const letters = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  try {
    if (letters.length === RECOVERY_CODE_LENGTH) return base32crockford.decode(letters);
  } catch {
    // A letter that no code holds: said below.
  }
  throw new Failure('wrong-recovery-code', { problem: 'not-a-code' });
}
