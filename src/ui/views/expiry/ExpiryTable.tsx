import { CalendarPlus } from 'lucide';
import type { CredentialSummary } from '../../../domain/credential.ts';
import { Badge } from '../../components/Badge.tsx';
import { IconButton } from '../../components/Button.tsx';
import { dateWords, expiryOf } from '../../date-words.ts';
import { deletionWords } from './expiry-words.ts';

interface ExpiryTableProps {
  /** In the order of the picture. */
  keys: readonly CredentialSummary[];
  nowMs: number;
  onCalendar: (key: CredentialSummary) => void;
}

/** The same as the picture, in words. */
export function ExpiryTable({ keys, nowMs, onCalendar }: ExpiryTableProps) {
  return (
    <table class="expiry-table" aria-label="Expiries">
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">Expires</th>
          <th scope="col">
            <span class="unseen">Calendar</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Row key={key.id} credential={key} nowMs={nowMs} onCalendar={() => onCalendar(key)} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  credential: CredentialSummary;
  nowMs: number;
  onCalendar: () => void;
}

function Row({ credential, nowMs, onCalendar }: RowProps) {
  const { label, providerLabel, disabled, expiresAtMs, deletesAtMs, previous } = credential;
  const { words, tone } = expiryOf(expiresAtMs, nowMs);
  const [span, date] = words.split(' · ');
  return (
    <tr>
      <th scope="row">
        <span class="expiry-label">{label}</span> {disabled && <Badge tone="quiet">Disabled</Badge>}
        <span class="expiry-system">{providerLabel}</span>
      </th>
      <td>
        <p class={`expiry-${tone} expiry-words`}>
          <span>{span}</span>
          {date && <span> {date}</span>}
        </p>
        {deletesAtMs !== null && <p class="quiet">{deletionWords(deletesAtMs, nowMs)}</p>}
        {previous.map(({ id, hint, expiresAtMs: endMs }) => (
          <p key={id} class="quiet">
            Previous key <span class="digits">{hint}</span>: {previousWords(endMs, nowMs)}
          </p>
        ))}
      </td>
      <td class="expiry-act">
        {expiresAtMs !== null && expiresAtMs > nowMs && (
          <IconButton
            name={`Add “${label}” to calendar`}
            icon={CalendarPlus}
            onClick={onCalendar}
          />
        )}
      </td>
    </tr>
  );
}

function previousWords(endMs: number | null, nowMs: number): string {
  if (endMs === null) return 'no expiry noted';
  return `${endMs > nowMs ? 'expires' : 'expired'} ${dateWords(endMs)}`;
}
