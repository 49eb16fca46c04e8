import * as v from 'valibot';
import { nothing, open, type Requests, unlocked } from './request.ts';

const id = v.pipe(v.string(), v.maxLength(64));

/** The ways out when the vault is damaged, or when nobody can open it any more. */
export const damageRequests = {
  'damage.report': { ...open, input: nothing },
  'damage.use-second-copy': { ...open, input: nothing },
  /** Goes on without the records that neither copy has whole. */
  'damage.leave-out': { ...unlocked, input: nothing },
  /** Puts the vault aside for thirty days. The word is typed by the person, as a brake. */
  'damage.start-again': { ...open, input: v.strictObject({ word: v.literal('start again') }) },
  'aside.list': { ...open, input: nothing },
  'aside.bring-back': { ...open, input: v.strictObject({ id }) },
  'aside.forget': { ...unlocked, input: v.strictObject({ id }) },
} as const satisfies Requests;
