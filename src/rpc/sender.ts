import * as v from 'valibot';

/** Who sent a message, as the browser tells it. */
export interface Sender {
  /** The ID of the extension that the sender belongs to. */
  id: string | undefined;
  /** The origin of the document that sent it. */
  origin: string | undefined;
  /** Its address. */
  url?: string | undefined;
}

const senderSchema = v.object({
  id: v.optional(v.string()),
  origin: v.optional(v.string()),
  url: v.optional(v.string()),
});

/** The sender as the router knows it, of what the browser hands over beside a message. */
export function senderOf(told: unknown): Sender {
  const sender = v.safeParse(senderSchema, told);
  if (!sender.success) return { id: undefined, origin: undefined };
  return { id: sender.output.id, origin: sender.output.origin, url: sender.output.url };
}
