import * as v from 'valibot';
import type { Requests } from '../requests/request.ts';

/** The answer to one request: its shape, and whether it may be asked for again when the worker died
 * before it answered. */
export interface ExpectedAnswer<S extends v.GenericSchema = v.GenericSchema> {
  readonly schema: S;
  readonly repeatable: boolean;
}

/** An answer for every request of a group. */
export type AnswersTo<G extends Requests> = Record<keyof G, ExpectedAnswer>;

export const again = <S extends v.GenericSchema>(schema: S): ExpectedAnswer<S> => ({
  schema,
  repeatable: true,
});
export const once = <S extends v.GenericSchema>(schema: S): ExpectedAnswer<S> => ({
  schema,
  repeatable: false,
});

export const nothing = v.strictObject({});
