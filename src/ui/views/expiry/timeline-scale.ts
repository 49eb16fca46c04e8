import type { CredentialSummary } from '../../../domain/credential.ts';
import { DAY } from '../../../domain/time.ts';

/** The picture begins a little before today, so that what has just expired is in it. */
const BEFORE = 31 * DAY;
const AFTER = 366 * DAY;

/** A key with an expiry. */
export type DatedKey = CredentialSummary & { expiresAtMs: number };

/** Keys with an expiry, those that expire first at the top. */
export function datedKeys(keys: readonly CredentialSummary[]): DatedKey[] {
  return keys
    .flatMap((key) => (key.expiresAtMs === null ? [] : [{ ...key, expiresAtMs: key.expiresAtMs }]))
    .sort((a, b) => a.expiresAtMs - b.expiresAtMs);
}

/** Where an instant lies in the picture, in per cent of its width; what lies outside is at its edge. */
export function placeOf(instantMs: number, nowMs: number): string {
  const part = (instantMs - nowMs + BEFORE) / (BEFORE + AFTER);
  return `${(Math.min(1, Math.max(0, part)) * 100).toFixed(2)}%`;
}

/** Whether an instant lies in the picture. */
export function isInPicture(instantMs: number, nowMs: number): boolean {
  return instantMs >= nowMs - BEFORE && instantMs <= nowMs + AFTER;
}

/** The months that begin in the picture, by their first midnight here. */
export function monthsOf(nowMs: number): number[] {
  const first = new Date(nowMs - BEFORE);
  return Array.from({ length: 14 }, (_, month) =>
    new Date(first.getFullYear(), first.getMonth() + 1 + month, 1).getTime(),
  ).filter((month) => isInPicture(month, nowMs));
}
