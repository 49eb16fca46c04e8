import * as v from 'valibot';
import { Failure } from '../domain/failure.ts';
import { upgradeIndex } from './migrations.ts';
import { seal, unseal } from './seal.ts';
import { OLDEST_READER, type StoredHead, stored, VAULT_FORMAT } from './stored.ts';

const slotNoteSchema = v.looseObject({ name: v.string(), createdAtMs: v.number() });
export type SlotNote = v.InferOutput<typeof slotNoteSchema>;

const indexSchema = v.looseObject({
  records: v.record(v.string(), v.looseObject({ kind: v.string(), revision: v.number() })),
  /** Record names that this head's forerunner still needs; the next commit removes them. */
  superseded: v.array(v.string()),
  /** The recovery slot whose code the person has saved; `null`: none yet. */
  savedRecovery: v.nullable(v.string()),
  /** What is known of each slot and need not be known before it opens. */
  slots: v.record(v.string(), slotNoteSchema),
});
export type Index = v.InferOutput<typeof indexSchema>;

/** A head with the key that opened it and what its index says. */
export interface Opened {
  key: Uint8Array;
  head: StoredHead;
  index: Index;
}

/** What a head says is in the vault. @throws Failure `vault-damaged` */
export async function openIndex(key: Uint8Array, head: StoredHead): Promise<Index> {
  const opened = await unseal(key, indexBinding(head), head.index);
  const index = v.safeParse(indexSchema, upgradeIndex(head.format, opened));
  if (!index.success) throw new Failure('vault-damaged', { what: 'index' });
  return index.output;
}

/** A head in this version's format with its index sealed, as it is to be stored. */
export async function sealHead(
  key: Uint8Array,
  head: StoredHead,
  index: Index,
  savedAtMs: number,
): Promise<{ name: string; value: StoredHead }> {
  const value = {
    ...head,
    format: VAULT_FORMAT,
    oldestReader: OLDEST_READER,
    savedAtMs,
    index: await seal(key, indexBinding(head), index),
  };
  return { name: stored.head(head.generation).name, value };
}

/** Whether this vault key is the one that a head was written with. */
export async function indexOpensWith(key: Uint8Array, head: StoredHead): Promise<boolean> {
  return (await unseal(key, indexBinding(head), head.index)) !== undefined;
}

/** The names of the records that an index lists. */
export function recordNames(index: Index): string[] {
  return Object.entries(index.records).map(
    ([id, { revision }]) => stored.record(id, revision).name,
  );
}

function indexBinding({ vaultId, generation }: StoredHead) {
  return { vault: vaultId, kind: 'index', generation };
}
