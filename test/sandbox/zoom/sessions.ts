import { createHash } from 'node:crypto';

const DAY_MS = 24 * 60 * 60_000;
/** They lie in the four weeks before the sandbox was started. */
const DAYS = 28;

export interface ZoomSession {
  readonly id: string;
  readonly session_name: string;
  readonly start_time: string;
  readonly end_time: string;
  readonly duration: string;
  readonly user_count: number;
  readonly session_key: string;
  readonly has_voip: boolean;
}

/** Ids that have to be encoded twice in a path, and one that must not. */
export const awkwardIds = [
  '/ajXp112QmuoKj4854875==',
  'ab//cd+EfGhiJkLmNoPqR==',
  'ab/cd+EfGhiJkLmNoPqRs==',
] as const;

/** Sessions that are over, newest first. */
export function makeSessions(count: number, nowMs: number): ZoomSession[] {
  return Array.from({ length: count }, (_, place) => {
    const startMs = nowMs - Math.floor(((place + 1) * DAYS * DAY_MS) / (count + 1));
    return {
      id: awkwardIds[place] ?? idOf(place),
      session_name: `Session ${place + 1}`,
      start_time: timeOf(startMs),
      end_time: timeOf(startMs + 278_000),
      duration: '04:38',
      user_count: 2,
      session_key: `KEY${place + 1}`,
      has_voip: true,
    };
  });
}

function idOf(place: number): string {
  return createHash('sha256')
    .update(`session ${place}`)
    .digest()
    .subarray(0, 16)
    .toString('base64');
}

function timeOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
