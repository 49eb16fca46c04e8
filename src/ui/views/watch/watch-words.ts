import { fromWire } from '../../../domain/failure-facts.ts';
import { HOUR } from '../../../domain/time.ts';
import { mostCalls, type Watch, type WatchedFor, type WatchHours } from '../../../domain/watch.ts';
import { recentWords, spanWords } from '../../date-words.ts';
import { sentenceFor } from '../../sentences.ts';

/** What is waited for, as a choice says it. */
export const FOR_WORDS: { [W in WatchedFor]: string } = {
  'host-joins': 'The host joins',
  starts: 'The meeting starts',
  ends: 'The meeting ends',
};

const UNTIL_WORDS: { [W in WatchedFor]: string } = {
  'host-joins': 'until the host joins',
  starts: 'until it starts',
  ends: 'until it ends',
};

const REACHED_WORDS: { [W in WatchedFor]: string } = {
  'host-joins': 'The host has joined',
  starts: 'It has started',
  ends: 'It has ended',
};

export function hoursWords(hours: WatchHours): string {
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

/** What it takes of the key's limit. */
export function costWords(hours: WatchHours): string {
  return `Asks at most ${mostCalls(hours)} times, while Latchkey is unlocked: every half minute at first, then less often.`;
}

/** Where a watch stands, in a line. */
export function standingWords(watch: Watch, nowMs: number): string {
  const { end, watchedFor, startedAtMs, hours } = watch;
  if (end === null) {
    const left = startedAtMs + hours * HOUR - nowMs;
    return `Watched ${UNTIL_WORDS[watchedFor]}, for ${spanWords(left)} more at most`;
  }
  const at = recentWords(end.atMs, nowMs);
  if (end.how === 'reached') return `${REACHED_WORDS[watchedFor]} (${at})`;
  if (end.how === 'failed') return `Not watched any more since ${at}`;
  return `Did not come in ${hoursWords(hours)}`;
}

/** What was seen last, and how old that is; `null`: nothing yet. */
export function lastWords({ last }: Watch, nowMs: number): string | null {
  if (last === null) return null;
  const status =
    last.inProgress === null
      ? 'Status not told'
      : last.inProgress
        ? 'In progress'
        : 'Not in progress';
  const host =
    last.hostJoined === null ? '' : last.hostJoined ? ', host joined' : ', host not joined';
  return `${status}${host} · ${spanWords(nowMs - last.atMs)} ago`;
}

/** Why it was given up; `null`: for no failure. */
export function troubleWords({ end }: Watch): string | null {
  if (!end?.failure) return null;
  const { title, text } = sentenceFor(fromWire(end.failure));
  return `${title}. ${text}`;
}
