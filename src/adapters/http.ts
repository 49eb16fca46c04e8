import { Failure } from '../domain/failure.ts';
import { CALL_DEADLINE, SECOND } from '../domain/time.ts';
import type { Method } from '../domain/url-rule.ts';

export interface HttpRequest {
  method: Method;
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

export interface HttpReply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  text: string;
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
  const signal = AbortSignal.timeout(CALL_DEADLINE);
  const response = await send(request, host, signal);
  if (response.type === 'opaqueredirect') throw new Failure('redirected', { host });
  const text = await read(response, host, signal);
  return { status: response.status, headers: Object.fromEntries(response.headers), text };
};

async function send(request: HttpRequest, host: string, signal: AbortSignal): Promise<Response> {
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
    throw signal.aborted ? timedOut(host) : new Failure('no-answer', { host });
  }
}

async function read(response: Response, host: string, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > LARGEST_REPLY_BYTES) break;
      chunks.push(part.value);
    }
  } catch {
    throw signal.aborted ? timedOut(host) : new Failure('cut-connection', { host });
  }
  if (size <= LARGEST_REPLY_BYTES) return new Blob(chunks).text();
  await reader.cancel();
  throw new Failure('answer-too-large', { host });
}

function timedOut(host: string): Failure {
  return new Failure('timed-out', { host, seconds: CALL_DEADLINE / SECOND });
}
