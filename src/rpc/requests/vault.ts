import * as v from 'valibot';
import { lockMinutesSchema } from '../../domain/lock-minutes.ts';
import { proofSchema } from '../../domain/proof.ts';
import { nothing, open, type Requests, secretText, unlocked } from './request.ts';

/** How the vault stands, and how it is opened and closed. */
export const vaultRequests = {
  /** Everything that a page's first paint needs, in one request. */
  'program.state': { ...open, input: nothing },
  'vault.create': { ...open, input: v.strictObject({ passphrase: secretText }) },
  'vault.unlock': { ...open, input: v.strictObject({ proof: proofSchema }) },
  'vault.lock': { ...open, input: nothing },
  /** Somebody is using Latchkey: puts off the automatic lock. */
  'vault.touch': { ...open, input: nothing },
  'vault.set-lock-minutes': { ...unlocked, input: v.strictObject({ minutes: lockMinutesSchema }) },
} as const satisfies Requests;
