import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Random } from '../adapters/random.ts';
import {
  type BackupLog,
  type BackupStatus,
  backupLogSchema,
  type MadeBackup,
  type Merged,
  type Rehearsal,
  type RestorePreview,
} from '../domain/backup.ts';
import type { Credential, PreviousKey } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { Proof } from '../domain/proof.ts';
import type { Provider } from '../providers/provider.ts';
import type { Act, Activity } from './activity.ts';
import { type BackupContent, gather, keyNamer, readContent, toBackup } from './backup-content.ts';
import { compareWith, mergeInto } from './backup-merge.ts';
import { openBackup, sealBackup } from './backup-seal.ts';
import type { Book, Content } from './book.ts';
import { CREDENTIAL, credentialsIn } from './credential-records.ts';
import { RENEWAL_LOCK } from './renewal-journal.ts';
import { assertLongEnough, type Vault } from './vault.ts';

/** Both the kind and the id of the one record that remembers. */
const LOG = 'backup-log';
const NEVER: BackupLog = { madeAtMs: null, rehearsedAtMs: null };

/** The vault's content as one sealed text, and the way back. */
export interface Backup {
  status(): Promise<BackupStatus>;
  /**
   * Seals everything worth keeping with a passphrase of its own, once the vault's was given again.
   * @throws Failure `passphrase-short`, `backup-empty`, or as `Vault.verify`
   */
  make(backupPassphrase: string, proof: Proof): Promise<MadeBackup>;
  /** Proves that a backup opens; changes nothing but the date of the last proof. @throws Failure `backup-*` */
  rehearse(text: string, backupPassphrase: string): Promise<Rehearsal>;
  /** What restoring would change. @throws Failure `backup-*` */
  preview(text: string, backupPassphrase: string): Promise<RestorePreview>;
  /**
   * Takes the chosen keys into the vault, in one commit. Never replaces a newer revision or a key
   * that was renewed since. @throws Failure `backup-*`, `renewal-running`
   */
  merge(text: string, backupPassphrase: string, chosen: readonly string[]): Promise<Merged>;
  /**
   * Puts the backup's content in the place of the vault's, in one commit, once the vault's
   * passphrase was given again. @throws Failure `backup-*`, `renewal-running`, or as `Vault.verify`
   */
  replace(text: string, backupPassphrase: string, proof: Proof): Promise<{ keys: number }>;
}

interface Needs {
  vault: Vault;
  activity: Activity;
  clock: Clock;
  random: Random;
  locks: Locks;
  providers: readonly Provider[];
}

export function createBackup(needs: Needs): Backup {
  const { vault, activity, clock, random, locks, providers } = needs;
  const nameKey = keyNamer(providers);

  function systemOf({ provider }: Credential): string {
    return providers.find(({ id }) => id === provider)?.label ?? provider;
  }

  async function open(text: string, passphrase: string): Promise<BackupContent> {
    return readContent(await openBackup(text, passphrase), providers);
  }

  function status(): Promise<BackupStatus> {
    return vault.transact(async (book) => {
      const { madeAtMs, rehearsedAtMs } = await readLog(book);
      const keys = (await credentialsIn(book)).size;
      return { keys, madeAtMs, rehearsedAtMs };
    });
  }

  async function make(backupPassphrase: string, proof: Proof): Promise<MadeBackup> {
    assertLongEnough(backupPassphrase);
    await activity.witness({ what: 'backup-made' }, () => vault.verify(proof));
    const { records, keys } = await vault.transact(async (book) => {
      const all = await credentialsIn(book);
      return { records: await gather(book), keys: [...all.values()] };
    });
    if (keys.length === 0) throw new Failure('backup-empty', { where: 'vault' });
    const madeAtMs = clock.now();
    const text = await sealBackup(toBackup(records, madeAtMs), backupPassphrase);
    await remember({ madeAtMs }, { what: 'backup-made', about: String(keys.length) });
    const previousKeys = keys.reduce((count, { previous }) => count + previous.length, 0);
    return { text, madeAtMs, keys: keys.length, previousKeys };
  }

  /** A browser that cannot write any more is the best reason to have a backup. */
  async function remember(dates: Partial<BackupLog>, ...acts: Act[]): Promise<void> {
    try {
      await vault.transact(async (book) => {
        await note(book, dates);
        if (acts.length > 0) await activity.note(book, ...acts);
      });
    } catch (error) {
      if (!cannotWrite(error)) throw error;
    }
  }

  async function rehearse(text: string, passphrase: string): Promise<Rehearsal> {
    const content = await open(text, passphrase);
    const here = await vault.transact(async (book) => [...(await credentialsIn(book)).values()]);
    await remember({ rehearsedAtMs: clock.now() });
    return {
      madeAtMs: content.madeAtMs,
      keys: content.keys.size,
      systems: bySystem([...content.keys.values()].map(systemOf)),
      ...lackingIn(content, here),
      leftOut: content.leftOut,
    };
  }

  /** The vault's keys that the backup does not hold, or holds as they were before. */
  function lackingIn({ keys }: BackupContent, here: readonly Credential[]) {
    const named = (key: Credential) => ({ label: key.label, system: systemOf(key) });
    const nameOf = (key: Credential) => nameKey(key.provider, key.fields);
    const held = new Set([...keys.values()].map(nameOf));
    const lacking = here.filter((key) => !held.has(nameOf(key)));
    return {
      missing: lacking.filter(({ id }) => !keys.has(id)).map(named),
      outdated: lacking.filter(({ id }) => keys.has(id)).map(named),
    };
  }

  async function preview(text: string, passphrase: string): Promise<RestorePreview> {
    const content = await open(text, passphrase);
    return vault.transact(async (book) => {
      const compared = await compareWith(book, content, nameKey);
      const here = [...(await credentialsIn(book)).values()];
      return {
        madeAtMs: content.madeAtMs,
        lines: compared
          .map(({ key, ...rest }) => ({
            id: key.id,
            label: key.label,
            system: systemOf(key),
            ...rest,
          }))
          .sort((a, b) => a.label.localeCompare(b.label)),
        leftOut: content.leftOut,
        onlyHere: here.filter(({ id }) => !content.keys.has(id)).map(({ label }) => label),
      };
    });
  }

  async function merge(text: string, passphrase: string, ids: readonly string[]): Promise<Merged> {
    const content = await open(text, passphrase);
    const merging = { content, chosen: new Set(ids), nameKey, asPrevious, providers };
    return whileNoneRenews(() =>
      vault.transact(async (book) => {
        const { taken, ...merged } = await mergeInto(book, merging);
        const acts = taken.map((credential) => ({ what: 'key-restored', credential }) as const);
        if (acts.length > 0) await activity.note(book, ...acts);
        return merged;
      }),
    );
  }

  function asPrevious({ fields, expiresAtMs }: Credential): PreviousKey {
    return { id: random.id(), fields, expiresAtMs, replacedAtMs: clock.now(), leaked: null };
  }

  async function replace(text: string, backupPassphrase: string, proof: Proof) {
    const { keys, answers } = await open(text, backupPassphrase);
    if (keys.size === 0) throw new Failure('backup-empty', { where: 'file' });
    const act = { what: 'backup-replaced-all', about: String(keys.size) } as const;
    await activity.witness(act, () => vault.verify(proof));
    const records: Content[] = [
      ...[...keys].map(([id, value]) => ({ kind: CREDENTIAL, id, value })),
      ...answers.map(({ kind, id, journal }) => ({ kind, id, value: journal })),
    ];
    await whileNoneRenews(async () => {
      const log = await vault.transact(readLog);
      await vault.replaceContent([...records, { kind: LOG, id: LOG, value: log }], (book) =>
        activity.note(book, act),
      );
    });
    return { keys: keys.size };
  }

  /** Not in the middle of a renewal: the key that the server just made would have no home. */
  async function whileNoneRenews<T>(task: () => Promise<T>): Promise<T> {
    const done = await locks.ifFree(RENEWAL_LOCK, async () => ({ result: await task() }));
    if (done === null) throw new Failure('renewal-running', { label: 'a key' });
    return done.result;
  }

  return { status, make, rehearse, preview, merge, replace };
}

async function readLog(book: Book): Promise<BackupLog> {
  return (await book.get(LOG, LOG, backupLogSchema)) ?? NEVER;
}

async function note(book: Book, part: Partial<BackupLog>): Promise<void> {
  book.put(LOG, LOG, { ...(await readLog(book)), ...part });
}

/** How many of each, the most first. */
function bySystem(systems: readonly string[]): Rehearsal['systems'] {
  const counts = new Map<string, number>();
  for (const system of systems) counts.set(system, (counts.get(system) ?? 0) + 1);
  return [...counts]
    .map(([label, keys]) => ({ label, keys }))
    .sort((a, b) => b.keys - a.keys || a.label.localeCompare(b.label));
}

/** Whether the browser keeps nothing more: then a date is not remembered, and the rest goes on. */
function cannotWrite(error: unknown): boolean {
  return (
    error instanceof Failure &&
    ['storage-failed', 'storage-full', 'vault-read-only'].includes(error.code)
  );
}
