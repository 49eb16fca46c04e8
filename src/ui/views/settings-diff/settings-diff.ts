import { JsonNumber, type LosslessValue, writeLossless } from '../../../domain/lossless-json.ts';

/** One setting that would be another one. */
export interface SettingChange {
  /** Its names from the outside in. */
  path: readonly string[];
  /** As it is; `null`: it is not told, so it may be new. */
  now: string | null;
  next: string;
  /** Of lists: what would come in and what would go; `null` where it is none, or only the order changes. */
  items: { added: string[]; removed: string[] } | null;
}

/** What a change would do, beside what it would leave as it is. */
export interface SettingsDiff {
  changes: SettingChange[];
  /** How many of the settings that are sent are so already. */
  same: number;
}

/**
 * What sending `after` would change in `before`. What `after` leaves out stays as it is; a list is
 * replaced as a whole. Numbers are compared by the digits they are written with.
 */
export function settingsDiff(before: LosslessValue, after: LosslessValue): SettingsDiff {
  const leaves = leavesOf(before, after, []);
  const changes = leaves.filter(({ now, next }) => now !== next);
  return { changes, same: leaves.length - changes.length };
}

function leavesOf(
  before: LosslessValue | undefined,
  after: LosslessValue,
  path: readonly string[],
): SettingChange[] {
  const members = membersOf(after);
  if (members === null || (members.length === 0 && path.length > 0)) {
    return [changeOf(before, after, path)];
  }
  return members.flatMap(([name, child]) =>
    leavesOf(memberOf(before, name), child, [...path, name]),
  );
}

function changeOf(
  before: LosslessValue | undefined,
  after: LosslessValue,
  path: readonly string[],
): SettingChange {
  const now = before === undefined ? null : canonical(before);
  return { path, now, next: canonical(after), items: itemsOf(before, after) };
}

function itemsOf(before: LosslessValue | undefined, after: LosslessValue) {
  if (!Array.isArray(before) || !Array.isArray(after)) return null;
  const [old, young] = [before.map(canonical), after.map(canonical)];
  const added = young.filter((item) => !old.includes(item));
  const removed = old.filter((item) => !young.includes(item));
  return added.length + removed.length === 0 ? null : { added, removed };
}

/** A value as JSON text; objects that say the same in another order are the same. */
function canonical(value: LosslessValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(', ')}]`;
  const members = membersOf(value);
  if (members === null) return writeLossless(value);
  const sorted = members.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([name, child]) => `${JSON.stringify(name)}: ${canonical(child)}`).join(', ')}}`;
}

/** The members of an object; `null` for anything else. */
function membersOf(value: LosslessValue): [string, LosslessValue][] | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && !(value instanceof JsonNumber) ? Object.entries(value) : null;
}

function memberOf(value: LosslessValue | undefined, name: string): LosslessValue | undefined {
  const members = value === undefined ? null : membersOf(value);
  return members?.find(([own]) => own === name)?.[1];
}
