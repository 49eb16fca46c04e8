import { RefreshCw } from 'lucide';
import { useId } from 'preact/hooks';
import type { OutputOf } from '../../rpc/contract.ts';
import { Button } from '../components/Button.tsx';
import { recentWords } from '../date-words.ts';
import { CallInNumbers } from './CallInNumbers.tsx';
import { MeetingFacts } from './MeetingFacts.tsx';
import { MeetingPasswords } from './MeetingPasswords.tsx';
import './call/call.css';
import { AddToCalendar } from './call/AddToCalendar.tsx';
import { CallAnswers } from './call/CallAnswers.tsx';
import { useCallerCountry } from './call/caller-country.ts';
import { DialIn } from './call/DialIn.tsx';
import { SummaryButton, SummaryOptions, useSummary } from './call/SummaryButton.tsx';
import { MoreFacts } from './MoreFacts.tsx';
import { useWatching, WatchButton, WatchMeeting } from './watch/WatchMeeting.tsx';

type MeetingCardProps = OutputOf<'lookup.meeting'> & { onAgain: () => void };

/** A meeting: first what the person on the phone asks, then everything that was told. */
export function MeetingCard({ meeting, askedWith, askedAtMs, onAgain }: MeetingCardProps) {
  const titleId = useId();
  const [country, chooseCountry] = useCallerCountry();
  const summary = useSummary(meeting, country);
  const watching = useWatching();
  return (
    <article class="card meeting" aria-labelledby={titleId}>
      <header class="card-head">
        <h2 class="card-title" id={titleId}>
          {meeting.name}
        </h2>
        <CallAnswers meeting={meeting} />
        <div class="actions">
          <SummaryButton summary={summary} />
          <WatchButton watching={watching} />
          <AddToCalendar meeting={meeting} />
          <Button icon={RefreshCw} onClick={onAgain}>
            Look up again
          </Button>
        </div>
        <WatchMeeting watching={watching} meeting={meeting} credentialId={askedWith.id} />
        <SummaryOptions summary={summary} />
      </header>
      <DialIn meeting={meeting} country={country} onCountry={chooseCountry} />
      <MeetingPasswords meeting={meeting} credentialId={askedWith.id} />
      <MeetingFacts meeting={meeting} />
      <CallInNumbers
        numbers={meeting.telephony?.numbers ?? []}
        country={country}
        sessionKey={meeting.sessionKey}
      />
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
