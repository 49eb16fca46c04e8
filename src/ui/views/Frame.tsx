import type { ComponentType } from 'preact';
import { FailureNote } from '../components/FailureNote.tsx';
import { Header } from '../components/Header.tsx';
import { Notice } from '../components/Notice.tsx';
import { lazily } from '../lazily.tsx';
import { LookupProvider } from '../lookup-desk.tsx';
import { ProgramProvider, useProgram } from '../ProgramProvider.tsx';
import type { Program } from '../program.ts';
import { usePresence } from '../use-presence.ts';
import { LockedView } from './LockedView.tsx';
import { Workplace } from './Workplace.tsx';

const DamagedView = lazily(() => import('./DamagedView.tsx').then((each) => each.DamagedView));
const NewPassphraseNotice = lazily(() =>
  import('./access/NewPassphraseNotice.tsx').then((each) => each.NewPassphraseNotice),
);

const OutsideQuestion = lazily(() =>
  import('./OutsideQuestion.tsx').then((each) => each.OutsideQuestion),
);

/** Where popup and panel differ. */
export interface FrameParts {
  /** Shown while there is no vault. */
  Missing: ComponentType;
  /** Shown above everything until the recovery code is saved. */
  Recovery: ComponentType;
}

/** The whole program in a page. */
export function Frame({ program, parts }: { program: Program; parts: FrameParts }) {
  return (
    <ProgramProvider program={program}>
      <LookupProvider>
        <Page {...parts} />
      </LookupProvider>
    </ProgramProvider>
  );
}

const FootNote = lazily(() => import('../components/FootNote.tsx').then((each) => each.FootNote));

function Page(parts: FrameParts) {
  usePresence();
  const { said, note } = useProgram();
  return (
    <>
      <Header />
      <main class="content">
        <Trouble />
        <Body {...parts} />
      </main>
      <OutsideQuestion />
      {note && <FootNote key={note} note={note} />}
      <p class="unseen" aria-live="polite">
        {said}
      </p>
    </>
  );
}

function Trouble() {
  const { program, trouble } = useProgram();
  if (trouble === null) return null;
  return <FailureNote failure={trouble} onRetry={() => void program.refresh()} />;
}

function Body({ Missing, Recovery }: FrameParts) {
  const { state, vault, wish } = useProgram();
  switch (vault) {
    case null:
      return null;
    case 'missing':
      return <Missing />;
    case 'locked':
      return <LockedView />;
    case 'damaged':
      return <DamagedView />;
    case 'unlocked':
      return (
        <>
          {state?.readOnly && <ReadOnlyNotice />}
          {state?.recoverySaved === false && <Recovery />}
          {wish === 'new-passphrase' && <NewPassphraseNotice />}
          <Workplace />
        </>
      );
  }
}

function ReadOnlyNotice() {
  return (
    <Notice tone="warn" title="This vault can only be read here">
      A newer Latchkey saved it. Look-ups work; to change anything, update this one.
    </Notice>
  );
}
