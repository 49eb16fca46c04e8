import * as v from 'valibot';
import { webhookVerdictSchema } from './webhook.ts';

/**
 * How the body was taken to be, so that its signature fits: pasting changes the ends of lines, and
 * loses or adds one at the end.
 */
export const bodyReadingSchema = v.picklist([
  'as-pasted',
  'windows-lines',
  'unix-lines',
  'without-last-end',
  'with-last-end',
]);
export type BodyReading = v.InferOutput<typeof bodyReadingSchema>;

/** A verdict on a pasted delivery, and of which reading of its body. */
export const deliveryVerdictSchema = v.object({
  verdict: webhookVerdictSchema,
  reading: bodyReadingSchema,
  checkedAtMs: v.number(),
});
export type DeliveryVerdict = v.InferOutput<typeof deliveryVerdictSchema>;
