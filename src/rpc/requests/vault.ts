import * as v from 'valibot';
import { credentialSummarySchema } from '../../domain/credential.ts';
import { lockMinutesSchema } from '../../domain/lock-minutes.ts';
import { proofSchema } from '../../domain/proof.ts';
import { nothing, open, type Requests, secretText, unlocked } from './request.ts';

const programStateSchema = v.object({
  vault: v.picklist(['missing', 'locked', 'unlocked', 'damaged']),
  /** When the vault locks by itself (epoch milliseconds); `null` while it is not unlocked. */
  lockAtMs: v.nullable(v.number()),
  lockMinutes: lockMinutesSchema,
  /** Whether the person has said that the recovery code is saved. */
  recoverySaved: v.boolean(),
  /** A newer Latchkey saved it: it can be read and not changed. */
  readOnly: v.boolean(),
  /** When the next try to unlock is due (epoch milliseconds); `null`: now. */
  retryAtMs: v.nullable(v.number()),
  /** Passkeys that open the vault, and what each is asked to make its secret of. */
  passkeys: v.array(v.object({ slotId: v.string(), credentialId: v.string(), salt: v.string() })),
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
  'vault.unlock': { ...open, input: v.strictObject({ proof: proofSchema }), output: nothing },
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
} as const satisfies Requests;
