import * as v from 'valibot';
import { lookedUpMeeting, lookedUpSites, MOST_SITES } from '../../domain/recent.ts';
import { finding, nothing, type Requests, unlocked } from './request.ts';

const lookedUp = v.variant('kind', [
  v.strictObject(lookedUpMeeting.entries),
  v.strictObject(lookedUpSites.entries),
]);
const address = v.pipe(v.string(), v.maxLength(1_000));

/** What was looked up lately, and what is remembered of people's sites. */
export const recentRequests = {
  'recent.list': { ...finding, input: nothing },
  'recent.note': { ...unlocked, input: v.strictObject({ what: lookedUp }) },
  /** `id` null: all. */
  'recent.forget': {
    ...unlocked,
    input: v.strictObject({ id: v.nullable(v.pipe(v.string(), v.maxLength(64))) }),
  },
  /** Off forgets all. */
  'recent.set-on': { ...unlocked, input: v.strictObject({ on: v.boolean() }) },
  /** A look at somebody's sites: the next one tells what is new since. */
  'recent.look-at-sites': {
    ...unlocked,
    input: v.strictObject({
      email: address,
      addresses: v.pipe(v.array(address), v.maxLength(MOST_SITES)),
    }),
  },
  'recent.set-favourite': { ...unlocked, input: v.strictObject({ address, on: v.boolean() }) },
} as const satisfies Requests;
