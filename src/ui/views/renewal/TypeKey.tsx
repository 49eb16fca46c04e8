import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { CredentialFields, CredentialSummary } from '../../../domain/credential.ts';
import { isFailure } from '../../../domain/failure.ts';
import type { FieldCard } from '../../../domain/provider-card.ts';
import { Button } from '../../components/Button.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { fromLocalInput } from '../../date-words.ts';
import { useAnswer } from '../../use-answer.ts';
import { useFocusOnMount } from '../../use-focus.ts';
import type { Renewal } from '../../use-renewal.ts';
import { useSystems } from '../../use-systems.ts';

interface TypeKeyProps {
  credential: CredentialSummary;
  renewal: Renewal;
  onTyped: () => void;
  onCancel: () => void;
}

/** A new key that somebody has before them, typed: it is tested before it takes over. */
export function TypeKey({ credential, renewal, onTyped, onCancel }: TypeKeyProps) {
  const { answer } = useAnswer('renewal.answers', { credentialId: credential.id });
  const { cards } = useSystems();
  const [fields, setFields] = useState<CredentialFields>({});
  const [expires, setExpires] = useState('');
  const title = useFocusOnMount<HTMLParagraphElement>();
  const card = cards?.find(({ id }) => id === credential.provider);
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = { fields, expiresAtMs: fromLocalInput(expires) };
    if (await renewal.enter(typed)) onTyped();
  }
  const set = (name: string) => (value: string) => setFields((now) => ({ ...now, [name]: value }));
  return (
    <form class="question" noValidate onSubmit={(event) => void onSubmit(event)}>
      <p class="question-title" tabIndex={-1} ref={title}>
        Type the new key
      </p>
      <p class="quiet">
        Out of the mail about it, or of the server’s answer. It is tested before it takes over; the
        key in use now is kept.
      </p>
      {(answer?.typed ?? []).map((name) => (
        <TypedField
          key={name}
          field={card?.fields.find((each) => each.name === name)}
          value={fields[name] ?? ''}
          error={errorOf(name, renewal)}
          onInput={set(name)}
        />
      ))}
      <TextField
        label="Expires"
        type="datetime-local"
        value={expires}
        onInput={setExpires}
        help="Optional, on this computer’s clock."
      />
      <div class="actions">
        <Button type="submit" kind="primary" busy={renewal.busy}>
          Test it and put it into use
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

interface TypedFieldProps {
  field: FieldCard | undefined;
  value: string;
  error: string | undefined;
  onInput: (value: string) => void;
}

function TypedField({ field, ...rest }: TypedFieldProps) {
  if (field === undefined) return null;
  const props = { label: field.label, ...rest };
  return field.kind === 'secret' ? <SecretField {...props} /> : <TextField {...props} />;
}

function errorOf(name: string, { failure }: Renewal): string | undefined {
  if (!isFailure(failure, 'field-invalid') || failure.facts.field !== name) return undefined;
  return `${failure.facts.label} ${failure.facts.problem}.`;
}
