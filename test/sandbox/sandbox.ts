import { readFailureCommand } from './command.ts';
import type { Delivery } from './delivery.ts';
import { createFailurePlan, type FailureKind, type FailureOptions, failAs } from './failures.ts';
import { type SeenRequest, settle } from './record.ts';
import { errorReply, jsonReply, Refusal, type Reply } from './reply.ts';
import { type Listener, listen } from './server.ts';
import type { Call, Route, System } from './system.ts';
import { createVerint, type Verint } from './verint/verint.ts';
import { createWebexMeetings, type WebexMeetings } from './webex-meetings/webex-meetings.ts';
import { createZoom, type Zoom } from './zoom/zoom.ts';

export type { FailureKind, FailureOptions } from './failures.ts';
export type { SeenRequest } from './record.ts';
export type { Key, WebexMeetings } from './webex-meetings/webex-meetings.ts';
export { defaultKey, paths as webexMeetingsPaths } from './webex-meetings/webex-meetings.ts';

export interface SandboxOptions {
  /** Default is 0: any free port. */
  readonly port?: number;
  /** Milliseconds since the epoch. Default is the real clock. */
  readonly now?: () => number;
}

/** The systems that Latchkey speaks to, as a real HTTP server on loopback. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly webexMeetings: WebexMeetings;
  readonly verint: Verint;
  readonly zoom: Zoom;
  /** Everything that was asked here, newest last. */
  readonly requests: readonly SeenRequest[];
  /** The next request from now on, before it is answered. */
  nextRequest(path?: string): Promise<SeenRequest>;
  /** Makes the next call (or the next `times` calls, to `path` only) fail in this way. */
  failNext(kind: FailureKind, options?: FailureOptions): void;
  /** Takes back all failures that were commanded and did not happen yet. */
  failNoMore(): void;
  /** A second host, `http://localhost:PORT2`, that nobody should ever be led to. */
  readonly elsewhere: { readonly origin: string; readonly requests: readonly SeenRequest[] };
  /** Closes both listeners and their open connections. */
  close(): Promise<void>;
}

/** Starts the sandbox on 127.0.0.1. Rejects when the port is taken. */
export async function startSandbox({
  port = 0,
  now = Date.now,
}: SandboxOptions = {}): Promise<Sandbox> {
  const elsewhere = await listenElsewhere(now);
  const elsewhereOrigin = `http://localhost:${elsewhere.port}`;
  const plan = createFailurePlan();
  const webexMeetings = createWebexMeetings({
    now,
    origin: () => origin,
    requests: () => listener.requests,
  });
  const verint = createVerint(now);
  const zoom = createZoom(now);
  const systems = [webexMeetings.system, verint.system, zoom.system];
  const listener = await listen({
    port,
    now,
    proofHeaders: systems.map(({ proofHeader }) => proofHeader),
    respond: responder(systems, plan, elsewhereOrigin),
  }).catch(async (error: unknown) => {
    await elsewhere.close();
    throw error;
  });
  const origin = `http://127.0.0.1:${listener.port}`;

  const sandbox: Sandbox = {
    origin,
    webexMeetings: webexMeetings.handles,
    verint: verint.handles,
    zoom: zoom.handles,
    requests: listener.requests,
    nextRequest: listener.nextRequest,
    failNext: (kind, options = {}) => plan.add(kind, options),
    failNoMore: plan.clear,
    elsewhere: { origin: elsewhereOrigin, requests: elsewhere.requests },
    async close() {
      await Promise.all([listener.close(), elsewhere.close()]);
    },
  };
  return sandbox;
}

function listenElsewhere(now: () => number): Promise<Listener> {
  const reply = errorReply(418, 'ELSEWHERE', 'Nobody should have been led here');
  const respond = (): Delivery => ({ how: 'whole', reply });
  return listen({ port: 0, now, proofHeaders: [], respond });
}

function responder(
  systems: readonly System[],
  plan: ReturnType<typeof createFailurePlan>,
  elsewhere: string,
): (request: SeenRequest) => Delivery {
  const calls = systems.flatMap((system) => system.calls);
  const pages = [...systems.flatMap((system) => system.pages), failCommand(plan)];

  function answerCall(call: Call, request: SeenRequest): Delivery {
    const carryOut = () => answerOf(call, request);
    const failure = plan.take(request.path);
    if (!failure) return { how: 'whole', reply: carryOut() };
    settle(request, { verdict: `failed: ${failure.kind}` });
    const { path } = request;
    const { wrongShape } = call;
    const { options } = failure;
    return failAs(failure.kind, { options, path, elsewhere, wrongShape, carryOut });
  }

  return (request) => {
    const call = routeFor(calls, request);
    if (call) return answerCall(call, request);
    const page = routeFor(pages, request);
    const reply = page ? answerOf(page, request) : nothingFor(request, [...calls, ...pages]);
    return { how: 'whole', reply };
  };
}

/** The route of a request; one that is for just this path comes before one for all below another. */
function routeFor<R extends Route>(routes: readonly R[], request: SeenRequest): R | undefined {
  const own = routes.filter(({ method }) => method === request.method);
  return (
    own.find(({ path }) => path === request.path) ??
    own.find(({ path, below }) => below && request.path.startsWith(`${path}/`))
  );
}

function answerOf(route: Route, request: SeenRequest): Reply {
  try {
    return route.answer(request);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

/** OPTIONS gets its 405 everywhere: a program that causes preflights shall be noticed. */
function nothingFor(request: SeenRequest, routes: readonly Route[]): Reply {
  const allowed = routes.filter(({ path }) => path === request.path).map(({ method }) => method);
  if (allowed.length === 0 && request.method !== 'OPTIONS') {
    return errorReply(404, 'NO_SUCH_PATH', `The sandbox has no ${request.path}`);
  }
  const reply = errorReply(405, 'METHOD_NOT_ALLOWED', `${request.method} is not answered here`);
  return { ...reply, headers: { ...reply.headers, Allow: allowed.join(', ') } };
}

/** For a person at the keyboard: `POST /sandbox/fail {"kind":"slow","times":1}`. */
function failCommand(plan: ReturnType<typeof createFailurePlan>): Route {
  return {
    method: 'POST',
    path: '/sandbox/fail',
    answer({ body }) {
      const { kind, options } = readFailureCommand(body);
      plan.add(kind, options);
      return jsonReply(JSON.stringify({ kind, ...options }));
    },
  };
}
