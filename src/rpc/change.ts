import * as v from 'valibot';

/** What the worker tells every open page: the state it showed is out of date. */
export const changeSchema = v.strictObject({
  changed: v.picklist(['state', 'renewal', 'watch', 'bulk']),
});
export type Change = v.InferOutput<typeof changeSchema>;
