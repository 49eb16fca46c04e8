import * as v from 'valibot';
import type { Meeting } from './meeting.ts';
import { HOUR, MINUTE, SECOND } from './time.ts';

/** What is waited for. */
export const WATCHED_FOR = ['host-joins', 'starts', 'ends'] as const;
export type WatchedFor = (typeof WATCHED_FOR)[number];

/** For how long at most (in hours). */
export const WATCH_HOURS = [1, 2, 4, 8] as const;
export type WatchHours = (typeof WATCH_HOURS)[number];

/** So many meetings are watched at a time, and so many that have ended are remembered. */
export const MOST_WATCHED = 20;

const lookSchema = v.object({
  atMs: v.number(),
  inProgress: v.nullable(v.boolean()),
  hostJoined: v.nullable(v.boolean()),
});

/**
 * How a watch ended: what was waited for came; its time was over; it was asked about as often as was
 * announced; or a failure that waiting does not mend.
 */
const endSchema = v.object({
  how: v.picklist(['reached', 'time-over', 'calls-over', 'failed']),
  atMs: v.number(),
  /** Its code and facts, unread; `null` where none stopped it. */
  failure: v.nullable(v.object({ code: v.string(), facts: v.unknown() })),
});

/** A meeting that is asked about until something happens. */
export const watchSchema = v.looseObject({
  id: v.string(),
  credentialId: v.string(),
  sessionKey: v.string(),
  name: v.string(),
  watchedFor: v.picklist(WATCHED_FOR),
  startedAtMs: v.number(),
  hours: v.picklist(WATCH_HOURS),
  /** Whether the vault stays open for it, for an hour at most. */
  stayOpen: v.optional(v.boolean(), false),
  /** When it is asked about next. */
  nextAtMs: v.number(),
  /** How often it was asked about. */
  calls: v.number(),
  /** Failures in a row. */
  failures: v.number(),
  last: v.nullable(lookSchema),
  end: v.nullable(endSchema),
  /** Whether its end was told. */
  told: v.boolean(),
});
export type Watch = v.InferOutput<typeof watchSchema>;
export type WatchLook = v.InferOutput<typeof lookSchema>;
export type WatchEnd = v.InferOutput<typeof endSchema>;

/** First often, then less: no browser rings an alarm more often than twice a minute. */
const PACES: readonly { readonly beforeMs: number; readonly everyMs: number }[] = [
  { beforeMs: 15 * MINUTE, everyMs: 30 * SECOND },
  { beforeMs: HOUR, everyMs: MINUTE },
  { beforeMs: Number.POSITIVE_INFINITY, everyMs: 2 * MINUTE },
];
/** Between two calls of a watch that goes on. */
export const LONGEST_PAUSE = 5 * MINUTE;

/** How long it waits for the next call, so long after its start (ms), after so many failures in a row. */
export function pauseAfter(elapsedMs: number, failures: number): number {
  const everyMs = PACES.find(({ beforeMs }) => elapsedMs < beforeMs)?.everyMs ?? LONGEST_PAUSE;
  return Math.max(everyMs, Math.min(everyMs * 2 ** failures, LONGEST_PAUSE));
}

/** How many calls a watch of that length makes at most: what it costs of a key's quota. */
export function mostCalls(hours: WatchHours): number {
  const endMs = hours * HOUR;
  let [atMs, calls] = [0, 0];
  for (; atMs < endMs; atMs += pauseAfter(atMs, 0)) calls += 1;
  return calls;
}

/** What a look-up says of a watched meeting. */
export function lookOf({ status, hostJoined }: Meeting, atMs: number): WatchLook {
  return { atMs, inProgress: status.inProgress, hostJoined };
}

/** Whether what is waited for has come. */
export function isReached(watchedFor: WatchedFor, { inProgress, hostJoined }: WatchLook): boolean {
  if (watchedFor === 'host-joins') return hostJoined === true;
  return inProgress === (watchedFor === 'starts');
}
