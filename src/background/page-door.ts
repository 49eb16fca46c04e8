import * as v from 'valibot';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { Meeting } from '../domain/meeting.ts';
import {
  type MeetingGlance,
  type PageAnswer,
  type PageReply,
  type PageSender,
  pageQuestionSchema,
  type Refusal,
} from '../rpc/page-door.ts';
import type { AllServices } from './later.ts';

/**
 * Answers our scripts in web pages; never rejects.
 * @param opened settles when the panel is open, or could not be opened beside the page
 */
export type PageDoor = (
  message: unknown,
  sender: PageSender,
  opened: Promise<void>,
) => Promise<PageReply>;

export function createPageDoor(services: AllServices): PageDoor {
  const { lock, pageCards, pageLimits, outsideQuestions, openPanelTab, screen } = services;

  async function meeting(sender: PageSender, sessionKey: string): Promise<PageAnswer> {
    const found = await pageCards.meeting(sender, sessionKey);
    return found === 'too-many' ? TOO_MANY : { ok: true, meeting: glanceOf(found) };
  }

  async function panel(
    sender: PageSender,
    text: string,
    opened: Promise<void>,
  ): Promise<PageAnswer> {
    const locked = (await lock.current()) === null;
    // Which sites are allowed is sealed: while it is locked, nobody can tell, and nothing is told.
    if (!locked && !(await pageCards.isAllowed(sender))) throw new Failure('sender-refused', {});
    if (!(await pageLimits.mayLook(`${sender.origin} panel`))) return TOO_MANY;
    await outsideQuestions.note({ text, windowId: sender.windowId });
    await opened.catch(() => openPanelTab(sender.windowId));
    return { ok: true, meeting: null };
  }

  return async (message, sender, opened) => {
    const question = v.safeParse(pageQuestionSchema, message);
    if (!question.success) return { ok: false, why: 'not-allowed' };
    const { output: asked } = question;
    try {
      if (asked.ask === 'screen')
        return { presenting: (await screen.report()).presenting === true };
      if (asked.ask === 'meeting') return await meeting(sender, asked.sessionKey);
      return await panel(sender, asked.text, opened);
    } catch (error) {
      return { ok: false, why: refusalFor(error) };
    }
  };
}

const TOO_MANY: PageAnswer = { ok: false, why: 'too-many' };

const REFUSALS: { [C in FailureCode]?: Refusal } = {
  'vault-locked': 'locked',
  'sender-refused': 'not-allowed',
  'no-credential': 'no-key',
  'meeting-missing': 'not-found',
};

/** What went wrong is told in the panel, with all its facts. */
function refusalFor(error: unknown): Refusal {
  const code: FailureCode = error instanceof Failure ? error.code : 'unexpected';
  return REFUSALS[code] ?? 'failed';
}

function glanceOf(meeting: Meeting): MeetingGlance {
  const { name, sessionKey, status, hostJoined, telephony } = meeting;
  const { toll = null, tollFree = null } = telephony ?? {};
  return { name, sessionKey, status, hostJoined, toll, tollFree };
}
