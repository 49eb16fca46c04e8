import * as v from 'valibot';
import {
  backupStatusSchema,
  madeBackupSchema,
  mergedSchema,
  rehearsalSchema,
  restorePreviewSchema,
} from '../../domain/backup.ts';
import { proofSchema } from '../../domain/proof.ts';
import {
  credentialId,
  nothing,
  type Requests,
  secretText,
  unlocked,
  unlockedOnce,
} from './request.ts';

/** A sealed text as it was in the file; how large it may be is the service's to say, in words. */
const file = { text: v.string(), backupPassphrase: secretText };

/** Copies of the vault's content in a file. */
export const backupRequests = {
  'backup.status': { ...unlocked, input: nothing, output: backupStatusSchema },
  /** `backupPassphrase` opens the file; `proof` is for the vault. */
  'backup.make': {
    ...unlocked,
    input: v.strictObject({ proof: proofSchema, backupPassphrase: secretText }),
    output: madeBackupSchema,
  },
  'backup.rehearse': { ...unlocked, input: v.strictObject(file), output: rehearsalSchema },
  'backup.preview': { ...unlocked, input: v.strictObject(file), output: restorePreviewSchema },
  /** Takes the chosen keys, by their ids; what is newer in the vault stays. */
  'backup.merge': {
    ...unlockedOnce,
    input: v.strictObject({ ...file, chosen: v.array(credentialId) }),
    output: mergedSchema,
  },
  /** Puts the backup's content in the place of the vault's. */
  'backup.replace': {
    ...unlockedOnce,
    input: v.strictObject({ ...file, proof: proofSchema }),
    output: v.object({ keys: v.number() }),
  },
} as const satisfies Requests;
