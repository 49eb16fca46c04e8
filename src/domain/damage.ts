import * as v from 'valibot';

/** What is wrong with a vault that cannot be used as it is, and what there is to mend it with. */
export const damageSchema = v.object({
  /** Records that cannot be read; 0 while nobody has unlocked, because nobody can tell. */
  unreadable: v.number(),
  /** The best that the copies have together; `null` when neither has a whole head. */
  copy: v.nullable(v.object({ savedAtMs: v.nullable(v.number()) })),
});
export type Damage = v.InferOutput<typeof damageSchema>;

/** A vault that was replaced, kept sealed for a while. */
export const asideSchema = v.object({
  id: v.string(),
  asideAtMs: v.number(),
  untilMs: v.number(),
});
export type Aside = v.InferOutput<typeof asideSchema>;
