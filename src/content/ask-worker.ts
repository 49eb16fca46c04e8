import * as v from 'valibot';
import { isConnected, sendToWorker } from '../rpc/channel.ts';
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
