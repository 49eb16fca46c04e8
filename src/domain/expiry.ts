import * as v from 'valibot';
import { DAY, HOUR } from './time.ts';

/** How many days before an expiry Latchkey can remind of it; 0: on the day. */
export const REMINDER_DAYS = [30, 14, 7, 3, 1, 0] as const;
const reminderDaySchema = v.picklist(REMINDER_DAYS);
export type ReminderDay = v.InferOutput<typeof reminderDaySchema>;

/** The days that somebody chose, most of them first. */
export const reminderDaysSchema = v.array(reminderDaySchema);

/** What is chosen about reminders, and whether the browser lets us show notifications. */
export const reminderSettingsSchema = v.object({
  days: reminderDaysSchema,
  /** Whether notifications are wanted. */
  on: v.boolean(),
  allowed: v.boolean(),
});
export type ReminderSettings = v.InferOutput<typeof reminderSettingsSchema>;

/** So long after its expiry a key is deleted whose system says nothing else. Source: seed 002 */
export const DELETED_AFTER_DAYS = 7;

/** A key that was deleted by its expiry, and until when it can be put back. */
export const deletedKeySchema = v.object({
  id: v.string(),
  label: v.string(),
  untilMs: v.number(),
});
export type DeletedKey = v.InferOutput<typeof deletedKeySchema>;

/** People are at their desks by then. */
const REMINDER_HOUR = 8;

/**
 * When to remind of an expiry (epoch milliseconds): at eight in the morning of the day that lies so
 * many days before it on the calendar here, and at least an hour before it.
 */
export function reminderTime(expiresAtMs: number, days: number): number {
  const day = new Date(expiresAtMs);
  const morning = new Date(day.getFullYear(), day.getMonth(), day.getDate() - days, REMINDER_HOUR);
  return Math.min(morning.getTime(), expiresAtMs - HOUR);
}

/** How many midnights lie between two instants on the calendar here: 0 is today, 1 tomorrow. */
export function daysUntil(instantMs: number, nowMs: number): number {
  return Math.round((midnightOf(instantMs) - midnightOf(nowMs)) / DAY);
}

function midnightOf(instantMs: number): number {
  return new Date(instantMs).setHours(0, 0, 0, 0);
}
