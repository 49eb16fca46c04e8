import * as v from 'valibot';
import { isSameSignature, toHex, utf8 } from '../../domain/bytes.ts';
import { MINUTE, SECOND } from '../../domain/time.ts';
import type { WebhookProblem, WebhookVerdict } from '../../domain/webhook.ts';
import type { Signer, WebhooksAbility } from '../provider.ts';

const SIGNATURE = 'x-zm-signature';
const TIMESTAMP = 'x-zm-request-timestamp';
/** Zoom names no limit; this is what receivers commonly allow. */
const OLDEST = 5 * MINUTE;

/** What Zoom sends to see whether an endpoint is its owner's. Source: Zoom, "Validate your webhook endpoint" */
const validationSchema = v.looseObject({
  event: v.literal('endpoint.url_validation'),
  // Signed as it stands: nothing that could be another delivery's text (it would hold a colon).
  payload: v.looseObject({ plainToken: v.pipe(v.string(), v.regex(/^[\w+/=-]{1,200}$/)) }),
});

/**
 * A delivery is signed over "v0:", the time in seconds, ":" and the body as it came, byte for byte:
 * what a parser makes of it and writes again would differ wherever there is a \uXXXX.
 */
export const webhooks: WebhooksAbility = {
  async verify(fields, signer, { headers, body, nowMs }) {
    const secret = fields['webhookSecret'] ?? '';
    const [signature, time] = [headers[SIGNATURE], headers[TIMESTAMP]];
    if (secret === '') return verdict('secret-missing');
    if (!signature || !time) return verdict('header-missing');
    const [, hex] = /^v0=([0-9a-f]{64})$/.exec(signature.trim()) ?? [];
    // Ten digits are seconds until the year 2286; thirteen would be milliseconds.
    if (hex === undefined || !/^\d{10}$/.test(time.trim())) return verdict('header-odd');
    const signedAtMs = Number(time) * SECOND;
    const signed = new Uint8Array([...utf8(`v0:${time.trim()}:`), ...body]);
    const expected = toHex(await signer.hmac('SHA-256', utf8(secret), signed));
    if (!isSameSignature(expected, hex)) return verdict('signature', signedAtMs);
    const problem = nowMs - signedAtMs > OLDEST ? 'age' : null;
    return verdict(problem, signedAtMs, await validationReply(signer, secret, body));
  },
};

function verdict(
  problem: WebhookProblem | null,
  signedAtMs: number | null = null,
  reply: string | null = null,
): WebhookVerdict {
  return { problem, header: SIGNATURE, algorithm: 'SHA-256', signedAtMs, reply };
}

/** What an endpoint has to answer so that Zoom takes it for its owner's; `null`: it was not asked. */
async function validationReply(
  signer: Signer,
  secret: string,
  body: Uint8Array,
): Promise<string | null> {
  const asked = v.safeParse(validationSchema, jsonIn(body));
  if (!asked.success) return null;
  const { plainToken } = asked.output.payload;
  const signature = await signer.hmac('SHA-256', utf8(secret), utf8(plainToken));
  return JSON.stringify({ plainToken, encryptedToken: toHex(signature) });
}

function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
