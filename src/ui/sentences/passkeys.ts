import type { FailureCode } from '../../domain/failure.ts';
import type { Sentences } from './sentence.ts';

export const passkeySentences = {
  'passkey-without-prf': () => ({
    title: 'This passkey cannot open a vault',
    text: 'The device that keeps it makes no secrets (WebAuthn calls that “PRF”), and the vault needs one. Nothing was added. Try another device, such as a newer security key; what was just made there can be deleted.',
  }),
  'passkey-exists': () => ({
    title: 'That device opens the vault already',
    text: 'It keeps one of the passkeys in the list. Remove that one first, or use another device.',
  }),
  'passkey-failed': ({ reason }) => ({
    title: 'The browser could not use a passkey',
    text: `It said “${reason}”. Nothing was changed. Use the passphrase.`,
  }),
} satisfies Partial<Sentences<FailureCode>>;
