import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isFailure } from '../../domain/failure.ts';
import type { Proof } from '../../domain/proof.ts';
import { Button } from '../components/Button.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { Mark } from '../components/Mark.tsx';
import { Notice } from '../components/Notice.tsx';
import { SecretField } from '../components/SecretField.tsx';
import { spanWords } from '../date-words.ts';
import { lazily } from '../lazily.tsx';
import { useLookupDesk } from '../lookup-desk.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { type Unlock, useUnlock } from '../use-unlock.ts';

const PasskeyUnlock = lazily(() =>
  import('./access/PasskeyUnlock.tsx').then((each) => each.PasskeyUnlock),
);
const ForgottenView = lazily(() =>
  import('./damage/ForgottenView.tsx').then((each) => each.ForgottenView),
);

type Way = 'passphrase' | 'code';

/** The locked vault: the passphrase, a passkey, or the recovery code; or another vault. */
export function LockedView() {
  const { program, wish } = useProgram();
  if (wish === 'start-again') return <ForgottenView onBack={() => program.wishFor(null)} />;
  return <UnlockView />;
}

function UnlockView() {
  const [way, setWay] = useState<Way>('passphrase');
  const { busy, expected } = useLookupDesk();
  const { state } = useProgram();
  const unlock = useUnlock();
  function choose(next: Way) {
    unlock.forget();
    setWay(next);
  }
  return (
    <div class="centered">
      <div class="centered-head">
        <Mark size={40} />
        <h1 class="title">Latchkey is locked</h1>
        {(busy || expected) && <p class="quiet">Your look-up goes on as soon as it is unlocked.</p>}
      </div>
      <UnlockForm key={way} way={way} unlock={unlock} />
      {/* Only with the worker's answer: before, nobody knows whether a passkey comes between. */}
      {state !== null && <OtherWays way={way} onWay={choose} unlock={unlock} />}
    </div>
  );
}

function OtherWays(props: { way: Way; onWay: (way: Way) => void; unlock: Unlock }) {
  const { way, onWay, unlock } = props;
  const { program, state } = useProgram();
  const { gesture, passkeys, place } = program.world;
  function forgotten() {
    if (place === 'panel') program.wishFor('start-again');
    else void gesture.openPanelTab('start-again').then(() => window.close());
  }
  return (
    <>
      {passkeys !== null && state?.passkeys.length !== 0 && (
        <div class="passkey-place">
          <PasskeyUnlock unlock={unlock} />
        </div>
      )}
      <div class="quiet-ways">
        <Button kind="quiet" onClick={() => onWay(way === 'passphrase' ? 'code' : 'passphrase')}>
          {way === 'passphrase' ? 'Use the recovery code' : 'Use the passphrase'}
        </Button>
        <Button kind="quiet" onClick={forgotten}>
          Forgotten both?
        </Button>
      </div>
    </>
  );
}

const WAYS: { [W in Way]: { label: string; proofOf: (typed: string) => Proof } } = {
  passphrase: {
    label: 'Passphrase',
    proofOf: (passphrase) => ({ kind: 'passphrase', passphrase }),
  },
  code: { label: 'Recovery code', proofOf: (code) => ({ kind: 'recovery', code }) },
};

function UnlockForm({ way, unlock }: { way: Way; unlock: Unlock }) {
  const { label, proofOf } = WAYS[way];
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { busy, waiting } = unlock;
  useEffect(() => field.current?.focus(), []);
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (typed === '' || busy || waiting > 0) return field.current?.focus();
    if (!(await unlock.open(proofOf(typed)))) field.current?.select();
  }
  return (
    <form class="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      <SecretField label={label} value={typed} onInput={setTyped} inputRef={field} />
      <Button type="submit" kind="primary" busy={busy} disabled={waiting > 0}>
        Unlock
      </Button>
      <UnlockTrouble unlock={unlock} />
    </form>
  );
}

function UnlockTrouble({ unlock: { failure, waiting, waited } }: { unlock: Unlock }) {
  if (waiting > 0) {
    return (
      <Notice tone="warn" title={`Next try in ${spanWords(waiting)}`}>
        <span role="alert">
          Several tries did not match, so there is a short wait between them.
        </span>
      </Notice>
    );
  }
  if (failure !== null && !isFailure(failure, 'unlock-wait')) {
    return <FailureNote failure={failure} />;
  }
  return waited ? <Notice tone="info">You can try again now.</Notice> : null;
}
