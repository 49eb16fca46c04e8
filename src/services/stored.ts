import * as v from 'valibot';
import type { StorageArea } from '../adapters/storage.ts';
import { sha256Hex } from '../domain/bytes.ts';
import { clipboardSecondsSchema } from '../domain/clipboard-seconds.ts';
import { reminderDaysSchema } from '../domain/expiry.ts';
import { Failure, isFailure } from '../domain/failure.ts';
import { lockMinutesSchema } from '../domain/lock-minutes.ts';
import { screenSchema } from '../domain/screen.ts';

/** The shape of the vault that this version writes. A head with a higher one is read and not written. */
export const VAULT_FORMAT = 2;
/** The oldest version that can read what this one writes, by the format that it writes itself. */
export const OLDEST_READER = 2;

/** The record of activity: its entries, some in each, and where their chain ends. */
export const ACTIVITY = 'activity';
export const ACTIVITY_END = 'activity-end';

/** Records that stay when a backup takes the vault's place: they are about this vault, not about keys. */
export const KEPT_KINDS: readonly string[] = [
  'hand-over',
  'automatic-renewal',
  'guides',
  'page-sites',
  ACTIVITY,
  ACTIVITY_END,
];

/**
 * Records that may use the last of the room: an answer that holds a new key exists only once, and
 * without its count, which takes the place of the one before, no renewal could ask for it.
 */
export const VITAL_KINDS: readonly string[] = ['renewal', 'renewal-answer', 'usage'];

/** Records that go along with what they tell of, and may use the last of the room where that may. */
export const COMPANION_KINDS: readonly string[] = [ACTIVITY, ACTIVITY_END];

const base64url = v.pipe(v.string(), v.regex(/^[\w-]+$/));
const compactJwe = v.pipe(v.string(), v.regex(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]*\.[\w-]+$/));

const slotSchema = v.looseObject({
  id: v.string(),
  kind: v.string(),
  jwe: compactJwe,
});
export type StoredSlot = v.InferOutput<typeof slotSchema>;

/** The root of the vault: who may open it, and a sealed index of what is in it. */
const headSchema = v.looseObject({
  format: v.number(),
  oldestReader: v.optional(v.number(), 1),
  savedAtMs: v.optional(v.nullable(v.number()), null),
  vaultId: v.string(),
  generation: v.number(),
  slots: v.array(slotSchema),
  index: compactJwe,
});
export type StoredHead = v.InferOutput<typeof headSchema>;

const asideSchema = v.looseObject({
  asideAtMs: v.number(),
  untilMs: v.number(),
  parts: v.record(v.string(), v.unknown()),
});
export type StoredAside = v.InferOutput<typeof asideSchema>;

/** Reminders outside the seal: what was chosen, and of a key a random id and times, nothing else. */
const remindersSchema = v.looseObject({
  days: reminderDaysSchema,
  on: v.boolean(),
  entries: v.array(
    v.looseObject({
      id: v.string(),
      expiresAtMs: v.number(),
      deletesAtMs: v.nullable(v.number()),
      times: v.array(v.number()),
      /** Whatever was due by then was told. */
      toldMs: v.number(),
    }),
  ),
  /** What is due by then is just being shown; `null`: nothing is. */
  showingMs: v.nullable(v.number()),
});

const unlockedFields = {
  vaultId: v.string(),
  key: base64url,
  unreadable: v.number(),
  /** Until when it stays open for work that somebody asked for, by that work; absent: for none. */
  held: v.exactOptional(v.record(v.string(), v.number())),
};
const unlockedSchema = v.object(unlockedFields);
export type Unlocked = v.InferOutput<typeof unlockedSchema>;

/**
 * Whatever Latchkey keeps, by name (the rest is in `stored-later.ts`). Secrets lie only in what is sealed (`record.*` and the head's
 * index) and in `unlocked`, which the browser keeps in memory and closes to content scripts.
 */
export const stored = {
  /** Two generations of the head, written by turns: the older one stays until the newer was read back. */
  head: (generation: number) => ({ name: `head.${generation % 2}`, schema: headSchema }),
  /** One sealed record at one revision. */
  record: (id: string, revision: number) => ({
    name: `record.${id}.${revision}`,
    schema: compactJwe,
  }),
  /**
   * In the second storage: a vault that was replaced, sealed as it was, for thirty days. Its parts
   * are kept as they lay, so that even a damaged one can be looked at again.
   */
  aside: (id: string) => ({ name: `aside.${id}`, schema: asideSchema }),
  /** What a passphrase costs on this computer: measured once. */
  kdfCost: {
    name: 'kdf-cost',
    schema: v.looseObject({ m: v.number(), t: v.number(), p: v.number() }),
  },
  lockSettings: { name: 'lock-settings', schema: v.looseObject({ minutes: lockMinutesSchema }) },
  clipboardSettings: {
    name: 'clipboard-settings',
    schema: v.looseObject({ seconds: clipboardSecondsSchema }),
  },
  /** Whether the vault locks with the computer. */
  systemLock: { name: 'system-lock', schema: v.looseObject({ on: v.boolean() }) },
  screen: { name: 'screen', schema: screenSchema },
  /** When to remind of what. Nothing is ever deleted because of it. */
  reminders: { name: 'reminders', schema: remindersSchema },
  unlockBackOff: {
    name: 'unlock-back-off',
    schema: v.looseObject({ failures: v.number(), retryAtMs: v.number() }),
  },
  /** In `storage.session`: the vault key while the vault is unlocked, and until when. */
  unlocked: {
    name: 'unlocked',
    schema: v.object({
      ...unlockedFields,
      deadlineMs: v.number(),
      seenMs: v.number(),
    }),
  },
  /** In `storage.session`: a keyed hash of the secret that was copied last, and until when it may stay. */
  copiedSecret: {
    name: 'copied-secret',
    schema: v.object({
      key: base64url,
      hash: base64url,
      copiedMs: v.number(),
      dueMs: v.number(),
      tries: v.number(),
    }),
  },
} as const;

export type StoredReminders = v.InferOutput<typeof remindersSchema>;

/** Both places of the head. */
export const HEADS = [stored.head(0), stored.head(1)] as const;

/** A stored thing: its name and what it must look like. */
export interface Entry<S extends v.GenericSchema> {
  readonly name: string;
  readonly schema: S;
}

const envelopeSchema = v.object({ sha256: v.string(), text: v.string() });

/** Whether a stored thing by that name belongs to the vault itself. */
export function isVaultPart(name: string): boolean {
  return /^(head\.[01]$|record\.)/.test(name);
}

/** Whether what lies in storage is what was written. */
export async function isWhole(value: unknown): Promise<boolean> {
  const envelope = v.safeParse(envelopeSchema, value);
  return envelope.success && (await sha256Hex(envelope.output.text)) === envelope.output.sha256;
}

/** Reads and writes stored things. Each carries its SHA-256, so damage is never taken for anything else. */
export interface Shelf {
  /** The value, or `null` where nothing is. @throws Failure `vault-damaged`, `storage-failed` */
  read<S extends v.GenericSchema>(entry: Entry<S>): Promise<v.InferOutput<S> | null>;
  /** The value, or `null` where nothing is or what is there is damaged. @throws Failure `storage-failed` */
  readWhole<S extends v.GenericSchema>(entry: Entry<S>): Promise<v.InferOutput<S> | null>;
  /** The same as `read` for many at once; the values in the order of the entries. */
  readAll<S extends v.GenericSchema>(entries: Entry<S>[]): Promise<(v.InferOutput<S> | null)[]>;
  /** Writes all or none, and reads back before it resolves. @throws Failure `storage-failed` */
  write(values: readonly { name: string; value: unknown }[]): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
}

export function createShelf(area: StorageArea): Shelf {
  async function readAll<S extends v.GenericSchema>(entries: Entry<S>[]) {
    const found = await area.get(entries.map((entry) => entry.name));
    return Promise.all(
      entries.map((entry) =>
        Object.hasOwn(found, entry.name) ? unwrap(entry, found[entry.name]) : null,
      ),
    );
  }

  async function write(values: readonly { name: string; value: unknown }[]) {
    const wrapped = await Promise.all(
      values.map(async ({ name, value }) => [name, await wrap(value)] as const),
    );
    await area.set(Object.fromEntries(wrapped));
    const kept = await area.get(wrapped.map(([name]) => name));
    for (const [name, envelope] of wrapped) {
      const back = v.safeParse(envelopeSchema, kept[name]);
      if (!back.success || back.output.text !== envelope.text) {
        throw new Failure('storage-failed', { doing: 'write' });
      }
    }
  }

  async function read<S extends v.GenericSchema>(entry: Entry<S>) {
    return (await readAll([entry]))[0] ?? null;
  }

  async function readWhole<S extends v.GenericSchema>(entry: Entry<S>) {
    try {
      return await read(entry);
    } catch (error) {
      if (isFailure(error, 'vault-damaged')) return null;
      throw error;
    }
  }

  return {
    read,
    readWhole,
    readAll,
    write,
    remove: (names) => area.remove(names),
  };
}

/** A value as it lies in storage. */
export async function wrap(value: unknown): Promise<v.InferOutput<typeof envelopeSchema>> {
  const text = JSON.stringify(value);
  return { sha256: await sha256Hex(text), text };
}

/** The value in an envelope. @throws Failure `vault-damaged` */
export async function unwrap<S extends v.GenericSchema>(entry: Entry<S>, value: unknown) {
  const envelope = v.safeParse(envelopeSchema, value);
  const whole = envelope.success && (await isWhole(value));
  if (!whole) throw new Failure('vault-damaged', { what: entry.name });
  const parsed = v.safeParse(entry.schema, jsonIn(envelope.output.text));
  if (!parsed.success) throw new Failure('vault-damaged', { what: entry.name });
  return parsed.output;
}

/** A sum that is right says that a text is what was written, not that it is JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
