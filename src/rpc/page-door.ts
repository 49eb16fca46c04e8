import * as v from 'valibot';

/**
 * All that a script of ours in a web page may ask, and all that it is told: an interface of its own,
 * beside the contract of our pages. The sender's origin, as the browser tells it, decides whether.
 */
export const pageQuestionSchema = v.variant('ask', [
  /** What of a meeting fits on a card. */
  v.strictObject({
    ask: v.literal('meeting'),
    sessionKey: v.pipe(v.string(), v.regex(/^[1-9]\d{8,10}$/)),
  }),
  /** Whether emails, numbers, hosts and names are masked. */
  v.strictObject({ ask: v.literal('screen') }),
  /** Has the panel look that up. */
  v.strictObject({ ask: v.literal('panel'), text: v.pipe(v.string(), v.maxLength(2_048)) }),
]);
export type PageQuestion = v.InferOutput<typeof pageQuestionSchema>;

const text = v.nullable(v.string());
const flag = v.nullable(v.boolean());

/** A meeting as a card in a web page shows it; `null` means that the system did not say. */
export const meetingGlanceSchema = v.object({
  name: v.string(),
  sessionKey: v.string(),
  status: v.object({ inProgress: flag, raw: text }),
  hostJoined: flag,
  toll: text,
  tollFree: text,
});
export type MeetingGlance = v.InferOutput<typeof meetingGlanceSchema>;

/** Why there is nothing to show, without a fact that the page's visitor could not know anyway. */
const REFUSALS = ['locked', 'too-many', 'not-allowed', 'no-key', 'not-found', 'failed'] as const;
export type Refusal = (typeof REFUSALS)[number];

export const pageAnswerSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), meeting: v.nullable(meetingGlanceSchema) }),
  v.object({ ok: v.literal(false), why: v.picklist(REFUSALS) }),
]);
export type PageAnswer = v.InferOutput<typeof pageAnswerSchema>;

/** How a card is to be drawn. */
export const pageScreenSchema = v.object({ presenting: v.boolean() });
export type PageReply = PageAnswer | v.InferOutput<typeof pageScreenSchema>;

/** The document that a script of ours runs in, as the browser tells it. */
export interface PageSender {
  origin: string;
  tabId: number;
  windowId: number | null;
}
