import { isSameSignature, toBase64url, utf8 } from '../../domain/bytes.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import type { WebhookProblem } from '../../domain/webhook.ts';
import type { Signer, WebhooksAbility } from '../provider.ts';

const HEADER = 'x-webio-token';

/**
 * Each delivery carries the organisation's token, the same until it is made anew: it says who sends,
 * and nothing of the body. It is the organisation's if it is the one that was issued last, or if the
 * organisation's own secret signed it. Source: Webio, "Webhook - What it does"; that it is signed
 * so follows from how it is made and is not documented.
 */
export const webhooks: WebhooksAbility = {
  verify: async (fields, signer, { headers }) => ({
    problem: await problemOf(headers[HEADER]?.trim() ?? '', fields, signer),
    header: HEADER,
    algorithm: null,
    signedAtMs: null,
    reply: null,
  }),
};

async function problemOf(
  token: string,
  fields: CredentialFields,
  signer: Signer,
): Promise<WebhookProblem | null> {
  if (token === '') return 'header-missing';
  const issued = fields['issuedToken'] ?? '';
  if (issued !== '' && isSameSignature(issued, token)) return null;
  const parts = token.split('.');
  if (parts.length !== 3) return issued === '' ? 'header-odd' : 'signature';
  const [head = '', payload = '', signature = ''] = parts;
  const secret = fields['secret'] ?? '';
  if (secret === '') return 'secret-missing';
  // Its header may claim what it likes: only HMAC with SHA-256 by this secret counts.
  const expected = await signer.hmac('SHA-256', utf8(secret), utf8(`${head}.${payload}`));
  return isSameSignature(toBase64url(expected), signature) ? null : 'signature';
}
