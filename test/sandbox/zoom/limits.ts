import { fixture, refuse } from './reply.ts';

const MINUTE_MS = 60_000;

/** What a test may change of how often may be asked. */
export interface ZoomLimits {
  /** So many session lists in any 60 seconds; `null`: no limit. Documented for most plans: 10. */
  listsPerMinute: number | null;
  /** The next request of any kind is refused so. */
  refuseNext: 'second' | 'day' | null;
}

/** Counts resource-intensive calls of an account, and tells of it in the documented headers. */
export function createLimits(limits: ZoomLimits, now: () => number) {
  let recentMs: number[] = [];

  function assertNotCommanded(): void {
    const { refuseNext } = limits;
    limits.refuseNext = null;
    if (refuseNext === 'second') {
      throw refuse(429, 'RATE_SECOND', fixture('rate-limit-second.json'), {
        ...headersOf('Heavy', 'QPS', 10, 0),
        'X-RateLimit-Reset': String(Math.floor(now() / 1000) + 1),
      });
    }
    if (refuseNext === 'day') {
      throw refuse(429, 'RATE_DAY', fixture('rate-limit-day.json'), {
        ...headersOf('Heavy', 'Daily-limit', 30_000, 0),
        'Retry-After': isoOf(Math.ceil((now() + 1) / (24 * 60 * MINUTE_MS)) * 24 * 60 * MINUTE_MS),
      });
    }
  }

  /** The headers for a session list. */
  function countList(): Record<string, string> {
    const most = limits.listsPerMinute;
    if (most === null) return headersOf('Resource-intensive', 'QPS', 10, 9);
    recentMs = recentMs.filter((ms) => ms > now() - MINUTE_MS);
    if (recentMs.length >= most) {
      throw refuse(429, 'RATE_LIST', fixture('rate-limit-second.json'), {
        ...headersOf('Resource-intensive', 'QPS', most, 0),
        'Retry-After': isoOf((recentMs.at(-most) ?? now()) + MINUTE_MS),
      });
    }
    recentMs.push(now());
    return headersOf('Resource-intensive', 'QPS', most, most - recentMs.length);
  }

  return { assertNotCommanded, countList };
}

/** "2020-05-31T00:00:00Z", whole seconds. */
function isoOf(ms: number): string {
  return `${new Date(Math.ceil(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

export function headersOf(category: string, type: string, limit: number, remaining: number) {
  return {
    'X-RateLimit-Category': category,
    'X-RateLimit-Type': type,
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
  };
}
