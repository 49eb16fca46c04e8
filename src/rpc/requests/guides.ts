import * as v from 'valibot';
import { finding, type Requests, unlocked } from './request.ts';

const name = v.pipe(v.string(), v.maxLength(64));
/** `about`: the key that it is followed for; '' for none. */
const guide = { guide: name, about: name };

/** What of a guide is done already. */
export const guideRequests = {
  'guides.done': { ...finding, input: v.strictObject(guide) },
  /** `step` null: begins again, with nothing done. */
  'guides.tick': {
    ...unlocked,
    input: v.strictObject({ ...guide, step: v.nullable(name), done: v.boolean() }),
  },
} as const satisfies Requests;
