import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import jwt from 'jsonwebtoken';
import { defaultKey, type Key, paths } from './webex-meetings.ts';

/** What a call differs in from a proper one. */
export interface CallChange {
  readonly key?: Pick<Key, 'apikey' | 'secretkey'>;
  /** Sent as it is, instead of a signed one. Null sends no token at all. */
  readonly token?: string | null;
  readonly contentType?: string;
  readonly method?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

/** The claims of seed 000's sample at this time. */
export function claimsAt(nowMs: number, apikey: string = defaultKey.apikey) {
  const iat = Math.floor(nowMs / 1000);
  const iss = 'https://meetings-api.webex.com/gapi/registerapikey';
  return { apikey, aud: 'userName', iss, iat, exp: iat + 300 };
}

/** A client of the sandbox with one kept-alive connection, as a browser has it. */
export function createCaller(origin: string, now: () => number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  function post(path: string, body: unknown, change: CallChange = {}): Promise<Answer> {
    const { apikey, secretkey } = change.key ?? defaultKey;
    const token = change.token ?? jwt.sign(claimsAt(now(), apikey), secretkey);
    const headers = {
      'Content-Type': change.contentType ?? 'application/json;charset=utf-8',
      ...(change.token === null ? {} : { JWTToken: token }),
    };
    return send(path, change.method ?? 'POST', headers, asText(body));
  }

  function send(path: string, method: string, headers: Record<string, string>, body: string) {
    return new Promise<Answer>((resolve, reject) => {
      const request = httpRequest(origin + path, { method, headers, agent }, async (response) => {
        try {
          const bytes = await buffer(response);
          const { statusCode = 0, headers: received } = response;
          resolve({ status: statusCode, headers: received, bytes, text: bytes.toString() });
        } catch (error) {
          reject(error);
        }
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  return {
    post,
    session: (sessionKey: unknown, change?: CallChange) =>
      post(paths.sessionInfo, { sessionKey }, change),
    sites: (email: unknown, change?: CallChange) => post(paths.sitesByEmail, { email }, change),
    /** Gives up the connection; the next call opens another. */
    hangUp: () => agent.destroy(),
  };
}

function asText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
