import type { Merged } from '../../../domain/backup.ts';
import type { Verdict } from '../../../domain/backup-verdict.ts';
import { spanWords, toLocalInput } from '../../date-words.ts';

/** "latchkey-backup-2026-11-21.jwe", by the date here. */
export function backupFileName(madeAtMs: number): string {
  return `latchkey-backup-${toLocalInput(madeAtMs).slice(0, 'YYYY-MM-DD'.length)}.jwe`;
}

/** "1 key", "6 keys" */
export function keysWords(count: number): string {
  return `${count} key${count === 1 ? '' : 's'}`;
}

/** "Last made 3 days ago" */
export function lastWords(act: 'made' | 'rehearsed', atMs: number, nowMs: number): string {
  const span = nowMs - atMs;
  return span < 60_000 ? `Last ${act} just now` : `Last ${act} ${spanWords(span)} ago`;
}

/** What a verdict means, in a word and in a sentence. */
interface VerdictWords {
  badge: string;
  tone: 'accent' | 'good' | 'quiet';
  words(twin: string | null): string;
}

export const VERDICT_WORDS: { [V in Verdict]: VerdictWords } = {
  new: { badge: 'New', tone: 'accent', words: () => 'Not in this vault: it will be added.' },
  newer: {
    badge: 'Newer',
    tone: 'accent',
    words: () =>
      'Changed after the one here, which it will replace. A key in use now is kept as previous.',
  },
  twin: {
    badge: 'Here already',
    tone: 'quiet',
    words: (twin) => `The same key is here as “${twin ?? ''}”. Tick it to have it twice.`,
  },
  same: { badge: 'Same', tone: 'quiet', words: () => 'Just as it is here. Nothing to do.' },
  older: {
    badge: 'Kept',
    tone: 'quiet',
    words: () => 'The one here is as new or newer: it stays.',
  },
  renewed: {
    badge: 'Kept',
    tone: 'good',
    words: () => 'Renewed here since this backup: the new key stays.',
  },
};

/** "1 key added, 2 updated." */
export function mergedWords({ added, updated, kept, full }: Merged): string {
  const parts = [
    added > 0 ? `${keysWords(added)} added` : '',
    updated > 0 ? `${keysWords(updated)} updated` : '',
    kept > 0 ? `${keysWords(kept)} kept, because the one here had become as new or newer` : '',
    full > 0
      ? `${keysWords(full)} left in the backup, because a tenant can have 300 and theirs has`
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Nothing was changed.' : `${parts.join(', ')}.`;
}
