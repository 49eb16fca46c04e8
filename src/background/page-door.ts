import * as v from 'valibot';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { Meeting } from '../domain/meeting.ts';
import {
  type MeetingGlance,
  type PageAnswer,
  type PageQuestion,
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
) => Promise<PageAnswer>;

export function createPageDoor(services: AllServices): PageDoor {
  const { lock, pageCards, pageLimits, outsideQuestions, openPanelTab } = services;

  async function answer(
    question: PageQuestion,
    sender: PageSender,
    opened: Promise<void>,
  ): Promise<MeetingGlance | null> {
    if (question.ask === 'meeting') {
      return glanceOf(await pageCards.meeting(sender, question.sessionKey));
    }
    const locked = (await lock.current()) === null;
    // Which sites are allowed is sealed: while it is locked, nobody can tell, and nothing is told.
    if (!locked && !(await pageCards.isAllowed(sender))) throw new Failure('sender-refused', {});
    if (!(await pageLimits.mayLook(`${sender.origin} panel`))) {
      throw new Failure('page-too-often', {});
    }
    await outsideQuestions.note({ text: question.text, windowId: sender.windowId });
    await opened.catch(() => openPanelTab(sender.windowId));
    return null;
  }

  return async (message, sender, opened) => {
    const question = v.safeParse(pageQuestionSchema, message);
    if (!question.success) return { ok: false, why: 'not-allowed' };
    try {
      return { ok: true, meeting: await answer(question.output, sender, opened) };
    } catch (error) {
      return { ok: false, why: refusalFor(error) };
    }
  };
}

const REFUSALS: { [C in FailureCode]?: Refusal } = {
  'vault-locked': 'locked',
  'sender-refused': 'not-allowed',
  'page-too-often': 'too-many',
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
