import type { CredentialSummary } from '../../../domain/credential.ts';
import type { ApiAuthentication, ProviderCard } from '../../../domain/provider-card.ts';
import { isFilled, type KeyDraft } from '../../key-draft.ts';
import './authentication.css';

interface ApiTableProps {
  draft: KeyDraft;
  card: ProviderCard;
  stored: CredentialSummary | null;
}

/** Which of the system's APIs takes which proof, and what each is sent with the key as it stands in the form. */
export function ApiTable({ draft, card, stored }: ApiTableProps) {
  const { authentication = [] } = card;
  if (authentication.length === 0) return null;
  const has = (name: string) => isFilled(name, draft, card, stored);
  return (
    <details class="details">
      <summary>What each API is sent</summary>
      <div class="details-body">
        <table class="table api-table">
          <thead>
            <tr>
              <th scope="col">API</th>
              <th scope="col">Takes</th>
              <th scope="col">Is sent</th>
            </tr>
          </thead>
          <tbody>
            {authentication.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                <td>{row.takes.map(({ label }) => label).join(' or ')}</td>
                <SentCell sent={sentOf(row, has)} />
              </tr>
            ))}
          </tbody>
        </table>
        <p class="quiet">
          Where two would do, the first is sent and the other left out: {card.label} ignores a key
          that comes beside a token.
        </p>
      </div>
    </details>
  );
}

function SentCell({ sent }: { sent: string | null }) {
  return sent === null ? <td class="quiet">Not with this key</td> : <td>{sent}</td>;
}

function sentOf({ takes }: ApiAuthentication, has: (name: string) => boolean): string | null {
  return takes.find(({ fields }) => fields.every(has))?.label ?? null;
}
