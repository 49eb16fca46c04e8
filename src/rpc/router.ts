import * as v from 'valibot';
import { Failure, toWire } from '../domain/failure.ts';
import type { Call, Contract, InputOf, OutputOf } from './contract.ts';
import { type Answer, questionSchema } from './message.ts';
import { isWithinLimits } from './message-limits.ts';
import type { Sender } from './sender.ts';

/** What answers the requests: one verb for each line of the contract. */
export type Handlers = { [C in Call]: (input: InputOf<C>) => Promise<OutputOf<C>> };

/** A part of the contract, and what answers it. */
export interface Desk {
  requests: Partial<Contract>;
  handlers: Partial<Handlers>;
}

/** Where the answers come from. */
export interface Answering {
  first: Desk;
  /** Fetches what is seldom asked. */
  later(): Promise<Desk>;
}

/** What the router asks before it lets a request in. */
export interface Gate {
  /** This extension's own ID and origin. */
  self: { id: string; origin: string };
  /** Locks the vault when its time is up; resolves to whether it is unlocked. */
  isUnlocked(): Promise<boolean>;
}

/** Pages of ours that take orders from the worker and have nothing to ask. */
const SILENT_PAGES = '/src/offscreen/';

/** Turns messages into answers; never rejects. */
export type Router = (message: unknown, sender: Sender) => Promise<Answer>;

export function createRouter(answering: Answering, gate: Gate): Router {
  async function route(message: unknown, sender: Sender): Promise<unknown> {
    if (!mayAsk(sender, gate)) throw new Failure('sender-refused', {});
    const question = parseQuestion(message);
    const { desk, call } = await find(answering, question.call);
    if (!isWithinLimits(question.input)) throw new Failure('call-too-large', { call });
    return answer(desk, call, question.input);
  }

  async function answer<C extends Call>({ requests, handlers }: Desk, call: C, input: unknown) {
    const [request, handler] = [requests[call], handlers[call]];
    if (!request || !handler) throw new Failure('call-unknown', { call });
    const unlocked = await gate.isUnlocked();
    if (request.needs === 'unlocked' && !unlocked) throw new Failure('vault-locked', {});
    const answered = await handler(parseInput(call, request.input, input));
    // What was found out while somebody locked is not told any more. What was done is done, and is.
    if (request.finds && !(await gate.isUnlocked())) throw new Failure('vault-locked', {});
    return answered;
  }

  return async (message, sender) => {
    try {
      return { ok: true, value: await route(message, sender) };
    } catch (error) {
      return { ok: false, failure: toWire(error) };
    }
  };
}

function mayAsk({ id, origin, url = '' }: Sender, { self }: Gate): boolean {
  return id === self.id && origin === self.origin && !url.startsWith(origin + SILENT_PAGES);
}

function parseQuestion(message: unknown) {
  const question = v.safeParse(questionSchema, message);
  if (!question.success) throw new Failure('call-unknown', { call: '' });
  return question.output;
}

/** Whose part of the contract has a request of that name. */
async function find({ first, later }: Answering, name: string) {
  if (isAskedAt(first, name)) return { desk: first, call: name };
  const desk = await later();
  if (isAskedAt(desk, name)) return { desk, call: name };
  throw new Failure('call-unknown', { call: named(name) });
}

function isAskedAt({ requests }: Desk, name: string): name is Call {
  return Object.hasOwn(requests, name);
}

function parseInput<I>(call: Call, schema: v.GenericSchema<unknown, I>, input: unknown): I {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return parsed.output;
  const field = v.getDotPath(parsed.issues[0]) ?? 'input';
  throw new Failure('call-malformed', { call, field: named(field) });
}

/** A name that came with a message, short enough for a sentence. */
function named(name: string): string {
  return name.slice(0, 64);
}
