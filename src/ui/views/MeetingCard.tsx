import { RefreshCw } from 'lucide';
import { useId } from 'preact/hooks';
import type { Meeting } from '../../domain/meeting.ts';
import type { OutputOf } from '../../rpc/contract.ts';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { recentWords } from '../date-words.ts';
import { meetingSummary } from '../meeting-summary.ts';
import { statusWords } from '../meeting-words.ts';
import { CallInNumbers } from './CallInNumbers.tsx';
import { MeetingFacts } from './MeetingFacts.tsx';
import { MeetingPasswords } from './MeetingPasswords.tsx';
import { MoreFacts } from './MoreFacts.tsx';

type MeetingCardProps = OutputOf<'lookup.meeting'> & { onAgain: () => void };

/** A meeting: first what the person on the phone asks, then everything that was told. */
export function MeetingCard({ meeting, askedWith, askedAtMs, onAgain }: MeetingCardProps) {
  const titleId = useId();
  return (
    <article class="card meeting" aria-labelledby={titleId}>
      <header class="card-head">
        <h2 class="card-title" id={titleId}>
          {meeting.name}
        </h2>
        <Glance meeting={meeting} />
        <div class="actions">
          <CopyButton words name="Copy summary" text={meetingSummary(meeting)} />
          <Button icon={RefreshCw} onClick={onAgain}>
            Look up again
          </Button>
        </div>
      </header>
      <MeetingPasswords meeting={meeting} credentialId={askedWith.id} />
      <MeetingFacts meeting={meeting} />
      <CallInNumbers numbers={meeting.telephony?.numbers ?? []} />
      <MoreFacts fields={meeting.more} />
      <AskedWith label={askedWith.label} askedAtMs={askedAtMs} />
    </article>
  );
}

/** Who answered, and when: an answer is as old as that. */
export function AskedWith({ label, askedAtMs }: { label: string; askedAtMs: number }) {
  return (
    <p class="asked-with">
      Asked with {label} at {recentWords(askedAtMs, Date.now())}
    </p>
  );
}

function Glance({ meeting }: { meeting: Meeting }) {
  const status = statusWords(meeting.status);
  return (
    <div class="glance">
      <Badge tone={status.tone} dot>
        {status.word ?? 'Status not told'}
      </Badge>
      <Badge tone={meeting.hostJoined === true ? 'good' : 'quiet'}>
        {glanceWords(meeting.hostJoined, 'Host in', 'Host not in', 'Host not told')}
      </Badge>
      <Badge tone={meeting.passwordNeeded === true ? 'warn' : 'quiet'}>
        {glanceWords(meeting.passwordNeeded, 'Password needed', 'No password', 'Password not told')}
      </Badge>
      <Badge tone="quiet">
        {glanceWords(
          meeting.joinBeforeHost,
          'Can join before host',
          'Waits for the host',
          'Join before host not told',
        )}
      </Badge>
    </div>
  );
}

function glanceWords(flag: boolean | null, yes: string, no: string, unknown: string): string {
  if (flag === null) return unknown;
  return flag ? yes : no;
}
