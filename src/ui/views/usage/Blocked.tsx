import { useRef, useState } from 'preact/hooks';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useAsk } from '../../use-ask.ts';
import type { UsageFigures } from './usage-figures.ts';
import { untilWords } from './usage-words.ts';

interface BlockedProps {
  credentialId: string;
  figures: UsageFigures;
  onAsked: () => void;
}

/** Why nothing is asked with the key now, until when, and the way past it where there is one. */
export function Blocked({ credentialId, figures, onAsked }: BlockedProps) {
  const { busy, failure, ask } = useAsk('usage.ask-anyway');
  // The button goes when it has done its work: the focus stays here.
  const place = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(false);
  async function askAnyway() {
    if ((await ask({ credentialId })) === null) return;
    setAsked(true);
    place.current?.focus();
    onAsked();
  }
  const words = wordsFor(figures) ?? (asked ? AGAIN : null);
  return (
    <div class="usage-blocked" tabIndex={-1} ref={place} role="status">
      {words !== null && (
        <Notice
          tone={words.tone}
          title={words.title}
          actions={
            words.mayAsk && (
              <Button busy={busy} onClick={() => void askAnyway()}>
                Ask anyway
              </Button>
            )
          }
        >
          {words.text}
        </Notice>
      )}
      {failure && <FailureNote failure={failure} onRetry={() => void askAnyway()} />}
    </div>
  );
}

interface Words {
  tone: 'good' | 'info' | 'warn' | 'danger';
  title: string;
  text: string;
  mayAsk: boolean;
}

function wordsFor(figures: UsageFigures): Words | null {
  const { blocked, host, inMonth, ownLimits } = figures;
  if (blocked === null) {
    return ownLimits.perMonth !== null && inMonth >= ownLimits.perMonth ? GOING_ON : null;
  }
  const until = untilWords(blocked.atMs, Date.now());
  if (blocked.saidBy === 'server') {
    return {
      tone: 'warn',
      title: `${host} wants a pause until ${until}`,
      text: 'It said that there were too many calls. Until then Latchkey asks nothing with this key.',
      mayAsk: true,
    };
  }
  return blocked.limit === 'month'
    ? {
        tone: 'danger',
        title: 'The calls of this month are used up',
        text: `By Latchkey’s count, which knows of no calls but its own. They begin anew on ${until}; until then nothing is asked with this key.`,
        mayAsk: true,
      }
    : {
        tone: 'info',
        title: `The next call can be made at ${until}`,
        text: 'All calls of the last 60 seconds are used. What is asked meanwhile waits a few seconds, or is refused here.',
        mayAsk: false,
      };
}

const AGAIN: Words = {
  tone: 'good',
  title: 'Latchkey asks with this key again',
  text: 'If the server wants another pause, it is kept to.',
  mayAsk: false,
};

const GOING_ON: Words = {
  tone: 'warn',
  title: 'Latchkey asks although the month’s calls are used up',
  text: 'You chose so. The server has the last word, and may refuse.',
  mayAsk: false,
};
