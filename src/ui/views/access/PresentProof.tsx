import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Proof } from '../../../domain/proof.ts';
import { Button } from '../../components/Button.tsx';
import { PasskeyTrouble } from '../../components/PasskeyTrouble.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { type PasskeyProof, usePasskey } from '../../use-passkey.ts';

type Way = Proof['kind'];

/** What opens the vault now, as a form asks for it. */
export interface Present {
  way: Way;
  typed: string;
  passkey: PasskeyProof;
  field: RefObject<HTMLInputElement | null>;
  busy: boolean;
  type(text: string): void;
  choose(way: Way): void;
  /** The proof; `null` when there is none yet, and then the focus is where it is given. */
  give(): Promise<Proof | null>;
}

/** Keeps what somebody gives to show that the vault is theirs. */
export function usePresentProof(): Present {
  const [way, setWay] = useState<Way>('passphrase');
  const [typed, setTyped] = useState('');
  const passkey = usePasskey();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [way]);

  async function give(): Promise<Proof | null> {
    if (way === 'passkey') return passkey.give();
    if (typed !== '') {
      return way === 'passphrase'
        ? { kind: 'passphrase', passphrase: typed }
        : { kind: 'recovery', code: typed };
    }
    field.current?.focus();
    return null;
  }
  function choose(next: Way) {
    setWay(next);
    setTyped('');
  }
  return { way, typed, passkey, field, busy: passkey.busy, type: setTyped, choose, give };
}

const LABELS = { passphrase: 'Present passphrase', recovery: 'Recovery code' } as const;

/** Asks for the present passphrase; for who has it no more, for what else opens the vault. */
export function PresentProof({ present }: { present: Present }) {
  const { way, typed, passkey, field, type, choose } = present;
  return (
    <div class="stack-tight">
      {way === 'passkey' ? (
        <p>The browser asks for your passkey when you press “Change passphrase”.</p>
      ) : (
        <SecretField key={way} label={LABELS[way]} value={typed} onInput={type} inputRef={field} />
      )}
      <div class="actions quiet-switches">
        {way !== 'passphrase' && (
          <Button kind="quiet" onClick={() => choose('passphrase')}>
            I have the passphrase
          </Button>
        )}
        {way !== 'recovery' && (
          <Button kind="quiet" onClick={() => choose('recovery')}>
            I only have the recovery code
          </Button>
        )}
        {way !== 'passkey' && passkey.offered && (
          <Button kind="quiet" onClick={() => choose('passkey')}>
            I have a passkey
          </Button>
        )}
      </div>
      <PasskeyTrouble passkey={passkey} />
    </div>
  );
}
