import * as v from 'valibot';
import { AUTOMATIC, BULK, WATCH } from '../domain/waiting-work.ts';
import type { Book } from './book.ts';

/**
 * What tells of a record that its work does not go on by itself. Whole shapes lie where the work is
 * done, in a script that is fetched only if there is some.
 */
const OVER: readonly (readonly [kind: string, over: v.GenericSchema])[] = [
  [WATCH, v.looseObject({ told: v.literal(true) })],
  [BULK, v.looseObject({ state: v.picklist(['paused', 'stopped', 'done']) })],
  [AUTOMATIC, v.looseObject({ days: v.exactOptional(v.null()) })],
];

/** Whether any work goes on. What cannot be read may be such: whoever does it will say so. */
export async function isWorkWaiting(book: Book): Promise<boolean> {
  for (const [kind, over] of OVER) {
    const records = book.ids(kind).length > 0 ? await book.all(kind, v.unknown()) : new Map();
    if ([...records.values()].some((record) => !v.is(over, record))) return true;
  }
  return false;
}
