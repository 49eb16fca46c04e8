import { folded } from './plain-text.ts';
import type { Candidate } from './recognise.ts';

/** A meeting that was looked up lately. */
export interface RecentMeeting {
  sessionKey: string;
  name: string;
}

/** What may be called by its name. */
export interface KnownNames {
  credentials: readonly { id: string; label: string }[];
  recent: readonly RecentMeeting[];
}

/** Longer than any name, and no reason to compare. */
const LONGEST_NAME = 200;
/** So few letters stand in every second name; they count only at its beginning. */
const SHORTEST_INSIDE = 3;
const SHORTEST = 2;

/** Keys and meetings of that name: first whose name it is, then whose begins with it, then the rest. */
export function namedIn(text: string, { credentials, recent }: KnownNames): Candidate[] {
  const wanted = text.length > LONGEST_NAME || text.includes('\n') ? '' : folded(text);
  if (wanted.length < SHORTEST) return [];
  const keys = credentials.map(({ id, label }) => ({
    rank: rankOf(label, wanted),
    candidate: { kind: 'credential', id, label } as const,
  }));
  const meetings = recent.map((meeting) => ({
    rank: rankOf(meeting.name, wanted),
    candidate: keyOf(meeting),
  }));
  return [...keys, ...meetings]
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ candidate }) => candidate);
}

/** Meetings whose number begins so, for whoever is still typing it. */
export function recentBeginningWith(digits: string, { recent }: KnownNames): Candidate[] {
  if (digits.length < SHORTEST_INSIDE) return [];
  return recent.filter(({ sessionKey }) => sessionKey.startsWith(digits)).map(keyOf);
}

function keyOf({ sessionKey, name }: RecentMeeting): Candidate {
  return { kind: 'session-key', sessionKey, from: 'typed', name };
}

function rankOf(name: string, wanted: string): number {
  const own = folded(name);
  if (own === wanted) return 3;
  if (own.startsWith(wanted)) return 2;
  return wanted.length >= SHORTEST_INSIDE && own.includes(wanted) ? 1 : 0;
}
