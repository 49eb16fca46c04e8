import type { SeenRequest } from './record.ts';

const RESEND_WINDOW_MS = 2000;

/** Remembers requests that were dropped, and recognises the ones that a browser sent again. */
export interface ResendWatch {
  /** A request was dropped without an answer on a connection that had already served another. */
  dropped(request: SeenRequest): void;
  /** True for the first repetition of a dropped request. Uses the dropped one up. */
  isResend(request: Omit<SeenRequest, 'resend'>): boolean;
}

/**
 * Chromium and Firefox silently resend a POST when a kept-alive connection that has already served
 * a request closes without an answer. The program cannot prevent that and must not be blamed for
 * it, so such requests are counted apart. They come on another connection, as theirs is gone.
 * What cannot be told apart: a program that itself repeats the same token and body within two
 * seconds.
 *
 * @param proofHeaders lower-case names of headers, one of which a resent request repeats
 */
export function createResendWatch(proofHeaders: readonly string[]): ResendWatch {
  const droppedRequests = new Set<SeenRequest>();

  function repeats(before: SeenRequest, request: Omit<SeenRequest, 'resend'>): boolean {
    return (
      before.method === request.method &&
      before.path === request.path &&
      before.body === request.body &&
      request.atMs - before.atMs <= RESEND_WINDOW_MS &&
      proofHeaders.some((name) => name in request.headers) &&
      proofHeaders.every((name) => before.headers[name] === request.headers[name])
    );
  }

  return {
    dropped(request) {
      droppedRequests.add(request);
    },
    isResend(request) {
      for (const before of droppedRequests) {
        if (repeats(before, request)) return droppedRequests.delete(before);
      }
      return false;
    },
  };
}
