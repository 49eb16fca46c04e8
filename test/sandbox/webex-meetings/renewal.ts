import { errorReply, jsonReply, Refusal, type Reply } from '../reply.ts';
import { readBody, readFlag, readText } from './body.ts';
import { expirationText, type Key, type KeyRing } from './keys.ts';

/**
 * Mints a new key for the owner of `signer`. With `disableoldapikeyrightaway` the old one is
 * refused from now on; without, it lives until its own expiry.
 *
 * Source: seed 000, "JavaScript for Renewing Your API Key and Secret". The 403 is a choice.
 */
export function renew(text: string, signer: Key, keys: KeyRing): Reply {
  const body = readBody(text);
  for (const name of ['apikey', 'passcode', 'email'] as const) {
    if (readText(body, name) !== signer[name]) {
      const message = `"${name}" is not that of the key that signed the token`;
      throw new Refusal(errorReply(403, 'RENEWAL_MISMATCH', message));
    }
  }
  const disableOld = readFlag(body, 'disableoldapikeyrightaway');
  const minted = keys.add({ email: signer.email, name: signer.name });
  if (disableOld) keys.change(signer.apikey, { disabled: true });
  return jsonReply(renewalText(minted));
}

/** The members in the order and the layout of the seed's sample. */
function renewalText(key: Key): string {
  const members = { ...key, expiration: expirationText(key) };
  const order = ['apikey', 'passcode', 'secretkey', 'email', 'name', 'expiration'] as const;
  const lines = order.map((name) => `"${name}": ${JSON.stringify(members[name])}`);
  return `{\n${lines.join(',\n')}\n}`;
}
