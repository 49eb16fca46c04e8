import * as v from 'valibot';
import { finding, nothing, type Requests, unlocked } from './request.ts';

/** The helper in web pages, as the popup shows it. */
export const pageFinderRequests = {
  'page.standing': { ...finding, input: nothing },
  /** Runs it in the tab that the person looks at. */
  'page.find': { ...finding, input: nothing },
  /** `pattern`: the site's match pattern. The browser's permission is asked for by the page. */
  'page.set-always': {
    ...unlocked,
    input: v.strictObject({ pattern: v.pipe(v.string(), v.maxLength(300)), on: v.boolean() }),
  },
} as const satisfies Requests;
