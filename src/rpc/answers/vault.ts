import * as v from 'valibot';
import { credentialSummarySchema } from '../../domain/credential.ts';
import { lockMinutesSchema } from '../../domain/lock-minutes.ts';
import { screenSchema } from '../../domain/screen.ts';
import type { vaultRequests } from '../requests/vault.ts';
import { type AnswersTo, again, nothing, once } from './answer.ts';

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
  screen: screenSchema,
});
export type ProgramState = v.InferOutput<typeof programStateSchema>;

export const vaultAnswers = {
  'program.state': again(programStateSchema),
  'vault.create': once(nothing),
  'vault.unlock': again(nothing),
  'vault.lock': again(nothing),
  'vault.touch': again(v.object({ lockAtMs: v.nullable(v.number()) })),
  'vault.set-lock-minutes': again(nothing),
} as const satisfies AnswersTo<typeof vaultRequests>;
