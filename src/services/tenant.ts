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

/** The tenants of some keys: a system, the origin of a base URL, and the tenant there. */
export function tenantsOf(providers: readonly Provider[], present: Iterable<Key>): Tenants {
  const counts = new Map<string, number>();
  const count = (key: Key) => {
    const name = tenantOf(providers, key);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  const free = (key: Key) => MOST_IN_TENANT - (counts.get(tenantOf(providers, key)) ?? 0);
  const takes = (key: Key) => {
    const fits = free(key) > 0;
    if (fits) count(key);
    return fits;
  };
  for (const key of present) count(key);
  return {
    takes,
    assertRoom: (added) => {
      const room = added.map(free);
      const place = added.findIndex((key) => !takes(key));
      const key = added[place];
      if (key === undefined) return;
      const tenant = tenantOf(providers, key).slice(key.provider.length + 1);
      const fitting = Math.max(0, room[place] ?? 0);
      throw new Failure('tenant-full', { tenant, limit: MOST_IN_TENANT, free: fitting });
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
