import type { CredentialSummary } from '../../../domain/credential.ts';
import { daysUntil, type ReminderDay } from '../../../domain/expiry.ts';
import { DAY } from '../../../domain/time.ts';
import { dateWords, SOON, spanWords } from '../../date-words.ts';

/** "30 days before", "On the day" */
export function reminderWords(day: ReminderDay): string {
  if (day === 0) return 'On the day';
  return day === 1 ? '1 day before' : `${day} days before`;
}

/** What the way to the page of expiries says: how many keys want something, or when the next will. */
export function attentionWords(keys: readonly CredentialSummary[], nowMs: number): string {
  const ends = keys
    .filter(({ disabled }) => !disabled)
    .flatMap(({ expiresAtMs }) => (expiresAtMs === null ? [] : [expiresAtMs]));
  const expired = ends.filter((end) => end <= nowMs).length;
  const soon = ends.filter((end) => end > nowMs && end - nowMs < SOON).length;
  if (expired > 0 && soon > 0) return `${expired} expired, ${soon} within 30 days`;
  if (expired > 0) return expired === 1 ? '1 key has expired' : `${expired} keys have expired`;
  if (soon > 0) return soon === 1 ? '1 key within 30 days' : `${soon} keys within 30 days`;
  if (ends.length === 0) return 'The coming year as a picture, and for your calendar';
  return `Next in ${spanWords(Math.min(...ends) - nowMs)}`;
}

/** "Will be deleted on 20 May 2027": the day after which the first unlock does it. */
export function deletionWords(deletesAtMs: number, nowMs: number): string {
  if (deletesAtMs <= nowMs) return 'Will be deleted at the next unlock';
  const days = daysUntil(deletesAtMs, nowMs);
  if (days < 1) return 'Will be deleted today';
  return days === 1
    ? 'Will be deleted tomorrow'
    : `Will be deleted on ${dateWords(deletesAtMs)}, in ${spanWords(days * DAY)}`;
}
