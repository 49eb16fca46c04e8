import * as v from 'valibot';
import { credentialSchema } from './credential.ts';

/** An id as we make them. No other text may name a record: `constructor` is a name, too. */
export const recordIdSchema = v.pipe(
  v.string(),
  v.regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
);

/** The last instant that a date can have; a number beyond it would stop whatever shows it. */
const LAST_INSTANT = 8.64e15;
export const instantSchema = v.pipe(
  v.number(),
  v.minValue(-LAST_INSTANT),
  v.maxValue(LAST_INSTANT),
);
const dated = v.nullable(instantSchema);
const previousDatesSchema = v.object({ expiresAtMs: dated, replacedAtMs: instantSchema });

/** A credential as a file may bring it: what the vault keeps, within what pages can show. */
export const restorableSchema = v.pipe(
  credentialSchema,
  v.check(
    (one) =>
      v.is(recordIdSchema, one.id) &&
      Number.isSafeInteger(one.version) &&
      v.is(dated, one.expiresAtMs) &&
      v.is(instantSchema, one.createdAtMs) &&
      v.is(v.array(previousDatesSchema), one.previous),
  ),
);
