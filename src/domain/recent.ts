import * as v from 'valibot';

/** So many look-ups are remembered. */
export const MOST_RECENT = 200;
/** So many people's sites are remembered, to tell which are new. */
export const MOST_PEOPLE = 200;
/** So many sites of one person. */
export const MOST_SITES = 300;
/** So many sites can be favourites. */
export const MOST_FAVOURITES = 100;

const shortText = v.pipe(v.string(), v.maxLength(1_000));

export const lookedUpMeeting = v.looseObject({
  kind: v.literal('meeting'),
  sessionKey: shortText,
  name: shortText,
  credentialId: shortText,
});
export const lookedUpSites = v.looseObject({
  kind: v.literal('sites'),
  email: shortText,
  count: v.number(),
  credentialId: shortText,
});
/** Something that was looked up: a meeting, or the sites of a person. */
const lookedUpSchema = v.variant('kind', [lookedUpMeeting, lookedUpSites]);
export type LookedUp = v.InferOutput<typeof lookedUpSchema>;

/** One look-up as it is remembered; of the same thing only the last. */
export const recentEntrySchema = v.looseObject({
  id: v.string(),
  atMs: v.number(),
  what: lookedUpSchema,
});
export type RecentEntry = v.InferOutput<typeof recentEntrySchema>;

/** What there is to say of a person's sites that the server does not know. */
export const siteMarksSchema = v.object({
  /** When they were looked at before; `null`: never, or that is forgotten. */
  beforeAtMs: v.nullable(v.number()),
  /** The addresses that were not there then. */
  fresh: v.array(v.string()),
  /** The favourites, whoever's. */
  favourites: v.array(v.string()),
});
export type SiteMarks = v.InferOutput<typeof siteMarksSchema>;

/** Whether two look-ups were of the same thing. */
export function isSameLookUp(one: LookedUp, other: LookedUp): boolean {
  if (one.kind === 'meeting') {
    return other.kind === 'meeting' && one.sessionKey === other.sessionKey;
  }
  return other.kind === 'sites' && one.email.toLowerCase() === other.email.toLowerCase();
}
