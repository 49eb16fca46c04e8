import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Delivery, deliver } from './delivery.ts';
import { type SeenRequest, settle } from './record.ts';
import { createResendWatch } from './resend.ts';

// Long, so that a test never meets a connection that the server closed by itself.
const KEEP_ALIVE_MS = 10 * 60 * 1000;

/** A listening HTTP server on 127.0.0.1 that writes down everything it is asked. */
export interface Listener {
  readonly port: number;
  /** Every request whose body arrived (or broke off), newest last. */
  readonly requests: readonly SeenRequest[];
  /** The next request from now on, as soon as its body is there and before it is answered. */
  nextRequest(path?: string): Promise<SeenRequest>;
  /** Stops listening, closes open connections and waits until nothing is under way. */
  close(): Promise<void>;
}

export interface ListenerOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly now: () => number;
  readonly proofHeaders: readonly string[];
  readonly respond: (request: SeenRequest) => Delivery;
}

interface Connection {
  readonly ordinal: number;
  served: number;
}

/** Starts listening. Rejects when the port is taken. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const { now, respond } = options;
  const requests: SeenRequest[] = [];
  const events = new EventEmitter().setMaxListeners(0);
  const underWay = new Set<Promise<void>>();
  const resends = createResendWatch(options.proofHeaders);
  const connectionOf = numberConnections();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection = connectionOf(request.socket);
    response.once('finish', () => {
      connection.served += 1;
    });
    const seen = await read(request, connection.ordinal);
    requests.push(seen);
    if (seen.verdict === 'abandoned') return;
    events.emit('seen', seen);
    try {
      const delivery = respond(seen);
      if (delivery.how === 'dropped' && connection.served > 0) resends.dropped(seen);
      await deliver(delivery, { seen, response, now });
    } catch (error) {
      // A mistake in the sandbox itself must be seen as such, and must not end the process.
      settle(seen, { verdict: `broken sandbox: ${error}` });
      response.destroy();
    }
  }

  async function read(request: IncomingMessage, socket: number): Promise<SeenRequest> {
    const body = await text(request).catch(() => null);
    const [path = '', ...query] = (request.url ?? '').split(/(?=\?)/);
    const seen = {
      method: request.method ?? '',
      path,
      query: query.join(''),
      host: request.headers.host ?? '',
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      body: body ?? '',
      socket,
      atMs: now(),
      status: null,
      verdict: body === null ? 'abandoned' : 'pending',
    };
    return { ...seen, resend: resends.isResend(seen) };
  }

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    const serving = serve(request, response).finally(() => underWay.delete(serving));
    underWay.add(serving);
  });
  server.on('connection', connectionOf);
  await startListening(server, options.port);

  return {
    port: (server.address() as AddressInfo).port,
    requests,
    nextRequest: (path) => nextSeen(events, path),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, ...underWay]);
    },
  };
}

function numberConnections(): (socket: Socket) => Connection {
  const connections = new WeakMap<Socket, Connection>();
  let count = 0;
  return (socket) => {
    const known = connections.get(socket);
    if (known) return known;
    count += 1;
    const connection = { ordinal: count, served: 0 };
    connections.set(socket, connection);
    return connection;
  };
}

function startListening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function nextSeen(events: EventEmitter, path: string | undefined): Promise<SeenRequest> {
  return new Promise((resolve) => {
    function onSeen(seen: SeenRequest): void {
      if (path !== undefined && path !== seen.path) return;
      events.off('seen', onSeen);
      resolve(seen);
    }
    events.on('seen', onSeen);
  });
}
