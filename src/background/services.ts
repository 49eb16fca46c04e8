import type { Alarms } from '../adapters/alarms.ts';
import type { Badge } from '../adapters/badge.ts';
import type { Clipboard } from '../adapters/clipboard.ts';
import type { Clock } from '../adapters/clock.ts';
import type { Shortcuts } from '../adapters/commands.ts';
import type { Derive } from '../adapters/derive.ts';
import type { Http } from '../adapters/http.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Notifications } from '../adapters/notifications.ts';
import type { Permissions } from '../adapters/permissions.ts';
import type { Random } from '../adapters/random.ts';
import type { Stores } from '../adapters/storage.ts';
import type { Timer } from '../adapters/timer.ts';
import type { KdfCost } from '../domain/kdf-cost.ts';
import { providers as known } from '../providers/index.ts';
import type { Change } from '../rpc/change.ts';
import { createActivity } from '../services/activity.ts';
import { createAsides } from '../services/asides.ts';
import { createBackOff } from '../services/back-off.ts';
import { createCopiedSecret } from '../services/copied-secret.ts';
import { createCredentials } from '../services/credentials.ts';
import { createExpiry } from '../services/expiry.ts';
import { createGateway } from '../services/gateway.ts';
import { createKdfCost } from '../services/kdf-cost.ts';
import { createLedger } from '../services/ledger.ts';
import { createLock } from '../services/lock.ts';
import { createLookup } from '../services/lookup.ts';
import { createPreviousKeys } from '../services/previous-keys.ts';
import { createQuota } from '../services/quota.ts';
import { createReminders } from '../services/reminders.ts';
import { createScreen } from '../services/screen.ts';
import { createSlots } from '../services/slots.ts';
import { createSystemLock } from '../services/system-lock.ts';
import { signer } from '../services/tokens.ts';
import { createVault } from '../services/vault.ts';
import type { LaterServices } from './later.ts';

/** The outside world as the program sees it. */
export interface World {
  stores: Stores;
  clock: Clock;
  random: Random;
  locks: Locks;
  alarms: Alarms;
  timer: Timer;
  permissions: Permissions;
  clipboard: Clipboard;
  shortcuts: Shortcuts;
  badge: Badge;
  notifications: Notifications;
  http: Http;
  derive: Derive;
  /** How dear a passphrase is to try; `null`: as dear as this computer can bear. */
  kdf: KdfCost | null;
  tellPages(change: Change): void;
  /** Opens the panel in a tab of that window. */
  openPanelTab(windowId: number | null): Promise<void>;
  /** Fetches the services that are seldom needed. */
  fetchLater(world: World, services: Services): Promise<LaterServices>;
}

export type Services = Omit<ReturnType<typeof createServices>, 'later'>;

/** Builds each service once, out of the world and of each other, for the systems that are known. */
export function createServices(world: World, providers = known) {
  const { stores, clock, random, locks, alarms, timer, permissions } = world;
  const { http, derive, kdf, tellPages } = world;
  const onState = () => tellPages({ changed: 'state' });
  const onLocked = () => {
    onState();
    // What they say may name a key.
    void world.notifications.clear().catch(() => undefined);
  };
  const lock = createLock({ stores, clock, alarms, locks, onLocked });
  const costOf = kdf === null ? createKdfCost({ area: stores.local, derive }) : async () => kdf;
  const slots = createSlots({ random, derive, costOf });
  const ledger = createLedger({ stores, clock });
  const backOff = createBackOff({ area: stores.local, clock });
  const asides = createAsides({ stores, clock, random });
  const vault = createVault({ asides, clock, random, locks, lock, slots, ledger, backOff });
  const activity = createActivity({ vault, clock, providers });
  const { transact } = vault;
  const previousKeys = createPreviousKeys({ clock, random });
  const credentials = createCredentials({
    transact,
    previousKeys,
    activity,
    permissions,
    clock,
    random,
    locks,
    providers,
  });
  const quota = createQuota({ clock, timer, locks });
  const gateway = createGateway({ http, permissions, signer, clock, vault, quota, activity });
  const lookup = createLookup({ vault, credentials, gateway, activity, clock });
  const copiedSecret = createCopiedSecret(world);
  const systemLock = createSystemLock({ area: stores.local, permissions, lock });
  const onChanged = onState;
  const expiry = createExpiry({ transact, activity, clock, random, locks, providers, onChanged });
  const isUnlocked = async () => (await lock.current()) !== null;
  const screen = createScreen({ ...world, area: stores.local });
  const reminders = createReminders({ ...world, area: stores.local, expiry, screen, isUnlocked });
  const services = {
    providers,
    slots,
    ledger,
    lock,
    vault,
    activity,
    asides,
    previousKeys,
    credentials,
    gateway,
    lookup,
    copiedSecret,
    systemLock,
    expiry,
    reminders,
    screen,
    shortcuts: world.shortcuts,
    timer,
    tellPages,
  };
  let fetched: Promise<LaterServices> | null = null;
  return {
    ...services,
    /** The services that are seldom needed, fetched when they first are. */
    later(): Promise<LaterServices> {
      fetched ??= world.fetchLater(world, services).catch((error) => {
        fetched = null;
        throw error;
      });
      return fetched;
    },
  };
}
