import * as v from 'valibot';
import { Failure, toWire } from '../domain/failure.ts';
import { type Call, contract, type InputOf, type OutputOf } from './contract.ts';
import { type Answer, questionSchema } from './message.ts';
import { isWithinLimits } from './message-limits.ts';
import type { Sender } from './sender.ts';

/** What answers the requests: one verb for each line of the contract. */
export type Handlers = { [C in Call]: (input: InputOf<C>) => Promise<OutputOf<C>> };

/** Where the answers come from. */
export interface Answering {
  first: Partial<Handlers>;
  /** Fetches those that are seldom needed. */
  later(): Promise<Partial<Handlers>>;
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
    const unlocked = await gate.isUnlocked();
    if (contract[question.call].needs === 'unlocked' && !unlocked) {
      throw new Failure('vault-locked', {});
    }
    const answer = await handle(answering, question.call, question.input);
    await assertStillOpen(question.call, gate);
    return answer;
  }

  return async (message, sender) => {
    try {
      return { ok: true, value: await route(message, sender) };
    } catch (error) {
      return { ok: false, failure: toWire(error) };
    }
  };
}

/** What was found out while somebody locked is not told any more. What was done is done, and is. */
async function assertStillOpen(call: Call, gate: Gate): Promise<void> {
  if (contract[call].finds && !(await gate.isUnlocked())) throw new Failure('vault-locked', {});
}

function mayAsk({ id, origin, url = '' }: Sender, { self }: Gate): boolean {
  return id === self.id && origin === self.origin && !url.startsWith(origin + SILENT_PAGES);
}

async function handle<C extends Call>({ first, later }: Answering, call: C, input: unknown) {
  const parsed = parseInput(call, input);
  const handler: Partial<Handlers>[C] = first[call] ?? (await later())[call];
  if (handler === undefined) throw new Failure('call-unknown', { call });
  return await handler(parsed);
}

function parseQuestion(message: unknown): { call: Call; input: unknown } {
  const question = v.safeParse(questionSchema, message);
  if (!question.success) throw new Failure('call-unknown', { call: '' });
  const { call, input } = question.output;
  if (!isCall(call)) throw new Failure('call-unknown', { call: named(call) });
  if (!isWithinLimits(input)) throw new Failure('call-too-large', { call });
  return { call, input };
}

function isCall(call: string): call is Call {
  return Object.hasOwn(contract, call);
}

function parseInput<C extends Call>(call: C, input: unknown): InputOf<C> {
  const schema: v.GenericSchema<unknown, InputOf<C>> = contract[call].input;
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return parsed.output;
  const field = v.getDotPath(parsed.issues[0]) ?? 'input';
  throw new Failure('call-malformed', { call, field: named(field) });
}

/** A name that came with a message, short enough for a sentence. */
function named(name: string): string {
  return name.slice(0, 64);
}
