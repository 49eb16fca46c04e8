import * as v from 'valibot';
import type { Credential } from './credential.ts';
import { DAY } from './time.ts';

/** In how many last days of its life a key is renewed without being asked for; `null`: never. */
export const AUTOMATIC_DAYS = [30, 14, 7] as const;
export const automaticDaysSchema = v.nullable(v.picklist(AUTOMATIC_DAYS));
export type AutomaticDays = v.InferOutput<typeof automaticDaysSchema>;

/**
 * Between two tries of one key, however the first ended: a server may give a key that is in its last
 * days again at once.
 */
export const TRY_AGAIN_AFTER = DAY;

/** A failure as it is kept and told: its code and facts, unread. */
const toldFailureSchema = v.object({ code: v.string(), facts: v.unknown() });

/** What automatic renewal has to say of a key whose time has come. */
export const automaticMarkSchema = v.object({
  /** Why the last try did not end well; `null`: none failed, and it is renewed while unlocked. */
  failure: v.nullable(toldFailureSchema),
  /** When it is tried again at the earliest; `null`: now. */
  retryAtMs: v.nullable(v.number()),
});
export type AutomaticMark = v.InferOutput<typeof automaticMarkSchema>;

/** Sealed: the choice, and the last try by credential; `failure`: `null` where it ended well. */
export const automaticRecordSchema = v.looseObject({
  days: v.optional(automaticDaysSchema, null),
  tries: v.record(
    v.string(),
    v.looseObject({ atMs: v.number(), failure: v.nullable(toldFailureSchema) }),
  ),
});
export type AutomaticRecord = v.InferOutput<typeof automaticRecordSchema>;

/** Whether a key's last days have begun and are not over. One that is off or lent is left alone. */
export function isInLastDays(key: Credential, days: AutomaticDays, nowMs: number): boolean {
  const { expiresAtMs, disabled, lookUpOnly } = key;
  if (days === null || expiresAtMs === null || disabled || lookUpOnly) return false;
  return expiresAtMs > nowMs && expiresAtMs <= nowMs + days * DAY;
}
