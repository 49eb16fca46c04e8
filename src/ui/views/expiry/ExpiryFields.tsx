import { DELETED_AFTER_DAYS } from '../../../domain/expiry.ts';
import type { ProviderCard } from '../../../domain/provider-card.ts';
import { MINUTE } from '../../../domain/time.ts';
import { CheckField } from '../../components/CheckField.tsx';
import { Notice } from '../../components/Notice.tsx';
import { fromLocalInput } from '../../date-words.ts';
import type { KeyDraft } from '../../key-draft.ts';
import { useNow } from '../../use-now.ts';

interface ExpiryFieldsProps {
  draft: KeyDraft;
  card: ProviderCard;
  onEdit: (part: Partial<KeyDraft>) => void;
}

/** What becomes of a key with an expiry, and a word where that is past already. */
export function ExpiryFields({ draft, card, onEdit }: ExpiryFieldsProps) {
  const nowMs = useNow(MINUTE);
  const expiresAtMs = fromLocalInput(draft.expires);
  if (expiresAtMs === null) return null;
  const days = card.deletedAfterDays ?? DELETED_AFTER_DAYS;
  const after = days === DELETED_AFTER_DAYS ? 'seven' : String(days);
  const byServer = card.deletedAfterDays === null ? '' : `${card.label} does the same. `;
  return (
    <>
      {expiresAtMs <= nowMs && (
        <Notice tone="warn" role="status" title="This expiry is past">
          The key can be saved, but nothing is asked with it until it has an expiry that is still to
          come, or none.
        </Notice>
      )}
      <CheckField
        label={`Delete ${after} days after it expires`}
        checked={draft.deleteAfterExpiry}
        help={`${byServer}It goes at the first unlock after that. Until then its card says when, and you can keep it. For a week after it went you can put it back under Expiry.`}
        onChange={(deleteAfterExpiry) => onEdit({ deleteAfterExpiry })}
      />
    </>
  );
}
