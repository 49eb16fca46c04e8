import * as v from 'valibot';

/**
 * What Chromium's worker has its offscreen page do: look what is on the clipboard, or empty it if
 * that is still the text on it. The page looks and empties in one turn, so that what somebody
 * copies in between is not lost.
 */
export const clipboardOrderSchema = v.variant('order', [
  v.strictObject({ order: v.literal('read') }),
  v.strictObject({ order: v.literal('empty'), expected: v.string() }),
]);
export type ClipboardOrder = v.InferOutput<typeof clipboardOrderSchema>;

/** What is on the clipboard once the order was done; `null` when the browser did not let us look. */
export const clipboardReportSchema = v.strictObject({ found: v.nullable(v.string()) });
export type ClipboardReport = v.InferOutput<typeof clipboardReportSchema>;
