import type { IncomingHttpHeaders } from 'node:http';

/** One request as it came, and what became of it. */
export interface SeenRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** With its `?`, or empty. */
  readonly query: string;
  /** The Host header. */
  readonly host: string;
  /** Names in lower case. */
  readonly headers: Readonly<IncomingHttpHeaders>;
  /** Name, value, name, value, ... as they came, doubles included. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
  /** 1 for the first connection that was opened to this server, and so on. */
  readonly socket: number;
  /** Milliseconds since the epoch, by the sandbox's clock. */
  readonly atMs: number;
  /** True when the browser, and not the program, seems to have sent it again; see resend.ts. */
  readonly resend: boolean;
  /** Status that was sent, or null as long as (or because) nothing was. */
  readonly status: number | null;
  /**
   * `pending`; `answered`; the code of a refusal (`TOKEN_SIGNATURE`, ...); `failed: <kind>` when
   * it failed on command; `abandoned` when the client left or the sandbox closed before the answer.
   */
  readonly verdict: string;
}

/** The part of a seen request that becomes known later. */
export type Outcome = Pick<SeenRequest, 'status' | 'verdict'>;

/** Writes down what became of a request. Only the server calls this. */
export function settle(seen: SeenRequest, outcome: Partial<Outcome>): void {
  Object.assign(seen, outcome);
}
