import type { Suggestion } from '../domain/outside-question.ts';
import { withoutPersonalForms } from '../domain/personal-forms.ts';
import type { RecentMeeting } from '../domain/recognition/recognise.ts';
import { recognise } from '../domain/recognition/recognise.ts';
import { spokenSessionKey } from '../domain/session-key.ts';
import type { Recent } from './recent.ts';
import type { Screen } from './screen.ts';

const MOST = 5;

/** What to propose while somebody types into the address bar. */
export interface Suggestions {
  /**
   * First what the text itself is taken for, then meetings that were looked up before. Where somebody
   * presents, the first is masked, and there are no others: a browser writes out what is chosen. Never
   * rejects.
   */
  forTyped(typed: string): Promise<Suggestion[]>;
}

interface Needs {
  recent: Recent;
  screen: Screen;
  isUnlocked(): Promise<boolean>;
}

export function createSuggestions({ recent, screen, isUnlocked }: Needs): Suggestions {
  /** Meetings that were looked up, the newest first; nothing of them while it is locked. */
  async function known(): Promise<RecentMeeting[]> {
    if (!(await isUnlocked())) return [];
    const { entries } = await recent.list();
    return entries.flatMap(({ what }) => (what.kind === 'meeting' ? [what] : []));
  }

  return {
    async forTyped(typed) {
      const { presenting } = await screen.report();
      if (presenting) return [masked(ownLine(typed, []))];
      const meetings = await known().catch(() => []);
      const matching = meetings.filter((meeting) => isLike(meeting, typed));
      return [ownLine(typed, meetings), ...matching.slice(0, MOST).map(knownLine)];
    },
  };
}

/** Whether a text is part of its number, or of its name. */
function isLike({ sessionKey, name }: RecentMeeting, typed: string): boolean {
  const text = typed.trim().toLowerCase();
  const digits = text.replace(/\D/g, '');
  if (/\p{L}/u.test(text)) return name.toLowerCase().includes(text);
  return sessionKey.includes(digits) && sessionKey !== digits;
}

function masked({ text, words }: Suggestion): Suggestion {
  return { text, words: withoutPersonalForms(words) };
}

function knownLine({ sessionKey, name }: RecentMeeting): Suggestion {
  const text = spokenSessionKey(sessionKey);
  return { text, words: name === '' ? `${text} – looked up before` : `${text} – ${name}` };
}

/** What the text is taken for, said before anything is asked. */
function ownLine(text: string, recent: readonly RecentMeeting[]): Suggestion {
  const [first] = recognise(text, { credentials: [], recent }).candidates;
  if (first?.kind === 'session-key') {
    return { text, words: `Look up session key ${spokenSessionKey(first.sessionKey)}` };
  }
  if (first?.kind === 'email') return { text, words: `Find the sites of ${first.email}` };
  return { text, words: 'Look up a session key, link or email in Latchkey' };
}
