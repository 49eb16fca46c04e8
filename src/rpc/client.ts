import * as v from 'valibot';
import { Failure } from '../domain/failure.ts';
import { fromWire } from '../domain/failure-facts.ts';
import { answers } from './answers.ts';
import type { Call, InputOf, OutputOf } from './contract.ts';
import { answerSchema } from './message.ts';

/** Carries one message to the worker; rejects when no worker takes it or it dies before it answers. */
export type Send = (message: unknown) => Promise<unknown>;

/** Asks the worker by the name of a request. */
export interface Client {
  /**
   * Asks once; a repeatable request is sent again when the worker died under it.
   * @throws Failure whatever the worker answered, or `worker-gone` when there was no answer
   */
  ask<C extends Call>(call: C, input: InputOf<C>): Promise<OutputOf<C>>;
}

const TRIES = 3;

export function createClient(send: Send): Client {
  async function deliver(call: Call, input: unknown): Promise<unknown> {
    const tries = answers[call].repeatable ? TRIES : 1;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send({ call, input });
      } catch {
        if (attempt === tries) throw new Failure('worker-gone', {});
      }
    }
  }

  async function ask<C extends Call>(call: C, input: InputOf<C>): Promise<OutputOf<C>> {
    const answer = v.safeParse(answerSchema, await deliver(call, input));
    if (!answer.success) throw new Failure('worker-gone', {});
    if (!answer.output.ok) throw fromWire(answer.output.failure);
    return parseOutput(call, answer.output.value);
  }

  return { ask };
}

function parseOutput<C extends Call>(call: C, value: unknown): OutputOf<C> {
  const schema: v.GenericSchema<unknown, OutputOf<C>> = answers[call].schema;
  const output = v.safeParse(schema, value);
  if (!output.success) throw new Failure('unexpected', {});
  return output.output;
}
