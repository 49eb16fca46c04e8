import * as v from 'valibot';
import type { CredentialFields } from '../../domain/credential.ts';
import { Failure } from '../../domain/failure.ts';
import { keyHint } from '../../domain/renewal.ts';
import { fieldsOf, parseReply, readAs, text } from '../lossless-reply.ts';
import type {
  Ask,
  ProviderReply,
  ProviderRequest,
  RenewalAbility,
  RenewedKey,
} from '../provider.ts';
import { parseExpiry } from './dates.ts';
import { assertAnswered, failureIn, isNoRecord } from './replies.ts';
import { requestForSites } from './sites.ts';

/** No key holds white space, whatever the answer wraps. */
const keyText = v.pipe(
  v.string(),
  v.transform((key) => key.replace(/\s+/g, '')),
  v.check((key) => key !== '', 'empty'),
);

/** Source: seed 000, "JavaScript for Renewing Your API Key and Secret" */
const replySchema = fieldsOf({
  apikey: keyText,
  secretkey: keyText,
  passcode: text,
  email: text,
});

/** Renewal of a Webex Meetings key: the old one works until its own expiry, or is turned off. */
export const renewal: RenewalAbility = {
  request,
  read,
  refusal,
  test,
  typed: [
    { name: 'apiKey', optional: false },
    { name: 'secretKey', optional: false },
    { name: 'passcode', optional: true },
  ],
  hint: (fields) => keyHint(fields['apiKey'] ?? ''),
};

/** The call, as the lint of allowed URLs knows it. */
export const renewCall = {
  ability: 'renewal',
  method: 'POST',
  path: '/gapi/v1/apikeys/actions/renew',
} as const;

function request(fields: CredentialFields, turnOffOld: boolean): ProviderRequest {
  return {
    method: renewCall.method,
    path: renewCall.path,
    headers: { 'Content-Type': 'application/json;charset=utf-8' },
    body: JSON.stringify({
      apikey: fields['apiKey'],
      passcode: fields['passcode'],
      email: fields['email'],
      disableoldapikeyrightaway: turnOffOld,
    }),
    failure: failureIn,
  };
}

function read(reply: ProviderReply): RenewedKey {
  const answer = readAs(replySchema, parseReply(reply.text, reply.host), reply.host);
  const { apikey, secretkey, passcode, email, expiration } = answer;
  return {
    fields: {
      apiKey: apikey,
      secretKey: secretkey,
      ...(passcode !== null && { passcode }),
      ...(email !== null && { email }),
    },
    // A good key is not given up for a date that cannot be read.
    expiresAtMs: typeof expiration === 'string' ? parseExpiry(expiration) : null,
  };
}

/** Only a clear no is one: behind a page, an error or a redirect the key may have been made. */
const REFUSALS = ['unauthorized', 'forbidden', 'credential-expired', 'server-refused'];

function refusal(reply: ProviderReply): Failure | null {
  try {
    assertAnswered(reply);
    return null;
  } catch (error) {
    const refused = error instanceof Failure && REFUSALS.includes(error.code);
    return refused && !/secret_?key/i.test(reply.text) ? error : null;
  }
}

/** Any answer that is not a refusal of the key shows that the key works; "no record" is one. */
async function test(ask: Ask, fields: CredentialFields): Promise<void> {
  const reply = await ask(requestForSites(fields['email'] ?? ''));
  if (isNoRecord(reply)) return;
  assertAnswered(reply);
}
