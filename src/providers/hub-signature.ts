import { isSameSignature, toHex, utf8 } from '../domain/bytes.ts';
import type { CredentialFields } from '../domain/credential.ts';
import type { WebhookProblem, WebhookVerdict } from '../domain/webhook.ts';
import type { Delivery, HmacHash, Signer, WebhooksAbility } from './provider.ts';

const HEADER = 'x-hub-signature';
/** Which hash it is shows in the length (in hex digits). A name before it ("sha256=") is optional. */
const HASHES: Readonly<Record<number, HmacHash>> = { 64: 'SHA-256', 128: 'SHA-512' };

/**
 * Webhooks that are signed by `x-hub-signature`: the HMAC of the body's bytes in hex. The secret is
 * taken as it stands, in UTF-8. The documents speak of 40 bytes, which is neither hash's length, and
 * tell no prefix. Source: Webex Connect, "Outbound Webhooks"
 */
export function hubSignature(secretOf: (fields: CredentialFields) => string): WebhooksAbility {
  return {
    verify: async (fields, signer, delivery) => {
      const { problem, hash } = await check(secretOf(fields), signer, delivery);
      return verdictOf(problem, hash);
    },
  };
}

interface Checked {
  problem: WebhookProblem | null;
  hash: HmacHash | null;
}

async function check(secret: string, signer: Signer, delivery: Delivery): Promise<Checked> {
  const given = delivery.headers[HEADER]?.trim() ?? '';
  if (given === '') return { problem: 'header-missing', hash: null };
  const [, name = '', signature = ''] =
    /^(?:(sha256|sha512)=)?([0-9a-f]+)$/.exec(given.toLowerCase()) ?? [];
  const hash = HASHES[signature.length] ?? null;
  const named = name === '' || name === hash?.replace('-', '').toLowerCase();
  if (hash === null || !named) return { problem: 'header-odd', hash: null };
  if (secret === '') return { problem: 'secret-missing', hash };
  const expected = toHex(await signer.hmac(hash, utf8(secret), delivery.body));
  return { problem: isSameSignature(expected, signature) ? null : 'signature', hash };
}

/** It tells no time, and wants no answer but "200". */
function verdictOf(problem: WebhookProblem | null, hash: HmacHash | null): WebhookVerdict {
  return { problem, header: HEADER, algorithm: hash, signedAtMs: null, reply: null };
}
