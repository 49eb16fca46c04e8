import * as v from 'valibot';
import { Failure } from '../domain/failure.ts';
import { fromWire } from '../domain/failure-facts.ts';
import { answerTo } from './answers.ts';
import type { Call, InputOf, OutputOf } from './contract.ts';
import { answerSchema } from './message.ts';

/**
 * Carries one message to the worker. When no worker takes it, or it dies before it answers, Chromium
 * mostly rejects; Firefox, and Chromium at times, resolve to `undefined`, which no worker answers.
 */
export type Send = (message: unknown) => Promise<unknown>;

/** Asks the worker by the name of a request. */
export interface Client {
  /**
   * Asks once; a repeatable request is sent again when the worker died under it.
   * @throws Failure whatever the worker answered, or `worker-gone` when there was no answer
   */
  ask<C extends Call>(call: C, input: InputOf<C>): Promise<OutputOf<C>>;
}

/**
 * How long to wait before each further try (in milliseconds). On a busy computer a browser that is
 * ending a worker takes a while until it can start the next one; until then every message is refused.
 */
const PAUSES_MS = [0, 100, 500, 2_000, 5_000];

/** Waits (in milliseconds). */
type Pause = (ms: number) => Promise<void>;

const pauseHere: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function createClient(send: Send, pause = pauseHere): Client {
  async function deliver(call: Call, input: unknown): Promise<unknown> {
    // The first try in the caller's own turn: a page may be closed right after it.
    let attempt = answered(send({ call, input }));
    for (const pauseMs of PAUSES_MS) {
      try {
        return await attempt;
      } catch (error) {
        if (!(await answerTo(call)).repeatable) throw error;
        await pause(pauseMs);
        attempt = answered(send({ call, input }));
      }
    }
    return attempt;
  }

  async function ask<C extends Call>(call: C, input: InputOf<C>): Promise<OutputOf<C>> {
    const answer = v.safeParse(answerSchema, await deliver(call, input).catch(() => null));
    if (!answer.success) throw new Failure('worker-gone', {});
    if (!answer.output.ok) throw fromWire(answer.output.failure);
    return parseOutput(call, answer.output.value);
  }

  return { ask };
}

/** Rejects whichever way the browser says that there was no answer. */
async function answered(sent: Promise<unknown>): Promise<unknown> {
  const answer = await sent;
  if (answer === undefined) throw new Failure('worker-gone', {});
  return answer;
}

async function parseOutput<C extends Call>(call: C, value: unknown): Promise<OutputOf<C>> {
  const { schema } = await answerTo(call);
  const output = v.safeParse(schema, value);
  if (!output.success) throw new Failure('unexpected', {});
  return output.output;
}
