import * as v from 'valibot';
import { open, type Requests } from './request.ts';

/** What is chosen for the screen; `program.state` tells it. */
export const screenRequests = {
  /** Whatever is not named stays as it was. */
  'screen.keep': { ...open, input: v.strictObject({ presenting: v.exactOptional(v.boolean()) }) },
} as const satisfies Requests;
