import type { CredentialSummary } from '../../../domain/credential.ts';
import type { ApiAuthentication } from '../../../domain/provider-card.ts';
import type { KeyedDraft } from './RequestForm.tsx';

/** Which proof goes along, and why that one, where a system's APIs take different ones. */
export function SentProof({ draft }: { draft: KeyedDraft }) {
  const { card, credential, operation, written } = draft;
  // What is not complete yet goes to the same API.
  const target = written.request ?? operation;
  const [path = ''] = target?.path.split('?') ?? [];
  const row = target === null ? undefined : card?.authenticationOf?.(target.api, path);
  const words = row ? proofWords(row, credential) : null;
  return words === null ? null : <p class="quiet">{words}</p>;
}

/** One sentence; `null` where nothing can be sent, which the refusal says. */
function proofWords(
  { label, takes }: ApiAuthentication,
  credential: CredentialSummary,
): string | null {
  const sent = takes.find(({ fields }) => fields.every((name) => isSet(credential, name)));
  if (sent === undefined) return null;
  const others = takes.filter((each) => each !== sent).map((each) => each.label);
  if (others.length === 0) return `${label}: sent with the ${sent.label}, which is all it takes.`;
  const rest = others.join(' or ');
  return sent === takes[0]
    ? `${label}: sent with the ${sent.label}. It would take a ${rest}, too, but ignores one beside a token.`
    : `${label}: sent with the ${sent.label}, because this key has no ${rest}.`;
}

function isSet({ fields, secretsSet }: CredentialSummary, name: string): boolean {
  return secretsSet.includes(name) || (fields[name] ?? '') !== '';
}
