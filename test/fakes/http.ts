import { request as nodeRequest } from 'node:http';
import type { Http, HttpReply } from '../../src/adapters/http.ts';
import { Failure } from '../../src/domain/failure.ts';

/** Real HTTP to the sandbox, with the failures that a browser's fetch would give. */
export function createFakeHttp(): Http {
  return ({ url, method, headers, body, signal, mostBytes }) =>
    new Promise<HttpReply>((resolve, reject) => {
      const { host } = new URL(url);
      const outgoing = nodeRequest(
        url,
        { method, headers, agent: false, ...(signal && { signal }) },
        (incoming) => {
          const status = incoming.statusCode ?? 0;
          if (status >= 300 && status <= 399) return reject(new Failure('redirected', { host }));
          const parts: Buffer[] = [];
          incoming.on('data', (part: Buffer) => parts.push(part));
          incoming.on('error', () => reject(new Failure('cut-connection', { host })));
          incoming.on('end', () => {
            const whole = Buffer.concat(parts);
            const body = whole.subarray(0, mostBytes);
            const size = { bytes: body.length, isCut: body.length < whole.length };
            const text = body.toString('utf8');
            resolve({ status, text, ...size, headers: plainHeaders(incoming.headers) });
          });
        },
      );
      outgoing.on('error', () =>
        reject(new Failure(signal?.aborted ? 'request-stopped' : 'no-answer', { host })),
      );
      outgoing.end(body ?? undefined);
    });
}

/** One canned reply for whatever is asked. */
export function replying(reply: Partial<HttpReply>): Http {
  return async () => ({ status: 200, headers: {}, text: '', ...reply });
}

function plainHeaders(headers: Record<string, string | string[] | undefined>) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
