import type { FieldCard } from '../../domain/provider-card.ts';
import { Button } from '../components/Button.tsx';
import { SecretField, type SecretFieldProps } from '../components/SecretField.tsx';
import type { KeyDraft } from '../key-draft.ts';

interface StoredSecretProps extends SecretFieldProps {
  field: FieldCard;
  draft: KeyDraft;
  /** Whether what is stored stays where nothing is typed. */
  kept: boolean;
  onEdit: (edit: (draft: KeyDraft) => KeyDraft) => void;
}

/** A secret of a key's form: left empty it stays as it is stored, and one that may be missing can go. */
export function StoredSecret({ field, draft, kept, onEdit, ...props }: StoredSecretProps) {
  const { name, label, required } = field;
  const emptied = draft.emptied.includes(name);
  const others = draft.emptied.filter((each) => each !== name);
  const toggle = () => onEdit((now) => ({ ...now, emptied: emptied ? others : [...others, name] }));
  const placeholder = emptied ? 'Will be removed' : kept ? 'Unchanged' : '';
  return (
    <div class="stored-secret">
      <SecretField {...props} placeholder={placeholder} />
      {!required && (kept || emptied) && props.value === '' && (
        <Button kind="quiet" onClick={toggle}>
          {`${emptied ? 'Keep' : 'Remove'} “${label}”`}
        </Button>
      )}
    </div>
  );
}
