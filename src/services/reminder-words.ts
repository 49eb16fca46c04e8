import type { NotificationWords } from '../adapters/notifications.ts';
import { daysUntil } from '../domain/expiry.ts';

/** A key to be reminded of. */
interface Reminded {
  /** `null`: nothing is to name it, because the vault is locked or somebody presents. */
  label: string | null;
  expiresAtMs: number;
  deletesAtMs: number | null;
}

/** What one notification says of these keys. There are no pages while it is shown, so it is said here. */
export function wordsOf(
  keys: readonly Reminded[],
  nowMs: number,
  unlocked: boolean,
): NotificationWords {
  const urgent = [...keys].sort((a, b) => a.expiresAtMs - b.expiresAtMs);
  const lines = urgent.map((key) => lineOf(key, nowMs));
  const [first = '', second] = lines;
  const title = second === undefined ? first : `${lines.length} keys need attention`;
  if (!unlocked) return { title, message: 'Unlock Latchkey to see which and to renew.' };
  if (second === undefined) return { title, message: 'Open Latchkey to see what can be done.' };
  return { title, message: lines.join(', ') };
}

function lineOf({ label, expiresAtMs, deletesAtMs }: Reminded, nowMs: number): string {
  const name = label === null ? 'A key' : `“${label}”`;
  if (expiresAtMs > nowMs) return `${name} expires ${dayWords(expiresAtMs, nowMs)}`;
  const expired = `${name} has expired`;
  if (deletesAtMs === null) return expired;
  // Deleted it is at the first unlock after that, which nobody knows.
  return `${expired} and will be deleted ${dayWords(Math.max(deletesAtMs, nowMs), nowMs)}`;
}

function dayWords(instantMs: number, nowMs: number): string {
  const days = daysUntil(instantMs, nowMs);
  if (days < 2) return days < 1 ? 'today' : 'tomorrow';
  return `in ${days} days`;
}

/** What the icon's title says. */
export function titleOf(count: number, expired: number): string {
  if (count === 0) return 'Latchkey';
  const needs = count === 1 ? '1 key needs attention' : `${count} keys need attention`;
  return `Latchkey: ${needs}${expired > 0 ? ` (${expired} expired)` : ''}`;
}
