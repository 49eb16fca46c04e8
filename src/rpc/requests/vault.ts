import * as v from 'valibot';
import { credentialSummarySchema } from '../../domain/credential.ts';
import { lockMinutesSchema } from '../../domain/lock-minutes.ts';
import { nothing, open, type Requests, secretText, unlocked } from './request.ts';

const programStateSchema = v.object({
  vault: v.picklist(['missing', 'locked', 'unlocked', 'damaged']),
  /** When the vault locks by itself (epoch milliseconds); `null` while it is not unlocked. */
  lockAtMs: v.nullable(v.number()),
  lockMinutes: lockMinutesSchema,
  /** Whether the person has said that the recovery code is saved. */
  recoverySaved: v.boolean(),
  /** The newest copy of the vault was damaged, and this is the one before it. */
  secondCopy: v.boolean(),
  credentials: v.array(credentialSummarySchema),
});
export type ProgramState = v.InferOutput<typeof programStateSchema>;

/** How the vault stands, and how it is opened and closed. */
export const vaultRequests = {
  /** Everything that a page's first paint needs, in one request. */
  'program.state': { ...open, input: nothing, output: programStateSchema },

  'vault.create': {
    ...open,
    repeatable: false,
    input: v.strictObject({ passphrase: secretText }),
    output: nothing,
  },
  'vault.unlock': { ...open, input: v.strictObject({ passphrase: secretText }), output: nothing },
  'vault.unlock-with-recovery-code': {
    ...open,
    input: v.strictObject({ code: secretText }),
    output: nothing,
  },
  'vault.lock': { ...open, input: nothing, output: nothing },
  /** Somebody is using Latchkey: puts off the automatic lock. */
  'vault.touch': {
    ...open,
    input: nothing,
    output: v.object({ lockAtMs: v.nullable(v.number()) }),
  },
  'vault.set-lock-minutes': {
    ...unlocked,
    input: v.strictObject({ minutes: lockMinutesSchema }),
    output: nothing,
  },

  /** A fresh recovery code; one that was shown before and not confirmed opens nothing any more. */
  'recovery.begin': {
    ...unlocked,
    input: nothing,
    output: v.object({ code: v.string(), slotId: v.string() }),
  },
  'recovery.confirm': {
    ...unlocked,
    input: v.strictObject({ slotId: v.string() }),
    output: nothing,
  },
} as const satisfies Requests;
