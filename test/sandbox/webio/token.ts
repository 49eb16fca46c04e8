import { createHmac, timingSafeEqual } from 'node:crypto';
import { errorReply, Refusal } from '../reply.ts';

/** An organisation as it is known here. Its secrets say in clear text that they are none. */
export const webioOrganisation = {
  id: 'org-42',
  apiKey: 'NOT-A-SECRET-webio-api-key',
  secret: 'NOT-A-SECRET-of-thirty-three-bytes',
} as const;
export type Organisation = typeof webioOrganisation;

/** How far a token's times may be off. Webio documents nothing of it. */
const LEEWAY_SECONDS = 60;

/** Lets a token through that this organisation's secret signed and that is not over. */
export function verifyToken(token: string | undefined, known: Organisation, nowMs: number): void {
  if (!token) throw refuse('TOKEN_MISSING', 'The header x-webio-token is missing');
  const [head = '', payload = '', signature = '', ...more] = token.split('.');
  const { alg } = contentOf(head);
  if (more.length > 0 || alg !== 'HS256') throw refuse('TOKEN_MALFORMED', 'Not an HS256 token');
  const given = Buffer.from(signature, 'base64url');
  const expected = createHmac('sha256', known.secret).update(`${head}.${payload}`).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw refuse('TOKEN_SIGNATURE', 'The token is not signed with the secret');
  }
  const { apiKey, organisationId, iat, exp } = contentOf(payload);
  if (apiKey !== known.apiKey || organisationId !== known.id) {
    throw refuse('TOKEN_CLAIMS', 'The token is of another key or organisation');
  }
  const now = nowMs / 1_000;
  if (!(Number(iat) - LEEWAY_SECONDS <= now && now <= Number(exp) + LEEWAY_SECONDS)) {
    throw refuse('TOKEN_TIME', 'The token is over or not yet valid');
  }
}

/** The token that goes with every webhook until it is made anew. */
export function issueToken({ id, apiKey, secret }: Organisation, serial: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ organisationId: id, apiKey, serial })}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

function contentOf(part: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    throw refuse('TOKEN_MALFORMED', 'Not a token');
  }
}

function refuse(code: string, message: string): Refusal {
  return new Refusal(errorReply(401, code, message));
}
