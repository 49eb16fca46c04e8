import { Failure } from '../../src/domain/failure.ts';
import type { MadeToken, TokenWish } from '../../src/domain/made-token.ts';
import type { WebhookVerdict } from '../../src/domain/webhook.ts';
import type { DeliveryVerdict } from '../../src/domain/webhook-reading.ts';
import type { Call } from '../../src/rpc/contract.ts';
import type { Answers } from './fake-program.ts';

export type TokenCall = Extract<Call, `tokens.${string}` | `webhooks.${string}`>;

/** A token as the fake worker makes it; nobody's secret signed it. */
export const MADE_TOKEN =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcGlrZXkiOiIxZjBkMjA5MC1lYmNmLTExZTgtOGViMi1mMjgwMWYxYjlmZDEiLCJhdWQiOiJ1c2VyTmFtZSJ9.bm90LWEtc2lnbmF0dXJlLW9mLWFueWJvZHktYXQtYWxs';

function madeToken({ lifetimeSeconds, madeForSeconds }: TokenWish): MadeToken {
  const seconds = madeForSeconds ?? Math.floor(Date.now() / 1_000);
  const iat = seconds - 30;
  const exp = iat + (lifetimeSeconds ?? 300);
  const claims = {
    apikey: '1f0d2090-ebcf-11e8-8eb2-f2801f1b9fd1',
    aud: 'userName',
    iss: 'https://meetings-api.webex.com/gapi/registerapikey',
    iat,
    exp,
  };
  return {
    label: 'Support desk',
    kindLabel: 'API token',
    keyName: 'Secret key',
    claims: JSON.stringify(claims),
    madeForSeconds: seconds,
    expiresAtMs: exp * 1_000,
  };
}

/** A delivery that was signed a minute and a half ago, but for what is changed. */
export function deliveryVerdict(part: Partial<WebhookVerdict> = {}): DeliveryVerdict {
  const checkedAtMs = Date.now();
  const verdict = {
    problem: null,
    header: 'x-zm-signature',
    algorithm: 'SHA-256',
    signedAtMs: checkedAtMs - 95_000,
    reply: null,
  };
  return { verdict: { ...verdict, ...part }, reading: 'as-pasted', checkedAtMs };
}

/** A worker that knows one signer and takes every delivery for good. */
export const tokenAnswers: Pick<Answers, TokenCall> = {
  'tokens.create': madeToken,
  'tokens.copy': (wish) => ({ token: MADE_TOKEN, made: madeToken(wish) }),
  'tokens.reveal': ({ proof }) => {
    if (proof.kind === 'passphrase' && proof.passphrase !== 'correct horse battery') {
      throw new Failure('wrong-passphrase', {});
    }
    return { token: MADE_TOKEN };
  },
  'tokens.find-signers': () => ({
    signers: [
      { credentialId: 'key-1', label: 'Support desk', keyName: 'Secret key', previous: false },
    ],
    tried: 7,
  }),
  'webhooks.verify': () => deliveryVerdict(),
};
