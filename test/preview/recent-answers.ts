import type { RecentEntry } from '../../src/domain/recent.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { Call } from '../../src/rpc/contract.ts';
import type { Answers } from './fake-program.ts';

export type RecentCall = Extract<Call, `recent.${string}`>;

/** Meetings and people that were looked up before, minutes ago. */
export const someRecent: readonly RecentEntry[] = [
  recentMeeting(3, '400971234', "John's Personal Room"),
  recentMeeting(
    40,
    '25512345678',
    'Quarterly all-hands for everybody in Europe, Middle East and Africa',
  ),
  {
    id: 'recent-sites',
    atMs: Date.now() - 90 * MINUTE,
    what: { kind: 'sites', email: 'test@cisco.com', count: 10, credentialId: 'key-1' },
  },
];

function recentMeeting(minutesAgo: number, sessionKey: string, name: string): RecentEntry {
  return {
    id: `recent-${sessionKey}`,
    atMs: Date.now() - minutesAgo * MINUTE,
    what: { kind: 'meeting', sessionKey, name, credentialId: 'key-1' },
  };
}

/** What was looked up in the fake world. */
export function recentAnswers(entries: readonly RecentEntry[] = []): Pick<Answers, RecentCall> {
  let kept = { on: true, entries: [...entries] };
  let favourites: string[] = [];
  return {
    'recent.list': () => kept,
    'recent.note': () => ({}),
    'recent.forget': ({ id }) => {
      kept = { ...kept, entries: kept.entries.filter((each) => id !== null && each.id !== id) };
      return {};
    },
    'recent.set-on': ({ on }) => {
      kept = { on, entries: on ? kept.entries : [] };
      return {};
    },
    'recent.look-at-sites': ({ addresses }) => ({
      beforeAtMs: Date.now() - 40 * 24 * 60 * MINUTE,
      fresh: addresses.slice(0, 1),
      favourites,
    }),
    'recent.set-favourite': ({ address, on }) => {
      favourites = favourites.filter((each) => each !== address);
      if (on) favourites = [address, ...favourites];
      return {};
    },
  };
}
