import type { SeenRequest } from '../record.ts';
import { errorReply, jsonReply, Refusal, type Reply } from '../reply.ts';
import type { Call, System } from '../system.ts';
import { mayAsk, type VerintKey, verintKeys } from './keys.ts';
import { verifySignature } from './signature.ts';

export { type VerintKey, verintKeys } from './keys.ts';

/** The paths that the vendor's help names as examples, and one more below them. */
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

/** Verint's workforce APIs, as far as a signature is concerned. */
export function createVerint(now: () => number): {
  readonly system: System;
  readonly handles: Verint;
} {
  const handles: Verint = { keys: Object.values(verintKeys), signsQuery: false };

  function answer(request: SeenRequest): Reply {
    const key = verifySignature({
      request,
      findKey: (id) => handles.keys.find((one) => one.id === id),
      nowMs: now(),
      signsQuery: handles.signsQuery,
    });
    if (!mayAsk(key, request.method, request.path)) {
      throw new Refusal(errorReply(403, 'URL_NOT_ALLOWED', 'The key is not for this URL'));
    }
    return jsonReply(JSON.stringify({ path: request.path, keyId: key.id }));
  }

  const call = (method: Call['method'], path: string): Call => ({
    method,
    path,
    wrongShape: '[]',
    answer,
  });
  return {
    handles,
    system: {
      proofHeader: 'authorization',
      calls: Object.values(verintPaths).flatMap((path) => [call('GET', path), call('POST', path)]),
      pages: [],
    },
  };
}
