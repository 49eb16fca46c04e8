import type { SeenRequest } from './record.ts';
import type { Reply } from './reply.ts';

/** One address of a system. `answer` may throw a `Refusal`. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  /** Whatever lies below that path is answered, too, where no other route is for it. */
  readonly below?: true;
  readonly answer: (request: SeenRequest) => Reply;
}

/** A route that a client calls for its work; only these fail on command. */
export interface Call extends Route {
  /** A successful reply, valid JSON, whose members have types that nobody expects. */
  readonly wrongShape: string;
}

/** What a system's folder gives to the server. */
export interface System {
  readonly calls: readonly Call[];
  readonly pages: readonly Route[];
  /** Lower-case name of the header that carries the proof; a resent request repeats it. */
  readonly proofHeader: string;
}
