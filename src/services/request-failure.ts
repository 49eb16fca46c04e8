import { Failure } from '../domain/failure.ts';
import type { Provider, ProviderReply, ProviderRequest } from '../providers/provider.ts';

/** A reason is quoted that far (in characters). */
const LONGEST_REASON = 200;

/** What a reply says went wrong, by its system, or else by its status; `null`: nothing. */
export function failureOf(
  provider: Provider,
  reply: ProviderReply,
  request: ProviderRequest,
): Failure | null {
  return provider.failureIn ? provider.failureIn(reply, request) : byStatus(provider, reply);
}

function byStatus({ fields }: Provider, reply: ProviderReply): Failure | null {
  const { status, label, host, skewSeconds } = reply;
  if (status < 400) return null;
  if (status === 401) {
    return new Failure('unauthorized', { label, host, skewSeconds, given: givenWords(fields) });
  }
  if (status === 403) return new Failure('forbidden', { label, host });
  if (status >= 500) return new Failure('server-error', { host, status });
  const reason = reply.quote(reply.text).trim().slice(0, LONGEST_REASON);
  return new Failure('server-refused', { host, code: String(status), reason });
}

/** What a key cannot do without and what its form calls it, in words: "Key ID and API key". */
function givenWords(fields: Provider['fields']): string {
  const labels = fields
    .filter(({ kind, required, onlyWhen }) => required && !onlyWhen && /text|secret/.test(kind))
    .map(({ label }) => label);
  return labels.join(', ').replace(/, ([^,]*)$/, ' and $1');
}
