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
  return provider.failureIn ? provider.failureIn(reply, request) : byStatus(reply);
}

function byStatus(reply: ProviderReply): Failure | null {
  const { status, label, host, skewSeconds } = reply;
  if (status < 400) return null;
  if (status === 401) return new Failure('unauthorized', { label, host, skewSeconds });
  if (status === 403) return new Failure('forbidden', { label, host });
  if (status >= 500) return new Failure('server-error', { host, status });
  const reason = reply.quote(reply.text).trim().slice(0, LONGEST_REASON);
  return new Failure('server-refused', { host, code: String(status), reason });
}
