import type { Credential } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { Provider } from '../providers/provider.ts';
import type { Book } from './book.ts';
import { credentialsIn } from './credential-records.ts';

/** How many credentials a tenant may have. Source: seed 002, "a maximum of 300 keys" */
export const MOST_IN_TENANT = 300;

type Key = Pick<Credential, 'provider' | 'fields'>;

/**
 * Counts keys by their tenants: a system, the host of a base URL, and the tenant there. What it
 * gives takes one more key into the count, or one that was another before, unless its tenant is full.
 */
export function tenantsOf(providers: readonly Provider[], present: Iterable<Key>) {
  const counts = new Map<string, number>();
  const add = (key: Key) => {
    const name = tenantOf(providers, key);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count <= MOST_IN_TENANT;
  };
  for (const key of present) add(key);
  return (key: Key, before: Key | null = null) =>
    (before !== null && tenantOf(providers, before) === tenantOf(providers, key)) || add(key);
}

/**
 * Sees to it that keys which are new, or move to another tenant, have a place there.
 * @throws Failure `tenant-full` saying how many of these would fit
 */
export async function assertPlaces(
  book: Book,
  providers: readonly Provider[],
  added: readonly Key[],
  before: Key | null = null,
): Promise<void> {
  const takes = tenantsOf(providers, (await credentialsIn(book)).values());
  const place = added.findIndex((key) => !takes(key, before));
  const key = added[place];
  if (key === undefined) return;
  const name = tenantOf(providers, key);
  const free = added.slice(0, place).filter((one) => tenantOf(providers, one) === name).length;
  const tenant = name.slice(key.provider.length + 1);
  throw new Failure('tenant-full', { tenant, limit: MOST_IN_TENANT, free });
}

/** "verint wfo.example.com west": the system's id, the host and the tenant there. */
function tenantOf(providers: readonly Provider[], { provider: id, fields }: Key): string {
  const provider = providers.find((one) => one.id === id);
  const baseUrl = provider?.baseUrl(fields) ?? '';
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : '';
  return [id, host, provider?.tenant?.(fields)].filter(Boolean).join(' ');
}
