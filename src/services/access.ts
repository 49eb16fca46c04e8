import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Random } from '../adapters/random.ts';
import type { AccessWay } from '../domain/access-way.ts';
import { Failure } from '../domain/failure.ts';
import type { Proof } from '../domain/proof.ts';
import type { Act, Activity } from './activity.ts';
import type { Asides } from './asides.ts';
import { bookOf } from './book.ts';
import type { Changes, Edit, Ledger } from './ledger.ts';
import { RENEWAL_LOCK } from './renewal-journal.ts';
import type { Passkey, Slots } from './slots.ts';
import { assertLongEnough, PASSPHRASE_NAME, type Vault } from './vault.ts';
import type { Opened } from './vault-index.ts';

const KEY_BYTES = 32;
const RECOVERY_NAME = 'Recovery code';

/** Who may open the vault: its slots, by the names that people gave them. */
export interface Access {
  /** The ways in, oldest first. @throws Failure `vault-locked` */
  ways(): Promise<AccessWay[]>;
  /**
   * Puts another passphrase in place of the present one, in every copy. With `exposed`, everything
   * is sealed anew with another vault key, and all other ways in are taken away.
   * @throws Failure `passphrase-short`, `renewal-running`, `slot-lingers`, or as `Vault.unlock`
   */
  changePassphrase(change: { proof: Proof; passphrase: string; exposed: boolean }): Promise<void>;
  addPasskey(added: { proof: Proof; name: string; passkey: Passkey }): Promise<void>;
  /** @throws Failure `slot-missing` */
  rename(slotId: string, name: string): Promise<void>;
  /** @throws Failure `slot-missing`, `slot-needed`, `slot-lingers`, or as `Vault.unlock` */
  remove(removed: { proof: Proof; slotId: string }): Promise<void>;
  /**
   * Makes a new recovery code. One that was saved stays good until the new one is, and is only
   * followed by another after a proof. @throws Failure `recovery-exists`
   */
  beginRecovery(proof: Proof | null): Promise<{ code: string; slotId: string }>;
  /** @throws Failure `recovery-replaced` when that slot is not the vault's any more */
  confirmRecovery(slotId: string): Promise<void>;
}

interface Needs {
  asides: Asides;
  vault: Vault;
  activity: Activity;
  ledger: Ledger;
  slots: Slots;
  clock: Clock;
  random: Random;
  locks: Locks;
}

export function createAccess(needs: Needs): Access {
  const { asides, vault, activity, ledger, slots, clock, random, locks } = needs;
  const noteNow = (name: string) => ({ name, createdAtMs: clock.now() });

  /** The edits that note something in the commit that does it. */
  async function noting(opened: Opened, act: Act): Promise<Edit[]> {
    const edits: Edit[] = [];
    await activity.note(bookOf(ledger, opened, edits), act);
    return edits;
  }

  function ways(): Promise<AccessWay[]> {
    return vault.withOpened(null, async ({ head, index }) =>
      head.slots.flatMap(({ id, kind }) => {
        const note = index.slots[id];
        const { name, createdAtMs } = note ?? { name: nameFor(kind), createdAtMs: null };
        return isKnown(kind)
          ? [{ id, kind, name, createdAtMs, saved: isInForce(id, kind, index) }]
          : [];
      }),
    );
  }

  /** Commits, and takes what is no longer in force out of every copy before it says that it is done. */
  async function changeAccess(opened: Opened, changes: Changes): Promise<Opened> {
    const next = await ledger.commit(opened, changes);
    try {
      await ledger.settle(next);
      await asides.follow(next);
    } catch (error) {
      if (error instanceof Failure) throw new Failure('slot-lingers', {});
      throw error;
    }
    return next;
  }

  async function changePassphrase(change: Parameters<Access['changePassphrase']>[0]) {
    const { proof, passphrase, exposed } = change;
    assertLongEnough(passphrase);
    if (!exposed) return vault.withOpened(proof, (opened) => rewrap(opened, passphrase));
    // A renewal under way writes with the key that it began with.
    const done = await locks.ifFree(RENEWAL_LOCK, async () => {
      await vault.withOpened(proof, (opened, turn) => sealAnew(opened, passphrase, turn));
      return true;
    });
    if (done === null) throw new Failure('renewal-running', { label: 'A key' });
  }

  async function rewrap(opened: Opened, passphrase: string): Promise<void> {
    const { key, head, index } = opened;
    const slot = await slots.wrapByPassphrase(head.vaultId, key, passphrase);
    const others = head.slots.filter(({ kind }) => kind !== 'passphrase');
    await changeAccess(opened, {
      edits: await noting(opened, { what: 'passphrase-changed' }),
      slots: [slot, ...others],
      slotNotes: { ...notesOf(others, index), [slot.id]: noteNow(PASSPHRASE_NAME) },
    });
  }

  async function sealAnew(opened: Opened, passphrase: string, turn: number): Promise<void> {
    const key = random.bytes(KEY_BYTES);
    const slot = await slots.wrapByPassphrase(opened.head.vaultId, key, passphrase);
    const changes = {
      edits: await noting(opened, { what: 'vault-sealed-anew' }),
      key,
      slots: [slot],
      slotNotes: { [slot.id]: noteNow(PASSPHRASE_NAME) },
      savedRecovery: null,
    };
    const next = await ledger.commit(opened, changes);
    // From here on only the new key opens it, whatever becomes of the rest.
    await vault.reopen(next, turn);
    await changeAccess(next, {});
  }

  async function addPasskey({ proof, name, passkey }: Parameters<Access['addPasskey']>[0]) {
    await vault.withOpened(proof, async (opened) => {
      const { key, head, index } = opened;
      const slot = await slots.wrapByPasskey(head.vaultId, key, passkey);
      const slotNote = noteNow(name.trim() || 'Passkey');
      const slotNotes = { ...index.slots, [slot.id]: slotNote };
      const edits = await noting(opened, { what: 'passkey-added', about: slotNote.name });
      await ledger.commit(opened, { edits, slots: [...head.slots, slot], slotNotes });
    });
  }

  async function rename(slotId: string, name: string): Promise<void> {
    await vault.withOpened(null, async (opened) => {
      const { kind } = findSlot(opened, slotId);
      const before = opened.index.slots[slotId] ?? noteNow(nameFor(kind));
      const note = { ...before, name: name.trim() || before.name };
      await ledger.commit(opened, { slotNotes: { ...opened.index.slots, [slotId]: note } });
    });
  }

  async function remove({ proof, slotId }: Parameters<Access['remove']>[0]): Promise<void> {
    await vault.withOpened(proof, async (opened) => {
      const { kind } = findSlot(opened, slotId);
      if (kind === 'passphrase') throw new Failure('slot-needed', {});
      const { head, index } = opened;
      const left = head.slots.filter(({ id }) => id !== slotId);
      const savedRecovery = index.savedRecovery === slotId ? null : index.savedRecovery;
      const about = index.slots[slotId]?.name ?? nameFor(kind);
      const edits = await noting(opened, { what: 'way-removed', about });
      const slotNotes = notesOf(left, index);
      await changeAccess(opened, { edits, slots: left, slotNotes, savedRecovery });
    });
  }

  async function beginRecovery(proof: Proof | null) {
    return vault.withOpened(proof, async (opened) => {
      const { head, index, key } = opened;
      // A code that is saved stays good: nobody at an open vault makes another one unasked.
      if (index.savedRecovery !== null && proof === null) throw new Failure('recovery-exists', {});
      const { slot, code } = await slots.wrapByRecoveryCode(head.vaultId, key);
      const kept = head.slots.filter(
        ({ id, kind }) => kind !== 'recovery' || id === index.savedRecovery,
      );
      const slotNotes = { ...notesOf(kept, index), [slot.id]: noteNow(RECOVERY_NAME) };
      await ledger.commit(opened, { slots: [...kept, slot], slotNotes });
      return { code, slotId: slot.id };
    });
  }

  async function confirmRecovery(slotId: string): Promise<void> {
    await vault.withOpened(null, async (opened) => {
      const { head, index } = opened;
      if (!head.slots.some(({ id, kind }) => kind === 'recovery' && id === slotId)) {
        throw new Failure('recovery-replaced', {});
      }
      const kept = head.slots.filter(({ id, kind }) => kind !== 'recovery' || id === slotId);
      const slotNotes = notesOf(kept, index);
      const edits = await noting(opened, { what: 'recovery-code-saved' });
      const changes = { edits, slots: kept, slotNotes, savedRecovery: slotId };
      // Only a code that somebody wrote down can be used after this.
      if (index.savedRecovery === null) await ledger.commit(opened, changes);
      else await changeAccess(opened, changes);
    });
  }

  return { ways, changePassphrase, addPasskey, rename, remove, beginRecovery, confirmRecovery };
}

function findSlot({ head }: Opened, slotId: string) {
  const slot = head.slots.find(({ id }) => id === slotId);
  if (slot) return slot;
  throw new Failure('slot-missing', {});
}

/** A recovery code that was shown and not saved is not in force yet. */
function isInForce(id: string, kind: string, index: Opened['index']): boolean {
  return kind !== 'recovery' || index.savedRecovery === id;
}

function notesOf(kept: Opened['head']['slots'], index: Opened['index']) {
  const ids = new Set(kept.map(({ id }) => id));
  return Object.fromEntries(Object.entries(index.slots).filter(([id]) => ids.has(id)));
}

const NAMES: Readonly<Record<AccessWay['kind'], string>> = {
  passphrase: PASSPHRASE_NAME,
  recovery: RECOVERY_NAME,
  passkey: 'Passkey',
};

function isKnown(kind: string): kind is AccessWay['kind'] {
  return Object.hasOwn(NAMES, kind);
}

function nameFor(kind: string): string {
  return isKnown(kind) ? NAMES[kind] : kind;
}
