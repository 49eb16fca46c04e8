import * as v from 'valibot';
import { sendToWorker } from '../rpc/channel.ts';
import {
  type PageAnswer,
  type PageQuestion,
  pageAnswerSchema,
  pageScreenSchema,
} from '../rpc/page-door.ts';

/** Asks the worker; `null` where none answered, or it answered something else. */
export function askWorker(question: PageQuestion): Promise<PageAnswer | null> {
  return ask(question, pageAnswerSchema);
}

/** Whether emails, numbers, hosts and names are masked; also where nobody can tell. */
export async function isPresenting(): Promise<boolean> {
  return (await ask({ ask: 'screen' }, pageScreenSchema))?.presenting ?? true;
}

async function ask<S extends v.GenericSchema>(
  question: PageQuestion,
  schema: S,
): Promise<v.InferOutput<S> | null> {
  if (!isConnected()) return null;
  try {
    const answer = v.safeParse(schema, await sendToWorker(question));
    return answer.success ? answer.output : null;
  } catch {
    return null;
  }
}

const connectedSchema = v.object({ runtime: v.object({ id: v.string() }) });

/**
 * Whether the extension that this script belongs to is still there: an update leaves its scripts in
 * pages alone. Browsers then take the API away, so it is looked for anew each time.
 */
export function isConnected(): boolean {
  const api: unknown = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
  try {
    return v.is(connectedSchema, api);
  } catch {
    return false;
  }
}
