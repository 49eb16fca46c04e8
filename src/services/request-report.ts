import type { HttpRequest } from '../adapters/http.ts';
import { type Failure, toWire } from '../domain/failure.ts';
import type { OutgoingRequest, RequestReport } from '../domain/request-report.ts';
import { type ProviderReply, quoteWithout, secretsOf } from '../providers/provider.ts';
import type { Usable } from './credentials.ts';
import { headerList, tellingHeaders, withoutProof } from './request-headers.ts';
import { withoutSecretValues } from './secret-values.ts';

/** What went out, and when; `null`: nothing yet. */
export interface Departure {
  outgoing: HttpRequest | null;
  atMs: number;
}

/** What came back on a request. */
export interface Answer {
  reply: ProviderReply;
  failure: Failure | null;
  departure: Departure;
  /** Whether values may be told whose names say that they are secret. */
  open: boolean;
}

/** Headers that somebody wrote; what else goes out is of the proof. */
type Written = Pick<HttpRequest, 'method' | 'headers'>;

/** Puts marks where a text holds something secret of that key. */
export function quoterOf({ provider, credential }: Usable): (text: string) => string {
  return quoteWithout(secretsOf(provider, credential));
}

/** A request as it may be shown: what the proof added to it, without what is secret. */
export function shown(
  usable: Usable,
  { headers }: Written,
  outgoing: Pick<HttpRequest, 'method' | 'url' | 'headers'>,
): OutgoingRequest {
  const quote = quoterOf(usable);
  return {
    method: outgoing.method,
    url: quote(outgoing.url),
    headers: headerList(outgoing.headers).map(({ name, value }) => ({
      name,
      value: Object.hasOwn(headers, name) ? quote(value) : withoutProof(name, value),
    })),
  };
}

/** The answer as it may be shown, and the request that it answers. */
export function reportOf(
  usable: Usable,
  written: Written,
  { reply, failure, departure, open }: Answer,
): RequestReport {
  const { status, bytes = 0, isCut = false, receivedAtMs } = reply;
  const text = isBinary(reply) ? null : reply.quote(reply.text);
  const outgoing = departure.outgoing ?? { ...written, url: '' };
  const tookMs = Math.max(0, receivedAtMs - departure.atMs);
  return {
    sent: shown(usable, written, outgoing),
    ...{ status, bytes, isCut, receivedAtMs, tookMs },
    headers: tellingHeaders(reply.headers).map(({ name, value }) => ({
      name,
      value: reply.quote(value),
    })),
    ...(text === null || open ? { text, hidden: 0 } : withoutSecretValues(text)),
    failure: failure && toWire(failure),
  };
}

/** Whether a body is no text, by its type, or because it holds what no text does. */
function isBinary({ headers, text }: ProviderReply): boolean {
  const type = headers['content-type'] ?? '';
  if (/^(image|audio|video|font)\/(?!svg)|octet-stream|pdf|zip|protobuf|msgpack/i.test(type)) {
    return text !== '';
  }
  return text.includes('\0');
}
