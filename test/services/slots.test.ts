import { describe, expect, it } from 'vitest';
import { toBase64url, utf8 } from '../../src/domain/bytes.ts';
import { DEFAULT_KDF, KDF_FLOOR, type KdfCost } from '../../src/domain/kdf-cost.ts';
import { seal } from '../../src/services/seal.ts';
import { createSlots, passkeyHintOf } from '../../src/services/slots.ts';
import type { StoredSlot } from '../../src/services/stored.ts';
import { createFakeWorld } from '../fakes/world.ts';

const { random, derive } = createFakeWorld();
const slots = createSlots({ random, derive, costOf: async () => KDF_FLOOR });
const vaultKey = random.bytes(32);

async function open(vault: string, stored: StoredSlot[], passphrase: string) {
  return (await slots.open(vault, stored, { kind: 'passphrase', passphrase }))?.key ?? null;
}

describe('A passphrase slot', () => {
  it('opens with its passphrase, in whatever Unicode form it is typed', async () => {
    const slot = await slots.wrapByPassphrase('vault', vaultKey, 'Zürich im Frühling');
    const typed = 'Zürich im Frühling'.normalize('NFD');
    expect(await open('vault', [slot], typed)).toEqual(vaultKey);
    expect(await open('vault', [slot], 'zürich im frühling')).toBeNull();
  });

  it('does not open in another vault or under another name', async () => {
    const slot = await slots.wrapByPassphrase('vault', vaultKey, 'correct horse');
    expect(await open('other', [slot], 'correct horse')).toBeNull();
    const renamed = { ...slot, id: 'other' };
    expect(await open('vault', [renamed], 'correct horse')).toBeNull();
  });

  it.each<[string, Partial<KdfCost>]>([
    ['too little memory', { m: 19_455 }],
    ['one pass only', { t: 1 }],
    ['too much memory', { m: 262_145 }],
    ['too many passes', { t: 11 }],
    ['too many lanes', { p: 5 }],
    ['a part of a pass', { t: 2.5 }],
  ])('with %s is called damaged before anything is tried', async (_name, cost) => {
    const slot = await slotWith({ ...KDF_FLOOR, ...cost });
    await expect(open('vault', [slot], 'correct horse')).rejects.toMatchObject({
      code: 'vault-damaged',
    });
  });

  it('is made with 64 MiB and two passes unless told otherwise', () => {
    expect(DEFAULT_KDF).toEqual({ m: 65_536, t: 2, p: 1 });
  });
});

describe('A passkey slot', () => {
  const secret = toBase64url(random.bytes(32));
  const passkey = {
    credentialId: toBase64url(random.bytes(16)),
    salt: toBase64url(random.bytes(32)),
  };

  it('opens with what the passkey makes of its salt, and with nothing else', async () => {
    const slot = await slots.wrapByPasskey('vault', vaultKey, { ...passkey, secret });
    const openWith = (slotId: string, made: string) =>
      slots.open('vault', [slot], { kind: 'passkey', slotId, secret: made });
    expect(await openWith(slot.id, secret)).toEqual({ slotId: slot.id, key: vaultKey });
    expect(await openWith(slot.id, toBase64url(random.bytes(32)))).toBeNull();
    expect(await openWith('another', secret)).toBeNull();
  });

  it('says which passkey and which salt before it is opened', async () => {
    const slot = await slots.wrapByPasskey('vault', vaultKey, { ...passkey, secret });
    expect(passkeyHintOf(slot)).toEqual(passkey);
  });
});

describe('A recovery code', () => {
  it('is 256 bits in groups that can be written down', async () => {
    const { code } = await slots.wrapByRecoveryCode('vault', vaultKey);
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){12}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it.each(['', 'not a code', 'AAAA-BBBB'])('“%s” is none', async (code) => {
    await expect(slots.open('vault', [], { kind: 'recovery', code })).rejects.toMatchObject({
      facts: { problem: 'not-a-code' },
    });
  });
});

async function slotWith(cost: KdfCost): Promise<StoredSlot> {
  const kdf = { name: 'argon2id', salt: toBase64url(random.bytes(16)), ...cost };
  const key = random.bytes(32);
  const binding = { vault: 'vault', slot: 'a', kind: 'passphrase' };
  const jwe = await seal(key, binding, { key: toBase64url(utf8('x')) }, { kdf });
  return { id: 'a', kind: 'passphrase', jwe };
}
