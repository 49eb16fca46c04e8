import * as v from 'valibot';
import { clipboardOrderSchema } from './clipboard-order.ts';

/**
 * What Chromium's worker has its offscreen page do: something with the clipboard, or start the
 * script that derives keys and give it the second port that came along. What goes over that one the
 * page never sees; over the first it says when the script has stopped.
 */
export const offscreenOrderSchema = v.variant('order', [
  clipboardOrderSchema,
  v.strictObject({ order: v.literal('start-kdf') }),
]);
export type OffscreenOrder = v.InferOutput<typeof offscreenOrderSchema>;
