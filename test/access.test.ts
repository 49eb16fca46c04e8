import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../src/domain/bytes.ts';
import { KDF_FLOOR } from '../src/domain/kdf-cost.ts';
import { createSlots } from '../src/services/slots.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withCode,
  withPassphrase,
} from './fakes/program.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';

const BASE_URL = 'http://127.0.0.1:1';
const NEXT = 'another tin whistle, upstream';

let world: FakeWorld;
let program: Program;

beforeEach(async () => {
  world = createFakeWorld();
  program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  await program.ask('credentials.save', sandboxDraft(BASE_URL));
});

const ways = async () => (await program.ask('access.ways', {})).map(({ kind }) => kind);
const labels = async () =>
  (await program.ask('program.state', {})).credentials.map(({ label }) => label);

async function saveRecoveryCode(): Promise<string> {
  const { code, slotId } = await program.ask('recovery.begin', { proof: null });
  await program.ask('recovery.confirm', { slotId });
  return code;
}

/** Every slot that lies anywhere in the profile, copies and vaults put aside included. */
function slotsAnywhere() {
  const areas = [world.local, world.second, world.session];
  const stored = areas
    .flatMap((area) => [...area.content.values()])
    .map((text) => JSON.parse(text));
  const heads = stored.flatMap(valuesIn).filter((value) => Array.isArray(value?.slots));
  return heads.flatMap(({ vaultId, slots }) => slots.map((slot: object) => ({ vaultId, slot })));
}

/** What is in an envelope, and in the envelopes within it. */
function valuesIn(envelope: { text?: unknown }): ReturnType<typeof JSON.parse>[] {
  if (typeof envelope.text !== 'string') return [];
  const value = JSON.parse(envelope.text);
  return [value, ...Object.values(value?.parts ?? {}).flatMap((part) => valuesIn(Object(part)))];
}

/** How many slots, of all that lie anywhere, this passphrase opens. */
async function openedBy(passphrase: string): Promise<number> {
  const { random } = world;
  const slots = createSlots({ random, derive: world.derive, costOf: async () => KDF_FLOOR });
  const tries = slotsAnywhere().map(({ vaultId, slot }) =>
    slots.open(vaultId, [slot], { kind: 'passphrase', passphrase }),
  );
  return (await Promise.all(tries)).filter((opened) => opened !== null).length;
}

describe('Changing the passphrase', () => {
  const change = (exposed = false) =>
    program.ask('access.change-passphrase', { ...withPassphrase(), passphrase: NEXT, exposed });

  it('leaves a vault that only the new one opens, with all that was in it', async () => {
    await change();
    await program.ask('vault.lock', {});
    await expect(program.ask('vault.unlock', withPassphrase())).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    await program.ask('vault.unlock', withPassphrase(NEXT));
    expect(await labels()).toEqual(['Sandbox']);
  });

  it('leaves no copy anywhere that the old one opens', async () => {
    expect(await openedBy(PASSPHRASE)).toBeGreaterThan(0);
    await change();
    expect(await openedBy(PASSPHRASE)).toBe(0);
    expect(await openedBy(NEXT)).toBe(4);
  });

  it('needs the old one, or the recovery code of somebody who has forgotten it', async () => {
    const code = await saveRecoveryCode();
    const input = { passphrase: NEXT, exposed: false };
    await expect(
      program.ask('access.change-passphrase', {
        ...withPassphrase('not the passphrase'),
        ...input,
      }),
    ).rejects.toMatchObject({ code: 'wrong-passphrase' });
    await program.ask('access.change-passphrase', { ...withCode(code), ...input });
    await program.ask('vault.lock', {});
    await program.ask('vault.unlock', withPassphrase(NEXT));
  });

  it('keeps recovery code and passkeys', async () => {
    const code = await saveRecoveryCode();
    await change();
    await program.ask('vault.lock', {});
    await program.ask('vault.unlock', withCode(code));
    expect(await ways()).toEqual(['passphrase', 'recovery']);
  });

  it('refuses one that is too short, and changes nothing', async () => {
    const short = { ...withPassphrase(), passphrase: 'eleven char', exposed: false };
    await expect(program.ask('access.change-passphrase', short)).rejects.toMatchObject({
      code: 'passphrase-short',
    });
    expect(await openedBy(PASSPHRASE)).toBe(4);
  });

  it('that somebody may know makes a new vault key: an old copy opens nothing that comes later', async () => {
    const code = await saveRecoveryCode();
    const stolen = new Map(world.local.content);
    await change(true);
    expect(await labels()).toEqual(['Sandbox']);
    expect(await openedBy(PASSPHRASE)).toBe(0);
    const before = [...stolen.keys()].filter((name) => name.startsWith('record.'));
    expect([...world.local.content.keys()]).not.toEqual(expect.arrayContaining(before));
    await program.ask('vault.lock', {});
    await expect(program.ask('vault.unlock', withCode(code))).rejects.toMatchObject({
      code: 'wrong-recovery-code',
    });
    await program.ask('vault.unlock', withPassphrase(NEXT));
    expect(await labels()).toEqual(['Sandbox']);
    expect((await program.ask('program.state', {})).recoverySaved).toBe(false);
  });

  it('says so when the second copy could not be cleaned, and cleans it at the next unlock', async () => {
    world.second.failNext('write', 100);
    await expect(change()).rejects.toMatchObject({ code: 'slot-lingers' });
    expect(await openedBy(PASSPHRASE)).toBeGreaterThan(0);
    world.second.failNext('write', 0);
    await program.ask('vault.lock', {});
    await program.ask('vault.unlock', withPassphrase(NEXT));
    expect(await openedBy(PASSPHRASE)).toBe(0);
  });
});

describe('A recovery code', () => {
  it('that was saved is only followed by another after the passphrase', async () => {
    const first = await saveRecoveryCode();
    await expect(program.ask('recovery.begin', { proof: null })).rejects.toMatchObject({
      code: 'recovery-exists',
    });
    const { code, slotId } = await program.ask('recovery.begin', withPassphrase());
    await program.ask('vault.lock', {});
    await program.ask('vault.unlock', withCode(first));
    await program.ask('recovery.confirm', { slotId });
    await program.ask('vault.lock', {});
    await expect(program.ask('vault.unlock', withCode(first))).rejects.toMatchObject({
      code: 'wrong-recovery-code',
    });
    await program.ask('vault.unlock', withCode(code));
  });

  it('can be taken away', async () => {
    const code = await saveRecoveryCode();
    const [, recovery] = await program.ask('access.ways', {});
    await program.ask('access.remove', { ...withPassphrase(), slotId: recovery?.id ?? '' });
    expect(await ways()).toEqual(['passphrase']);
    await program.ask('vault.lock', {});
    await expect(program.ask('vault.unlock', withCode(code))).rejects.toMatchObject({
      code: 'wrong-recovery-code',
    });
  });
});

describe('A passkey', () => {
  const bytes = (length: number) => toBase64url(world.random.bytes(length));

  async function addPasskey(name: string) {
    const passkey = { credentialId: bytes(16), salt: bytes(32), secret: bytes(32) };
    await program.ask('access.add-passkey', { ...withPassphrase(), name, passkey });
    return passkey;
  }

  it('opens the vault with what it makes of its salt', async () => {
    const { credentialId, salt, secret } = await addPasskey('Blue key');
    await program.ask('vault.lock', {});
    const [hint] = (await program.ask('program.state', {})).passkeys;
    expect(hint).toMatchObject({ credentialId, salt });
    const slotId = hint?.slotId ?? '';
    await expect(
      program.ask('vault.unlock', { proof: { kind: 'passkey', slotId, secret: bytes(32) } }),
    ).rejects.toMatchObject({ code: 'wrong-passkey' });
    await program.ask('vault.unlock', { proof: { kind: 'passkey', slotId, secret } });
    expect(await labels()).toEqual(['Sandbox']);
  });

  it('is renamed and removed by its owner; its name is told to nobody before', async () => {
    await addPasskey('Blue key of Anna');
    const [, added] = await program.ask('access.ways', {});
    expect(added?.name).toBe('Blue key of Anna');
    const everything = [...world.local.content.values(), ...world.second.content.values()].join();
    expect(everything).not.toContain('Anna');
    await program.ask('access.rename', { slotId: added?.id ?? '', name: 'Spare key' });
    expect((await program.ask('access.ways', {}))[1]?.name).toBe('Spare key');
    await program.ask('access.remove', { ...withPassphrase(), slotId: added?.id ?? '' });
    expect(await ways()).toEqual(['passphrase']);
    expect(slotsAnywhere().filter(({ slot }) => slot.kind === 'passkey')).toEqual([]);
  });

  it('is never the last way in: the passphrase cannot be removed', async () => {
    const [passphrase] = await program.ask('access.ways', {});
    await expect(
      program.ask('access.remove', { ...withPassphrase(), slotId: passphrase?.id ?? '' }),
    ).rejects.toMatchObject({ code: 'slot-needed' });
  });
});

describe('Pressing Lock while the passphrase is still being tried', () => {
  it('ends locked', async () => {
    await program.ask('vault.lock', {});
    const unlocking = program.ask('vault.unlock', withPassphrase());
    await program.ask('vault.lock', {});
    await expect(unlocking).rejects.toMatchObject({ code: 'vault-locked' });
    expect((await program.ask('program.state', {})).vault).toBe('locked');
  });
});

describe('The worker', () => {
  it('sets the alarm of the lock again when the browser has lost it', async () => {
    const due = world.alarmsSet.get('lock');
    world.alarmsSet.clear();
    await program.restartWorker();
    expect(world.alarmsSet.get('lock')).toBe(due);
  });
});
