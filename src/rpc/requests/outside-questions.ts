import * as v from 'valibot';
import { open, type Requests } from './request.ts';

const id = v.pipe(v.string(), v.maxLength(64));

/** What was asked in the address bar, by the context menu or by a shortcut, for the page that answers. */
export const outsideQuestionRequests = {
  /** `page`: a number that the page made up for itself; `windowId`: where it is shown, if it knows. */
  'outside.next': {
    ...open,
    input: v.strictObject({ page: id, windowId: v.nullable(v.number()) }),
  },
  /** The page has that question, and it may be forgotten. */
  'outside.taken': { ...open, input: v.strictObject({ id }) },
} as const satisfies Requests;
