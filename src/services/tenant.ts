import type { Credential } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { Provider } from '../providers/provider.ts';

/** How many credentials a tenant may have. Source: seed 002, "a maximum of 300 keys" */
export const MOST_IN_TENANT = 300;

type Key = Pick<Credential, 'provider' | 'fields'>;

/** Counts keys by their tenants. */
export interface Tenants {
  /** Takes one more key into the count, unless its tenant is full. */
  takes(key: Key): boolean;
  /** @throws Failure `tenant-full` saying how many of these would fit */
  assertRoom(added: readonly Key[]): void;
}

/** The tenants of some keys: a system, the host of a base URL, and the tenant there. */
export function tenantsOf(providers: readonly Provider[], present: Iterable<Key>): Tenants {
  const counts = new Map<string, number>();
  const add = (key: Key) => {
    const name = tenantOf(providers, key);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count;
  };
  for (const key of present) add(key);
  return {
    takes: (key) => add(key) <= MOST_IN_TENANT,
    assertRoom: (added) => {
      const before = new Map(counts);
      const key = added.find((one) => add(one) > MOST_IN_TENANT);
      if (key === undefined) return;
      const name = tenantOf(providers, key);
      const free = Math.max(0, MOST_IN_TENANT - (before.get(name) ?? 0));
      const tenant = name.slice(key.provider.length + 1);
      throw new Failure('tenant-full', { tenant, limit: MOST_IN_TENANT, free });
    },
  };
}

/** "verint wfo.example.com west": the system's id, the host and the tenant there. */
export function tenantOf(providers: readonly Provider[], { provider: id, fields }: Key): string {
  const provider = providers.find((one) => one.id === id);
  const baseUrl = provider?.baseUrl(fields) ?? '';
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : '';
  return [id, host, provider?.tenant?.(fields)].filter(Boolean).join(' ');
}
