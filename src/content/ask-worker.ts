import * as v from 'valibot';
import { sendToWorker } from '../rpc/channel.ts';
import { type PageAnswer, type PageQuestion, pageAnswerSchema } from '../rpc/page-door.ts';

/** Asks the worker; `null` where none answered, or it answered something else. */
export async function askWorker(question: PageQuestion): Promise<PageAnswer | null> {
  if (!isConnected()) return null;
  try {
    const answer = v.safeParse(pageAnswerSchema, await sendToWorker(question));
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
