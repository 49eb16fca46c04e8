import * as v from 'valibot';
import { nothing, open, type Requests, unlocked } from './request.ts';

const onOrOff = v.strictObject({ on: v.boolean() });

/** Locking when the computer locks. */
export const systemLockRequests = {
  'system-lock.settings': { ...open, input: nothing },
  'system-lock.set': { ...unlocked, input: onOrOff },
} as const satisfies Requests;
