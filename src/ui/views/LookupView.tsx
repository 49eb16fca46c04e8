import { Button } from '../components/Button.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { lazily } from '../lazily.tsx';
import { type LookupDesk, useLookupDesk } from '../lookup-desk.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { LookupForm } from './LookupForm.tsx';

const MeetingCard = lazily(() => import('./MeetingCard.tsx').then((each) => each.MeetingCard));
const SitesCard = lazily(() => import('./sites/SitesCard.tsx').then((each) => each.SitesCard));

const RecentLookUps = lazily(() =>
  import('./recent/RecentLookUps.tsx').then((each) => each.RecentLookUps),
);

const OnThisPage = lazily(() => import('./page/OnThisPage.tsx').then((each) => each.OnThisPage));

/** One box, and what it found; in the popup, what can be looked up on the page beside it, too. */
export function LookupView() {
  const desk = useLookupDesk();
  const { place } = useProgram().program.world;
  const asked = desk.busy || desk.found !== null || desk.failure !== null;
  return (
    <>
      <LookupForm />
      {asked ? <Result desk={desk} /> : <NothingAsked />}
      {place === 'popup' && <OnThisPage />}
    </>
  );
}

function Result({ desk }: { desk: LookupDesk }) {
  const { busy, found, failure, again } = desk;
  return (
    <section class="result" aria-label="Result" aria-busy={busy}>
      {busy && <p class="busy-line">{found === null ? 'Asking…' : 'Asking again…'}</p>}
      {failure && <FailureNote failure={failure} onRetry={again} />}
      {found?.kind === 'meeting' && (
        // A card of its own for each meeting: nothing revealed in one may stand in the next.
        <MeetingCard
          key={`${found.answer.askedWith.id} ${found.answer.meeting.sessionKey}`}
          {...found.answer}
          onAgain={again}
        />
      )}
      {found?.kind === 'sites' && <SitesCard {...found.answer} onAgain={again} />}
    </section>
  );
}

function NothingAsked() {
  const { program, state } = useProgram();
  if (state === null) return null;
  if (state.credentials.length > 0) {
    return (
      <RecentLookUps>
        <Examples />
      </RecentLookUps>
    );
  }
  return (
    <div class="empty">
      <p class="empty-title">Add a key to begin</p>
      <p class="quiet">
        Latchkey asks the meeting system with an API key that you were given. It is kept encrypted.
      </p>
      <Button kind="primary" onClick={() => program.openTab('keys')}>
        Go to Keys
      </Button>
    </div>
  );
}

const EXAMPLES = [
  ['123 456 789', 'Is the meeting running, is the host in, how to dial in'],
  ['https://example.webex.com/…', 'A link, a SIP address or a whole invitation'],
  ['jane@example.com', 'The sites of a person'],
] as const;

function Examples() {
  return (
    <div class="empty">
      <p class="empty-title">What you can look up</p>
      <dl class="examples">
        {EXAMPLES.map(([example, meaning]) => (
          <div key={example}>
            <dt>{example}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
