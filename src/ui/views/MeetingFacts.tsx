import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Meeting, Telephony } from '../../domain/meeting.ts';
import { AddressFact, Fact, Facts } from '../components/Facts.tsx';
import {
  flagWords,
  lengthWords,
  passwordWords,
  startWords,
  statusWords,
} from '../meeting-words.ts';

/** Every field of a meeting, in quiet sections that can be scanned. */
export function MeetingFacts({ meeting }: { meeting: Meeting }) {
  return (
    <div class="sections">
      <Now meeting={meeting} />
      <Joining meeting={meeting} />
      <When meeting={meeting} />
      <Phone meeting={meeting} />
      <Site meeting={meeting} />
    </div>
  );
}

interface SectionProps {
  meeting: Meeting;
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="section" aria-labelledby={id}>
      <h3 class="section-label" id={id}>
        {title}
      </h3>
      <Facts>{children}</Facts>
    </section>
  );
}

function Now({ meeting }: SectionProps) {
  const { host } = meeting;
  return (
    <Section title="Now">
      <Fact term="Status" words={statusWords(meeting.status).word} />
      <Fact term="Host" words={host.name} />
      <Fact term="Host joined" words={flagWords(meeting.hostJoined)} />
      <Fact term="Participants joined" words={flagWords(meeting.participantsJoined)} />
      <Fact term="Email" words={host.email} copy={host.email} />
      <Fact term="Webex user name" words={host.userName} />
    </Section>
  );
}

function Joining({ meeting }: SectionProps) {
  return (
    <Section title="Joining">
      <Fact term="Password needed" words={flagWords(meeting.passwordNeeded)} />
      <Fact term="Meeting password" words={passwordWords(meeting.meetingPassword)} />
      <Fact term="Join before host" words={flagWords(meeting.joinBeforeHost)} />
      <Fact term="SIP" words={meeting.sip} copy={meeting.sip} />
      <Fact term="Video address" words={meeting.videoAddress} copy={meeting.videoAddress} />
      <Fact term="Skype" words={meeting.skype} copy={meeting.skype} />
    </Section>
  );
}

function When({ meeting }: SectionProps) {
  const { schedule } = meeting;
  const start = startWords(schedule);
  return (
    <Section title="When">
      <Fact term="Starts" words={start.here} caption={start.there} />
      <Fact term="Duration" words={lengthWords(schedule)} />
      <Fact term="Time zone" words={schedule.zone.label ?? schedule.zone.iana} />
      <Fact term="Recurring" words={flagWords(schedule.recurring)} />
      <Fact term="Listed as" words={meeting.listing} />
    </Section>
  );
}

function Phone({ meeting }: SectionProps) {
  const { telephony } = meeting;
  return (
    <Section title="By phone">
      <DefaultNumbers telephony={telephony} />
      <Fact term="Conference ID" words={meeting.conferenceId} copy={meeting.conferenceId} />
      <Fact term="Phone support" words={telephony?.support ?? null} />
      <Fact term="Mixed audio" words={flagWords(telephony?.mixedAudio ?? null)} />
      <Fact term="Audio password" words={passwordWords(meeting.audioPassword)} />
      <Fact term="Audio login enforced" words={flagWords(meeting.audioLogin)} />
      {telephony && <AddressFact term="All numbers" address={telephony.allNumbers} />}
      {telephony && (
        <AddressFact term="Toll-free restrictions" address={telephony.tollFreeRestrictions} />
      )}
    </Section>
  );
}

function DefaultNumbers({ telephony }: { telephony: Telephony | null }) {
  const { toll = null, tollFree = null } = telephony ?? {};
  return (
    <>
      <Fact term="Toll" words={toll} copy={toll} caption={telephony?.tollLabel} />
      <Fact term="Toll-free" words={tollFree} copy={tollFree} caption={telephony?.tollFreeLabel} />
    </>
  );
}

function Site({ meeting }: SectionProps) {
  const { site } = meeting;
  const caption = site.name === site.address?.text ? null : site.name;
  return (
    <Section title="Site and service">
      {site.address === null ? (
        <Fact term="Site" words={site.name} />
      ) : (
        <AddressFact term="Site" address={site.address} caption={caption} />
      )}
      <Fact term="Site type" words={site.type} />
      <Fact term="Service" words={meeting.serviceType} />
      <Fact term="Session type" words={meeting.sessionType} />
      <Fact term="XML API" words={enabledWords(meeting.xmlApi)} />
      <Fact term="URL API" words={enabledWords(meeting.urlApi)} />
    </Section>
  );
}

function enabledWords(flag: boolean | null): string | null {
  if (flag === null) return null;
  return flag ? 'Enabled' : 'Disabled';
}
