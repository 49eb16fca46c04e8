import type { Delivery } from './delivery.ts';
import { errorReply, htmlReply, jsonReply, type Reply } from './reply.ts';

/** How a failure on command is shaped. Every member has a default. */
export interface FailureOptions {
  /** How many requests fail so. Default is 1. */
  readonly times?: number;
  /** Only requests to this path fail so. Default is any call of a system. */
  readonly path?: string;
  /** `slow`: milliseconds until the answer. Default is 5000. */
  readonly delayMs?: number;
  /** `redirect`: where to. Default is the listener "elsewhere", with the path that was asked. */
  readonly location?: string;
  /** `rate-limited`: what Retry-After says. Default is 30. */
  readonly retryAfterSeconds?: number;
  /** `xml-fault`: default is 060001. */
  readonly exceptionId?: string;
  /** `xml-fault`: default is "Corresponding Meeting not found". */
  readonly reason?: string;
}

interface Occasion {
  readonly options: FailureOptions;
  readonly path: string;
  readonly elsewhere: string;
  readonly wrongShape: string;
  /** Does what was asked (all checks, all effects) and says what would have been answered. */
  readonly carryOut: () => Reply;
}

const kinds = {
  unauthorized: () => whole(errorReply(401, 'UNAUTHORIZED', 'Refused on command')),
  'not-found': () => whole(errorReply(404, '060001', 'Corresponding Meeting not found')),
  gone: () => whole(htmlReply('Gone', '<h1>This service was retired.</h1>', 410)),
  html: () => whole(htmlReply('Sign in', '<h1>Please sign in</h1>')),
  'retired-404': () => whole(htmlReply('Not found', '<h1>404: nothing lives here</h1>', 404)),
  error: () => whole(errorReply(500, 'INTERNAL', 'Failed on command')),
  'bad-gateway': () => whole(htmlReply('Bad gateway', '<h1>502 Bad Gateway</h1>', 502)),
  'xml-fault': ({ options }: Occasion) => whole(xmlFault(options)),
  empty: () => whole(jsonReply('')),
  /** The length is honest, so that the client gets a complete reply with broken JSON. */
  'cut-off': ({ carryOut }: Occasion) => whole(firstHalf(carryOut())),
  'cut-connection': ({ carryOut }: Occasion): Delivery => ({ how: 'half', reply: carryOut() }),
  /** Carried out at once, then held back: what a client that gave up waiting has to expect. */
  slow: ({ carryOut, options }: Occasion): Delivery => ({
    how: 'whole',
    reply: carryOut(),
    delayMs: options.delayMs ?? 5000,
  }),
  'drop-before': (): Delivery => ({ how: 'dropped' }),
  'drop-after-commit': ({ carryOut }: Occasion): Delivery => {
    carryOut();
    return { how: 'dropped' };
  },
  redirect: ({ options, path, elsewhere }: Occasion) =>
    whole(redirectTo(options.location ?? elsewhere + path)),
  'rate-limited': ({ options }: Occasion) => whole(rateLimited(options.retryAfterSeconds ?? 30)),
  'wrong-shape': ({ wrongShape }: Occasion) => whole(jsonReply(wrongShape)),
  cookie: ({ carryOut }: Occasion) => {
    const reply = carryOut();
    return whole({ ...reply, headers: { ...reply.headers, 'Set-Cookie': 'sandbox=1; Path=/' } });
  },
} satisfies Record<string, (occasion: Occasion) => Delivery>;

/** Names of the ways to fail; each is a line of the table above. */
export type FailureKind = keyof typeof kinds;

export const failureKinds = Object.keys(kinds) as readonly FailureKind[];

/** A command that still waits for requests to fail. */
interface Command {
  readonly kind: FailureKind;
  readonly options: FailureOptions;
  left: number;
}

/** What was commanded, in order. Commands for another path let a request pass. */
export interface FailurePlan {
  add(kind: FailureKind, options: FailureOptions): void;
  /** The failure for a request to this path, counted down; undefined when it shall succeed. */
  take(path: string): { kind: FailureKind; options: FailureOptions } | undefined;
  clear(): void;
}

export function createFailurePlan(): FailurePlan {
  let commands: Command[] = [];
  return {
    add(kind, options) {
      commands.push({ kind, options, left: options.times ?? 1 });
    },
    take(path) {
      const command = commands.find(({ options }) => (options.path ?? path) === path);
      if (!command) return undefined;
      command.left -= 1;
      commands = commands.filter(({ left }) => left > 0);
      return command;
    },
    clear() {
      commands = [];
    },
  };
}

export function failAs(kind: FailureKind, occasion: Occasion): Delivery {
  return kinds[kind](occasion);
}

function whole(reply: Reply): Delivery {
  return { how: 'whole', reply };
}

function firstHalf(reply: Reply): Reply {
  const bytes = Buffer.from(reply.body);
  return { ...reply, body: bytes.subarray(0, bytes.length / 2) };
}

function redirectTo(location: string): Reply {
  return { status: 302, headers: { Location: location }, body: '' };
}

function rateLimited(retryAfterSeconds: number): Reply {
  const reply = errorReply(429, 'RATE_LIMIT', 'Too many requests');
  return { ...reply, headers: { ...reply.headers, 'Retry-After': String(retryAfterSeconds) } };
}

/**
 * The XML API's envelope, which comes with status 200 even when it says FAILURE. Namespaces and
 * ids as public clients of that API have them in their fixtures.
 */
function xmlFault({
  exceptionId = '060001',
  reason = 'Corresponding Meeting not found',
}: FailureOptions): Reply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<serv:message xmlns:serv="http://www.webex.com/schemas/2002/06/service"><serv:header><serv:response><serv:result>FAILURE</serv:result>
<serv:reason>${reason}</serv:reason><serv:gsbStatus>PRIMARY</serv:gsbStatus>
<serv:exceptionID>${exceptionId}</serv:exceptionID></serv:response></serv:header>
<serv:body><serv:bodyContent/></serv:body></serv:message>`;
  return { status: 200, headers: { 'Content-Type': 'text/xml;charset=UTF-8' }, body };
}
