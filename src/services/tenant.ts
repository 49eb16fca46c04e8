import type { Credential } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { Provider } from '../providers/provider.ts';

/** How many credentials a tenant may have. Source: seed 002, "a maximum of 300 keys" */
export const MOST_IN_TENANT = 300;

type Key = Pick<Credential, 'provider' | 'fields'>;

/** Counts what a tenant holds: a system, the origin of its base URL, and the tenant there. */
export interface TenantCount {
  /** Takes one more key into the count, unless its tenant is full. */
  takes(key: Key): boolean;
  /** How many more keys the tenant of this one can have. */
  free(key: Key): number;
}

export function countTenants(providers: readonly Provider[], present: Iterable<Key>): TenantCount {
  const counts = new Map<string, number>();
  const nameOf = (key: Key) => JSON.stringify(tenantOf(providers, key));
  const free = (key: Key) => MOST_IN_TENANT - (counts.get(nameOf(key)) ?? 0);
  const count = (key: Key) => counts.set(nameOf(key), (counts.get(nameOf(key)) ?? 0) + 1);
  for (const key of present) count(key);
  return {
    free,
    takes: (key) => {
      const fits = free(key) > 0;
      if (fits) count(key);
      return fits;
    },
  };
}

/**
 * Lets new keys in where their tenants have room for all of them.
 * @throws Failure `tenant-full` saying how many would fit
 */
export function assertRoom(
  providers: readonly Provider[],
  present: Iterable<Key>,
  added: readonly Key[],
): void {
  const count = countTenants(providers, present);
  const before = countTenants(providers, present);
  const tooMany = added.find((key) => !count.takes(key));
  if (tooMany === undefined) return;
  const [, origin, name] = tenantOf(providers, tooMany);
  const host = new URL(origin).host;
  throw new Failure('tenant-full', {
    tenant: name === '' ? host : `${name} on ${host}`,
    limit: MOST_IN_TENANT,
    free: Math.max(0, before.free(tooMany)),
  });
}

/** Whether both are keys of one tenant. */
export function isSameTenant(providers: readonly Provider[], one: Key, other: Key): boolean {
  return JSON.stringify(tenantOf(providers, one)) === JSON.stringify(tenantOf(providers, other));
}

function tenantOf(providers: readonly Provider[], { provider: id, fields }: Key) {
  const provider = providers.find((one) => one.id === id);
  const baseUrl = provider?.baseUrl(fields) ?? '';
  const origin = URL.canParse(baseUrl) ? new URL(baseUrl).origin : `https://${id}`;
  return [id, origin, provider?.tenant?.(fields) ?? ''] as const;
}
