import type { Alarms } from '../adapters/alarms.ts';
import type { Clock } from '../adapters/clock.ts';
import type { Http } from '../adapters/http.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Permissions } from '../adapters/permissions.ts';
import type { Random } from '../adapters/random.ts';
import type { Stores } from '../adapters/storage.ts';
import { providers } from '../providers/index.ts';
import type { Change } from '../rpc/contract.ts';
import { createCredentials } from '../services/credentials.ts';
import { createGateway } from '../services/gateway.ts';
import { createImport } from '../services/import.ts';
import { createLock } from '../services/lock.ts';
import { createLookup } from '../services/lookup.ts';
import { createRenewal } from '../services/renewal.ts';
import { createSlots, type KdfCost } from '../services/slots.ts';
import { signer } from '../services/tokens.ts';
import { createVault } from '../services/vault.ts';

/** The outside world as the program sees it. */
export interface World {
  stores: Stores;
  clock: Clock;
  random: Random;
  locks: Locks;
  alarms: Alarms;
  permissions: Permissions;
  http: Http;
  /** How dear a passphrase is to try. */
  kdf: KdfCost;
  tellPages(change: Change): void;
}

export type Services = ReturnType<typeof createServices>;

/** Builds each service once, out of the world and of each other. */
export function createServices(world: World) {
  const { stores, clock, random, locks, alarms, permissions, http, kdf, tellPages } = world;
  const onLocked = () => tellPages({ changed: 'state' });
  const lock = createLock({ stores, clock, alarms, locks, onLocked });
  const slots = createSlots({ random, cost: kdf });
  const vault = createVault({ stores, clock, random, locks, lock, slots });
  const { transact } = vault;
  const credentials = createCredentials({
    transact,
    permissions,
    clock,
    random,
    locks,
    providers,
  });
  const gateway = createGateway({ http, permissions, signer, clock });
  const lookup = createLookup({ vault, credentials, gateway, clock });
  const onPhase = () => tellPages({ changed: 'renewal' });
  const renewal = createRenewal({ vault, credentials, gateway, clock, locks, onPhase });
  const imports = createImport({ transact, clock, random, providers });
  return { lock, vault, credentials, lookup, renewal, imports, tellPages };
}
