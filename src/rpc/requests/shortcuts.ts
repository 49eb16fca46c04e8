import * as v from 'valibot';
import { nothing, open, type Requests } from './request.ts';

/** Keyboard shortcuts. They are changed in the browser's own settings. */
export const shortcutRequests = {
  'shortcuts.list': {
    ...open,
    input: nothing,
    output: v.array(v.object({ command: v.string(), keys: v.nullable(v.string()) })),
  },
} as const satisfies Requests;
