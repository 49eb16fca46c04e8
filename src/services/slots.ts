import { base32crockford } from '@scure/base';
import * as v from 'valibot';
import type { Derive } from '../adapters/derive.ts';
import type { Random } from '../adapters/random.ts';
import { fromBase64url, toBase64url, utf8 } from '../domain/bytes.ts';
import { Failure } from '../domain/failure.ts';
import { kdfCostEntries } from '../domain/kdf-cost.ts';
import type { Proof } from '../domain/proof.ts';
import type { CostOf } from './kdf-cost.ts';
import { headerOf, seal, unseal } from './seal.ts';
import type { StoredSlot } from './stored.ts';

const base64url = v.pipe(v.string(), v.regex(/^[\w-]{16,}$/));

const kdfHeaderSchema = v.object({
  kdf: v.object({
    name: v.literal('argon2id'),
    salt: v.pipe(v.string(), v.regex(/^[\w-]{22,}$/)),
    ...kdfCostEntries,
  }),
});
type Kdf = v.InferOutput<typeof kdfHeaderSchema>['kdf'];

const wrappedKeySchema = v.object({ key: v.string() });

const SALT_BYTES = 16;
const KEY_BITS = 256;
const RECOVERY_BYTES = 32;
const RECOVERY_CODE_LENGTH = 52;

/** What a passkey slot says of itself: which passkey, and what it is asked to make a secret of. */
const passkeyHeaderSchema = v.object({
  passkey: v.object({ credentialId: base64url, salt: base64url }),
});
export type PasskeyHint = v.InferOutput<typeof passkeyHeaderSchema>['passkey'];

/** A passkey and the secret that it made of the salt (32 bytes, base64url). */
export interface Passkey extends PasskeyHint {
  secret: string;
}

/** The slot that opened, and the vault key that was in it. */
export interface OpenedSlot {
  slotId: string;
  key: Uint8Array;
}

/** Ways to open the vault: the vault key, wrapped. */
export interface Slots {
  wrapByPassphrase(vaultId: string, vaultKey: Uint8Array, passphrase: string): Promise<StoredSlot>;
  wrapByPasskey(vaultId: string, vaultKey: Uint8Array, passkey: Passkey): Promise<StoredSlot>;
  /** A slot and the code that opens it; the code is kept nowhere. */
  wrapByRecoveryCode(
    vaultId: string,
    vaultKey: Uint8Array,
  ): Promise<{ slot: StoredSlot; code: string }>;
  /**
   * The slot that this opens, or `null` when none does.
   * @throws Failure `vault-damaged`, `derivation-failed`, `wrong-recovery-code` when it cannot be one
   */
  open(vaultId: string, slots: readonly StoredSlot[], proof: Proof): Promise<OpenedSlot | null>;
}

interface Needs {
  random: Random;
  derive: Derive;
  costOf: CostOf;
}

export function createSlots({ random, derive, costOf }: Needs): Slots {
  async function wrapByPassphrase(vaultId: string, vaultKey: Uint8Array, passphrase: string) {
    const cost = await costOf();
    const kdf: Kdf = { name: 'argon2id', salt: toBase64url(random.bytes(SALT_BYTES)), ...cost };
    return wrap(vaultId, 'passphrase', vaultKey, await fromPassphrase(derive, passphrase, kdf), {
      kdf,
    });
  }

  async function wrapByPasskey(vaultId: string, vaultKey: Uint8Array, passkey: Passkey) {
    const { credentialId, salt, secret } = passkey;
    const header = { passkey: { credentialId, salt } };
    return wrap(vaultId, 'passkey', vaultKey, await fromPasskey(secret), header);
  }

  async function wrapByRecoveryCode(vaultId: string, vaultKey: Uint8Array) {
    const bytes = random.bytes(RECOVERY_BYTES);
    const slot = await wrap(vaultId, 'recovery', vaultKey, await fromRecoveryBytes(bytes), {});
    return { slot, code: grouped(base32crockford.encode(bytes)) };
  }

  async function wrap(
    vaultId: string,
    kind: Proof['kind'],
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

  async function open(vaultId: string, slots: readonly StoredSlot[], proof: Proof) {
    const wrappingKeyFor = keyMakerFor(derive, proof);
    for (const slot of slots.filter((candidate) => opensWith(candidate, proof))) {
      const key = await unwrap(vaultId, slot, await wrappingKeyFor(slot));
      if (key !== null) return { slotId: slot.id, key };
    }
    return null;
  }

  return { wrapByPassphrase, wrapByPasskey, wrapByRecoveryCode, open };
}

function opensWith(slot: StoredSlot, proof: Proof): boolean {
  return slot.kind === proof.kind && (proof.kind !== 'passkey' || slot.id === proof.slotId);
}

/** How what somebody gave becomes the key that a slot is wrapped with. */
function keyMakerFor(derive: Derive, proof: Proof): (slot: StoredSlot) => Promise<Uint8Array> {
  switch (proof.kind) {
    case 'passphrase':
      return (slot) => fromPassphrase(derive, proof.passphrase, kdfOf(slot));
    case 'recovery': {
      const key = fromRecoveryBytes(recoveryBytes(proof.code));
      return () => key;
    }
    case 'passkey':
      return () => fromPasskey(proof.secret);
  }
}

/** Which passkey opens this slot; `null` when it is not one for passkeys. */
export function passkeyHintOf(slot: StoredSlot): PasskeyHint | null {
  const header = v.safeParse(passkeyHeaderSchema, headerOf(slot.jwe));
  return slot.kind === 'passkey' && header.success ? header.output.passkey : null;
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

async function fromPassphrase(derive: Derive, passphrase: string, kdf: Kdf): Promise<Uint8Array> {
  // The same passphrase typed on another keyboard may come in another Unicode form.
  const password = utf8(passphrase.normalize('NFKC'));
  const { salt, m, t, p } = kdf;
  return (await derive({ password, salt: fromBase64url(salt), m, t, p })).key;
}

/** The authenticator's secret is never used as it is: another program may have got the same. */
function fromPasskey(secret: string): Promise<Uint8Array> {
  return hkdf(fromBase64url(secret), 'latchkey passkey');
}

function fromRecoveryBytes(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return hkdf(bytes, 'latchkey recovery code');
}

/** HKDF-SHA-256 without a salt: what goes in is random already. */
async function hkdf(bytes: Uint8Array<ArrayBuffer>, info: string): Promise<Uint8Array> {
  const material = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(info) },
    material,
    KEY_BITS,
  );
  return new Uint8Array(bits);
}

function grouped(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join('-');
}

/** Reads a code back however it was written down: any case, any grouping, O for 0, I and L for 1. */
function recoveryBytes(code: string): Uint8Array<ArrayBuffer> {
  const letters = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  try {
    if (letters.length === RECOVERY_CODE_LENGTH)
      return new Uint8Array(base32crockford.decode(letters));
  } catch {
    // A letter that no code holds: said below.
  }
  throw new Failure('wrong-recovery-code', { problem: 'not-a-code' });
}
