import { KeyRound } from 'lucide';
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Meeting, MeetingPasswords as Passwords } from '../../domain/meeting.ts';
import { byPassphrase } from '../../domain/proof.ts';
import { MINUTE } from '../../domain/time.ts';
import { Button } from '../components/Button.tsx';
import { Fact, Facts } from '../components/Facts.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { SecretField } from '../components/SecretField.tsx';
import { useAsk } from '../use-ask.ts';

/** Long enough to read it out twice. */
const SHOWN_FOR = MINUTE;

interface MeetingPasswordsProps {
  meeting: Meeting;
  credentialId: string;
}

/** A meeting's passwords, where there are any: shown for a minute, after the passphrase. */
export function MeetingPasswords({ meeting, credentialId }: MeetingPasswordsProps) {
  const [asking, setAsking] = useState(false);
  const [passwords, setPasswords] = useState<Passwords | null>(null);
  const hide = () => setPasswords(null);
  useEffect(() => {
    if (passwords === null) return;
    const timer = setTimeout(hide, SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [passwords]);
  if (meeting.meetingPassword !== 'set' && meeting.audioPassword !== 'set') return null;
  if (passwords !== null) return <Shown passwords={passwords} onHide={hide} />;
  if (asking) {
    return (
      <PassphraseForm
        sessionKey={meeting.sessionKey}
        credentialId={credentialId}
        onShown={(shown) => {
          setPasswords(shown);
          setAsking(false);
        }}
        onCancel={() => setAsking(false)}
      />
    );
  }
  return (
    <div class="actions">
      <Button icon={KeyRound} onClick={() => setAsking(true)}>
        Show passwords
      </Button>
    </div>
  );
}

interface PassphraseFormProps {
  sessionKey: string;
  credentialId: string;
  onShown: (passwords: Passwords) => void;
  onCancel: () => void;
}

function PassphraseForm({ sessionKey, credentialId, onShown, onCancel }: PassphraseFormProps) {
  const { busy, failure, ask } = useAsk('lookup.reveal-passwords');
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || passphrase === '') return;
    const passwords = await ask({
      sessionKey,
      credentialId,
      proof: byPassphrase(passphrase),
    });
    if (passwords === null) field.current?.select();
    else onShown(passwords);
  }
  return (
    <form class="question" noValidate onSubmit={(event) => void onSubmit(event)}>
      <SecretField
        label="Passphrase"
        value={passphrase}
        onInput={setPassphrase}
        inputRef={field}
        help="Yours, once more: then the meeting’s passwords are shown for a minute."
      />
      <div class="actions">
        <Button type="submit" kind="primary" busy={busy}>
          Show
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
      {failure && <FailureNote failure={failure} />}
    </form>
  );
}

function Shown({ passwords, onHide }: { passwords: Passwords; onHide: () => void }) {
  return (
    <div class="question">
      <Facts>
        <Fact term="Meeting password" words={passwords.meeting} copy={passwords.meeting} secret />
        <Fact term="Audio password" words={passwords.audio} copy={passwords.audio} secret />
      </Facts>
      <div class="actions">
        <Button onClick={onHide}>Hide passwords</Button>
      </div>
    </div>
  );
}
