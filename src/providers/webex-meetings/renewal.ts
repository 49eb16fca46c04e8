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
import { assertAnswered } from './replies.ts';
import { requestForSites } from './sites.ts';

/** Source: seed 000, "JavaScript for Renewing Your API Key and Secret" */
const replySchema = fieldsOf({
  apikey: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  secretkey: v.pipe(
    v.string(),
    v.transform((secret) => secret.replace(/\s+/g, '')),
    v.nonEmpty(),
  ),
  passcode: text,
  email: text,
  expiration: text,
});

/** Renewal of a Webex Meetings key: the old key goes on working until its own expiry. */
export const renewal: RenewalAbility = {
  request,
  assertAccepted: (reply: ProviderReply) => assertAnswered(reply),
  read,
  test,
  hint: (fields) => keyHint(fields['apiKey'] ?? ''),
};

function request(fields: CredentialFields): ProviderRequest {
  return {
    method: 'POST',
    path: '/gapi/v1/apikeys/actions/renew',
    headers: { 'Content-Type': 'application/json;charset=utf-8' },
    body: JSON.stringify({
      apikey: fields['apiKey'],
      passcode: fields['passcode'],
      email: fields['email'],
      disableoldapikeyrightaway: false,
    }),
  };
}

function read(replyText: string, host: string, fields: CredentialFields): RenewedKey {
  const answer = readAs(replySchema, parseReply(replyText, host), host);
  const expiresAtMs = answer.expiration === null ? null : parseExpiry(answer.expiration);
  if (expiresAtMs === null) throw new Failure('answer-shape', { host, field: 'expiration' });
  return {
    fields: {
      ...fields,
      apiKey: answer.apikey,
      secretKey: answer.secretkey,
      passcode: answer.passcode ?? fields['passcode'] ?? '',
      email: answer.email ?? fields['email'] ?? '',
    },
    expiresAtMs,
  };
}

/** Any answer that is not a refusal of the key shows that the key works. */
async function test(ask: Ask, fields: CredentialFields): Promise<void> {
  assertAnswered(await ask(requestForSites(fields['email'] ?? '')));
}
