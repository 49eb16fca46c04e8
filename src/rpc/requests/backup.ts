import * as v from 'valibot';
import { proofSchema } from '../../domain/proof.ts';
import { credentialId, finding, nothing, type Requests, secretText, unlocked } from './request.ts';

/** A sealed text as it was in the file; how large it may be is the service's to say, in words. */
const file = { text: v.string(), backupPassphrase: secretText };

/** Copies of the vault's content in a file. */
export const backupRequests = {
  'backup.status': { ...finding, input: nothing },
  /** `backupPassphrase` opens the file; `proof` is for the vault. */
  'backup.make': {
    ...finding,
    input: v.strictObject({ proof: proofSchema, backupPassphrase: secretText }),
  },
  'backup.rehearse': { ...finding, input: v.strictObject(file) },
  'backup.preview': { ...finding, input: v.strictObject(file) },
  /** Takes the chosen keys, by their ids; what is newer in the vault stays. */
  'backup.merge': {
    ...unlocked,
    input: v.strictObject({ ...file, chosen: v.array(credentialId) }),
  },
  /** Puts the backup's content in the place of the vault's. */
  'backup.replace': { ...unlocked, input: v.strictObject({ ...file, proof: proofSchema }) },
} as const satisfies Requests;
