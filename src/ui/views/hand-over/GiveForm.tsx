import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import { byPassphrase } from '../../../domain/proof.ts';
import type { OutputOf } from '../../../rpc/contract.ts';
import { Button } from '../../components/Button.tsx';
import { CheckField } from '../../components/CheckField.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useAsk } from '../../use-ask.ts';
import { useFocusOnMount } from '../../use-focus.ts';
import { Fingerprint } from './Fingerprint.tsx';

interface GiveFormProps {
  credential: CredentialSummary;
  request: string;
  read: OutputOf<'hand-over.read-request'>;
  onGiven: (given: OutputOf<'hand-over.give'>) => void;
}

type Leave = 'look-up' | 'everything';

const LEAVES: readonly { value: Leave; label: string; help: string }[] = [
  {
    value: 'look-up',
    label: 'Only look up',
    help: 'Their Latchkey does not renew it, change it or hand it on. What only a renewal needs is not sent.',
  },
  {
    value: 'everything',
    label: 'Do everything',
    help: 'They can do with it what you can: also renew it and hand it on.',
  },
];

/** The fingerprint to compare, the leave to give, and the passphrase: then the key is sealed. */
export function GiveForm({ credential, request, read, onGiven }: GiveFormProps) {
  const { busy, failure, ask } = useAsk('hand-over.give');
  const [compared, setCompared] = useState(false);
  const [missed, setMissed] = useState(false);
  const [leave, setLeave] = useState<Leave>('look-up');
  const [passphrase, setPassphrase] = useState('');
  const title = useFocusOnMount<HTMLHeadingElement>();
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setMissed(!compared);
    if (busy || !compared || passphrase === '') return;
    const proof = byPassphrase(passphrase);
    const gift = { credentialId: credential.id, lookUpOnly: leave === 'look-up', compared };
    const given = await ask({ request, ...gift, proof });
    if (given !== null) onGiven(given);
  }
  return (
    <form class="card" noValidate onSubmit={(event) => void onSubmit(event)}>
      <h3 class="section-title" tabIndex={-1} ref={title}>
        Compare, then hand over
      </h3>
      <Fingerprint
        digits={read.fingerprint}
        help="Ask your colleague to read theirs, over the phone or face to face: they must be the same. If they are not, somebody changed the request on its way."
      />
      <CheckField
        label="We compared them: they are the same"
        checked={compared}
        onChange={(checked) => {
          setCompared(checked);
          setMissed(false);
        }}
        error={missed ? 'Compare them first, or the key may go to somebody else.' : undefined}
      />
      <SelectField
        label="They may"
        value={leave}
        options={LEAVES}
        help={LEAVES.find(({ value }) => value === leave)?.help}
        onChange={(value) => setLeave(value === 'everything' ? 'everything' : 'look-up')}
      />
      <SecretField
        label="Passphrase"
        value={passphrase}
        onInput={setPassphrase}
        help="Yours, once more: the key’s secrets leave this vault."
      />
      <div class="actions">
        <Button type="submit" kind="primary" busy={busy}>
          Hand over
        </Button>
      </div>
      {failure && <FailureNote failure={failure} />}
    </form>
  );
}
