import { errorReply, jsonReply, Refusal, type Reply } from '../reply.ts';
import { readBody, readFlag, readText } from './body.ts';
import { expirationText, type Key, type KeyRing } from './keys.ts';

/** What the real server does and nobody has written down. A test may change it at any time. */
export interface RenewalHabits {
  /**
   * Which keys `disableoldapikeyrightaway` turns off: the one that is renewed (default), or every
   * key of that email address but the new one.
   */
  turnsOff: 'that-key' | 'all-others';
  /** Whether a key that was renewed can be renewed once more. Default is true. */
  renewsAgain: boolean;
  /** Whether a key that is to be turned off goes on working for now. Default is false. */
  isSlow: boolean;
}

export const documentedHabits: RenewalHabits = {
  turnsOff: 'that-key',
  renewsAgain: true,
  isSlow: false,
};

/**
 * Mints a new key for the owner of `signer`. With `disableoldapikeyrightaway` the old one is
 * refused from now on; without, it lives until its own expiry. So one registration may have any
 * number of live keys.
 *
 * Source: seed 000, "JavaScript for Renewing Your API Key and Secret". The refusals are a choice.
 */
export function renew(text: string, signer: Key, keys: KeyRing, habits: RenewalHabits): Reply {
  const body = readBody(text);
  for (const name of ['apikey', 'passcode', 'email'] as const) {
    if (readText(body, name) !== signer[name]) {
      const message = `"${name}" is not that of the key that signed the token`;
      throw new Refusal(errorReply(403, 'RENEWAL_MISMATCH', message));
    }
  }
  const disableOld = readFlag(body, 'disableoldapikeyrightaway');
  if (signer.renewed && !habits.renewsAgain) {
    throw new Refusal(errorReply(403, 'RENEWED_BEFORE', 'This API key was renewed before'));
  }
  const minted = keys.add({ email: signer.email, name: signer.name });
  keys.change(signer.apikey, { renewed: true });
  if (disableOld && !habits.isSlow) turnOff(signer, minted, keys, habits);
  return jsonReply(renewalText(minted));
}

function turnOff(signer: Key, minted: Key, keys: KeyRing, { turnsOff }: RenewalHabits): void {
  const doomed = keys
    .all()
    .filter(({ apikey, email }) =>
      turnsOff === 'that-key'
        ? apikey === signer.apikey
        : email === signer.email && apikey !== minted.apikey,
    );
  for (const { apikey } of doomed) keys.change(apikey, { disabled: true });
}

/** The members in the order and the layout of the seed's sample. */
function renewalText(key: Key): string {
  const members = { ...key, expiration: expirationText(key) };
  const order = ['apikey', 'passcode', 'secretkey', 'email', 'name', 'expiration'] as const;
  const lines = order.map((name) => `"${name}": ${JSON.stringify(members[name])}`);
  return `{\n${lines.join(',\n')}\n}`;
}
