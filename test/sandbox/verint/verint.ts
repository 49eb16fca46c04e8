import type { SeenRequest } from '../record.ts';
import { errorReply, jsonReply, Refusal, type Reply } from '../reply.ts';
import type { Call, System } from '../system.ts';
import { mayAsk, type VerintKey, verintKeys } from './keys.ts';
import { verifySignature } from './signature.ts';

export { type VerintKey, verintKeys } from './keys.ts';

/** Paths that the vendor's help names as examples, and one more; whatever is below /api is answered. */
export const verintPaths = {
  auditExport: '/api/audit/export',
  auditUsers: '/api/audit/users',
  qualityExport: '/api/qm/export',
} as const;

/** The handles that a test has on this system. */
export interface Verint {
  readonly keys: VerintKey[];
  /** Whether this server, unlike most, wants the query signed. */
  signsQuery: boolean;
}

/** Verint's workforce APIs, as far as a signature and the URLs of a key are concerned. */
export function createVerint(now: () => number): {
  readonly system: System;
  readonly handles: Verint;
} {
  const handles: Verint = { keys: Object.values(verintKeys), signsQuery: false };
  const salts = new Map<string, number>();

  function answer(request: SeenRequest): Reply {
    const key = verifySignature({
      request,
      findKey: (id) => handles.keys.find((one) => one.id === id),
      nowMs: now(),
      signsQuery: handles.signsQuery,
      salts,
    });
    if (!mayAsk(key, request.method, request.path)) {
      throw new Refusal(errorReply(403, 'URL_NOT_ALLOWED', 'The key is not for this URL'));
    }
    const reply = jsonReply(answerText(request, key));
    return { ...reply, headers: { ...reply.headers, 'X-Request-Id': `verint-${salts.size}` } };
  }

  const call = (method: Call['method']): Call => ({
    method,
    path: '/api',
    below: true,
    wrongShape: '[]',
    answer,
  });
  return {
    handles,
    system: {
      proofHeader: 'authorization',
      calls: [call('GET'), call('POST')],
      pages: [],
    },
  };
}

/**
 * What the sandbox tells: what it understood, and an entry whose number is more than a double holds.
 * The real answers are not public.
 */
function answerText({ method, path, query, headers, body }: SeenRequest, key: VerintKey): string {
  const understood = JSON.stringify({
    path,
    keyId: key.id,
    method,
    query,
    userName: headers['verint-username'] ?? null,
    body: method === 'POST' ? body : null,
  });
  return `${understood.slice(0, -1)},"entries":[{"id":121120347236861135,"event":"Sign-in"}]}`;
}
