import { nothing, open, type Requests } from './request.ts';

/** Keyboard shortcuts. They are changed in the browser's own settings. */
export const shortcutRequests = {
  'shortcuts.list': { ...open, input: nothing },
} as const satisfies Requests;
