import * as v from 'valibot';
import type { PageSender } from './page-door.ts';

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

const pageSenderSchema = v.object({
  id: v.string(),
  origin: v.pipe(v.string(), v.regex(/^https?:/)),
  tab: v.object({ id: v.number(), windowId: v.optional(v.nullable(v.number()), null) }),
});

/**
 * The web page in which a script of ours runs, by the same; `null` for every other sender: for our
 * own pages, too, which the router answers.
 */
export function pageSenderOf(told: unknown, ownId: string): PageSender | null {
  const sender = v.safeParse(pageSenderSchema, told);
  if (!sender.success || sender.output.id !== ownId) return null;
  const { origin, tab } = sender.output;
  return { origin, tabId: tab.id, windowId: tab.windowId };
}
