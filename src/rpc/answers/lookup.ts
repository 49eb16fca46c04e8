import * as v from 'valibot';
import { extraFieldSchema, meetingPasswordsSchema, meetingSchema } from '../../domain/meeting.ts';
import { siteSchema } from '../../domain/site.ts';
import type { lookupRequests } from '../requests/lookup.ts';
import { type AnswersTo, again } from './answer.ts';

const askedWith = v.object({ id: v.string(), label: v.string(), provider: v.string() });

export const lookupAnswers = {
  'lookup.meeting': again(v.object({ meeting: meetingSchema, askedWith, askedAtMs: v.number() })),
  'lookup.reveal-passwords': again(meetingPasswordsSchema),
  'lookup.sites': again(
    v.object({
      email: v.string(),
      sites: v.array(siteSchema),
      more: v.array(extraFieldSchema),
      askedWith,
      askedAtMs: v.number(),
    }),
  ),
} as const satisfies AnswersTo<typeof lookupRequests>;
