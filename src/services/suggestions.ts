import { isFailure } from '../domain/failure.ts';
import type { Suggestion } from '../domain/outside-question.ts';
import { recognise, spokenSessionKey } from '../domain/paste.ts';
import type { Activity } from './activity.ts';

const MOST = 5;

/** What to propose while somebody types into the address bar. */
export interface Suggestions {
  /** First what the text itself is taken for, then meetings that were looked up before. Never rejects. */
  forTyped(typed: string): Promise<Suggestion[]>;
}

interface Needs {
  activity: Activity;
  isUnlocked(): Promise<boolean>;
}

export function createSuggestions({ activity, isUnlocked }: Needs): Suggestions {
  /** Session keys that were looked up, the newest first; nothing of them while it is locked. */
  async function known(): Promise<string[]> {
    if (!(await isUnlocked())) return [];
    const { chunks } = await activity.read();
    const notes = chunks.flatMap((chunk) => chunk.notes);
    const found = notes.filter(({ what, outcome }) => what === 'look-up' && outcome === 'done');
    const keys = found.map(({ about }) => about ?? '').filter((about) => /^\d{9,11}$/.test(about));
    return [...new Set(keys.reverse())];
  }

  return {
    async forTyped(typed) {
      const digits = typed.replace(/\D/g, '');
      const keys = await known().catch(() => []);
      const matching = keys.filter((key) => key.includes(digits) && key !== digits);
      return [ownLine(typed), ...matching.slice(0, MOST).map(knownLine)];
    },
  };
}

function knownLine(sessionKey: string): Suggestion {
  const text = spokenSessionKey(sessionKey);
  return { text, words: `${text} – looked up before` };
}

/** What the text is taken for, said before anything is asked. */
function ownLine(text: string): Suggestion {
  try {
    const recognised = recognise(text);
    return recognised.kind === 'session-key'
      ? { text, words: `Look up session key ${spokenSessionKey(recognised.sessionKey)}` }
      : { text, words: `Find the sites of ${recognised.email}` };
  } catch (error) {
    if (!isFailure(error, 'not-recognised')) throw error;
    return { text, words: 'Look up a session key, link or email in Latchkey' };
  }
}
