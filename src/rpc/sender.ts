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
  /** The browser's number of its tab, and of that one's window. */
  tabId?: number | undefined;
  windowId?: number | undefined;
}

const senderSchema = v.object({
  id: v.optional(v.string()),
  origin: v.optional(v.string()),
  url: v.optional(v.string()),
  tab: v.optional(v.object({ id: v.optional(v.number()), windowId: v.optional(v.number()) })),
});

/** The sender as the router knows it, of what the browser hands over beside a message. */
export function senderOf(told: unknown): Sender {
  const sender = v.safeParse(senderSchema, told);
  if (!sender.success) return { id: undefined, origin: undefined };
  const { id, origin, url, tab } = sender.output;
  return { id, origin, url, tabId: tab?.id, windowId: tab?.windowId };
}

/**
 * The web page in which a script of ours runs; `null` for every other sender: for our own pages,
 * too, which the router answers.
 */
export function pageSenderOf(
  { id, origin = '', tabId, windowId }: Sender,
  ownId: string,
): PageSender | null {
  if (id !== ownId || tabId === undefined || !/^https?:/.test(origin)) return null;
  return { origin, tabId, windowId: windowId ?? null };
}
