import * as v from 'valibot';

const pagesSchema = v.object({
  /** Instants (ms) by origin. */
  looks: v.record(v.string(), v.array(v.number())),
  once: v.array(v.object({ tabId: v.number(), origin: v.string() })),
});
export type StoredPages = v.InferOutput<typeof pagesSchema>;

const outsideQuestionSchema = v.object({
  id: v.string(),
  text: v.string(),
  windowId: v.nullable(v.number()),
  askedMs: v.number(),
  /** The page that was told it; `null`: none. */
  takenBy: v.nullable(v.string()),
});
export type StoredQuestion = v.InferOutput<typeof outsideQuestionSchema>;

/** The rest of the list in `stored.ts`: what only services keep that the worker fetches later. */
export const storedLater = {
  /** In `storage.session`: what sites had looked up by the helper, and where it was run by hand. */
  pages: { name: 'pages', schema: pagesSchema },
  /** In `storage.session`: what was asked outside of our pages, until one of them has it. */
  outsideQuestion: { name: 'outside-question', schema: outsideQuestionSchema },
} as const;
