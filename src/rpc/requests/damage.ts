import * as v from 'valibot';
import { asideSchema, damageSchema } from '../../domain/damage.ts';
import { nothing, open, openOnce, type Requests, unlocked } from './request.ts';

const id = v.pipe(v.string(), v.maxLength(64));

/** The ways out when the vault is damaged, or when nobody can open it any more. */
export const damageRequests = {
  'damage.report': { ...open, input: nothing, output: damageSchema },
  'damage.use-second-copy': { ...open, input: nothing, output: nothing },
  /** Goes on without the records that neither copy has whole. */
  'damage.leave-out': { ...unlocked, input: nothing, output: nothing },
  /** Puts the vault aside for thirty days. The word is typed by the person, as a brake. */
  'damage.start-again': {
    ...openOnce,
    input: v.strictObject({ word: v.literal('start again') }),
    output: nothing,
  },
  'aside.list': { ...open, input: nothing, output: v.array(asideSchema) },
  'aside.bring-back': { ...openOnce, input: v.strictObject({ id }), output: nothing },
  'aside.forget': { ...unlocked, input: v.strictObject({ id }), output: nothing },
} as const satisfies Requests;
