import type { ActivityEntry } from '../../../domain/activity.ts';
import { type Group, kindsOf } from './activity-words.ts';

/** Which entries are wanted; instants are epoch milliseconds, both ends included. */
export interface ActivityFilter {
  /** '': of every key, and of none. */
  credentialId: string;
  /** '': everything. */
  group: Group | '';
  failedOnly: boolean;
  fromMs: number | null;
  toMs: number | null;
  /** Part of a label, in any case. */
  label: string;
}

export const NO_FILTER: ActivityFilter = {
  credentialId: '',
  group: '',
  failedOnly: false,
  fromMs: null,
  toMs: null,
  label: '',
};

/** The entries that match, in their order. */
export function matching(
  entries: readonly ActivityEntry[],
  filter: ActivityFilter,
): ActivityEntry[] {
  const { credentialId, group, failedOnly, fromMs, toMs } = filter;
  const kinds = group === '' ? null : kindsOf(group);
  const label = filter.label.trim().toLowerCase();
  return entries.filter(
    (entry) =>
      (credentialId === '' || entry.credentialId === credentialId) &&
      (kinds?.includes(entry.what) ?? true) &&
      !(failedOnly && entry.outcome === 'done') &&
      entry.atMs >= (fromMs ?? entry.atMs) &&
      entry.atMs <= (toMs ?? entry.atMs) &&
      (label === '' || (entry.label ?? '').toLowerCase().includes(label)),
  );
}

export function isFiltered(filter: ActivityFilter): boolean {
  return JSON.stringify(filter) !== JSON.stringify(NO_FILTER);
}

/** Every key that is named, by the name that it had last. */
export function keysIn(entries: readonly ActivityEntry[]): { id: string; label: string }[] {
  const labels = new Map<string, string>();
  for (const { credentialId, label } of entries) {
    if (credentialId !== undefined) labels.set(credentialId, label ?? '');
  }
  return [...labels]
    .map(([id, label]) => ({ id, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
