import { errorReply, Refusal } from '../reply.ts';

const MINUTE_MS = 60_000;

/** How often one key may ask. Tests may change both numbers at any time. */
export interface Limits {
  /** Requests in any 60 seconds. Default is 200. */
  perMinute: number;
  /** Requests in a calendar month (UTC). Default is 30,000. */
  perMonth: number;
}

/** Source: seed 000, the note under "Renewing an API Key". */
export const documentedLimits: Readonly<Limits> = { perMinute: 200, perMonth: 30_000 };

interface Usage {
  /** When the requests of the last minute came, oldest first. */
  recentMs: number[];
  month: string;
  inMonth: number;
}

/**
 * Counts what each key asks and refuses with 429 what goes over. Status, Retry-After and body are
 * the sandbox's own choice, and so is that refused requests do not count.
 */
export function createQuota(limits: Limits, now: () => number): (apikey: string) => void {
  const usages = new Map<string, Usage>();

  return function count(apikey) {
    const nowMs = now();
    const usage = refreshed(usages.get(apikey), nowMs);
    usages.set(apikey, usage);
    if (usage.inMonth >= limits.perMonth) {
      throw refuse(`${limits.perMonth} requests a month`, nextMonthMs(nowMs) - nowMs);
    }
    if (usage.recentMs.length >= limits.perMinute) {
      const firstToLeave = usage.recentMs.at(-limits.perMinute) ?? nowMs;
      throw refuse(`${limits.perMinute} requests a minute`, firstToLeave + MINUTE_MS - nowMs);
    }
    usage.recentMs.push(nowMs);
    usage.inMonth += 1;
  };
}

function refreshed(usage: Usage | undefined, nowMs: number): Usage {
  const month = new Date(nowMs).toISOString().slice(0, 7);
  const recentMs = usage?.recentMs.filter((ms) => ms > nowMs - MINUTE_MS) ?? [];
  return { recentMs, month, inMonth: usage?.month === month ? usage.inMonth : 0 };
}

function nextMonthMs(nowMs: number): number {
  const date = new Date(nowMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

function refuse(limit: string, waitMs: number): Refusal {
  const reply = errorReply(429, 'RATE_LIMIT', `More than ${limit}`);
  const retryAfter = String(Math.max(1, Math.ceil(waitMs / 1000)));
  return new Refusal({ ...reply, headers: { ...reply.headers, 'Retry-After': retryAfter } });
}
