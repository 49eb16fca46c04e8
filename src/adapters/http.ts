import { Failure } from '../domain/failure.ts';
import { CALL_DEADLINE, SECOND } from '../domain/time.ts';
import type { Method } from '../domain/url-rule.ts';

export interface HttpRequest {
  method: Method;
  url: string;
  headers: Record<string, string>;
  body: string | null;
  /** Ends the call: then it fails with `request-stopped`. */
  signal?: AbortSignal;
  /** Takes that much of a larger reply; without it, one of over 1 MB fails. */
  mostBytes?: number;
}

export interface HttpReply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  text: string;
  /** What was read of the body, as bytes. */
  bytes?: number;
  /** There is more of it than was wanted. */
  isCut?: boolean;
}

/**
 * Sends one request and reads the whole reply: no cookies, no referrer, no cache, no redirect followed.
 * Fails with `no-answer`, `timed-out`, `redirected`, `cut-connection` or `answer-too-large`.
 */
export type Http = (request: HttpRequest) => Promise<HttpReply>;

/** Hundreds of times what is answered to a question, and still read at once. */
export const LARGEST_REPLY_BYTES = 1_000_000;

export const browserHttp: Http = async (request) => {
  const host = new URL(request.url).host;
  const deadline = AbortSignal.timeout(CALL_DEADLINE);
  const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
  const ending: Ending = (or) => {
    if (request.signal?.aborted) return new Failure('request-stopped', { host });
    return deadline.aborted ? timedOut(host) : new Failure(or, { host });
  };
  const response = await send(request, signal, ending);
  if (response.type === 'opaqueredirect') throw new Failure('redirected', { host });
  const body = await read(response, request.mostBytes, ending);
  return { status: response.status, headers: Object.fromEntries(response.headers), ...body };
};

/** Why a call ended without its reply; that, where nobody ended it. */
type Ending = (or: 'no-answer' | 'cut-connection' | 'answer-too-large') => Failure;

async function send(request: HttpRequest, signal: AbortSignal, ending: Ending): Promise<Response> {
  try {
    return await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal,
    });
  } catch {
    throw ending('no-answer');
  }
}

async function read(response: Response, most: number | undefined, ending: Ending) {
  const limit = most ?? LARGEST_REPLY_BYTES;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  if (reader === undefined) return { text: '', bytes: 0 };
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      chunks.push(part.value);
      if (size > limit) break;
    }
  } catch {
    throw ending('cut-connection');
  }
  const isCut = size > limit;
  if (isCut) await reader.cancel();
  if (isCut && most === undefined) throw ending('answer-too-large');
  const text = await new Blob(chunks).slice(0, limit).text();
  return { text, bytes: Math.min(size, limit), isCut };
}

function timedOut(host: string): Failure {
  return new Failure('timed-out', { host, seconds: CALL_DEADLINE / SECOND });
}
