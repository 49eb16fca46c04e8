import type { Alarms } from '../../src/adapters/alarms.ts';
import type { Shortcut } from '../../src/adapters/commands.ts';
import type { Http, HttpRequest } from '../../src/adapters/http.ts';
import type { Locks } from '../../src/adapters/locks.ts';
import type { Random } from '../../src/adapters/random.ts';
import type { Stores } from '../../src/adapters/storage.ts';
import { createLaterServices } from '../../src/background/later.ts';
import type { World } from '../../src/background/services.ts';
import { KDF_FLOOR } from '../../src/domain/kdf-cost.ts';
import type { OptionalPermission } from '../../src/domain/optional-permission.ts';
import type { Change } from '../../src/rpc/change.ts';
import { createStoppedClock, type StoppedClock } from '../sandbox/stopped-clock.ts';
import { createFakeClipboard, type FakeClipboard } from './clipboard.ts';
import { createFakeDerive, type FakeDerive } from './derive.ts';
import { createFakeHttp } from './http.ts';
import {
  createFakeBadge,
  createFakeNotifications,
  type FakeBadge,
  type FakeNotifications,
} from './reminders.ts';
import { createFakeStorage, type FakeStorage } from './storage.ts';
import { createFakeTimer, type FakeTimer } from './timer.ts';
import { createFakeWeb, type FakeWeb } from './web.ts';

/** The outside world for a whole program in Node: a stopped clock, storage and hosts at a test's command. */
export interface FakeWorld extends World {
  clock: StoppedClock;
  local: FakeStorage;
  session: FakeStorage;
  second: FakeStorage;
  /** Match patterns that the person allowed. */
  allowed: Set<string>;
  /** Optional permissions that the person granted. */
  granted: Set<OptionalPermission>;
  clipboard: FakeClipboard;
  timer: FakeTimer;
  derive: FakeDerive;
  badge: FakeBadge;
  notifications: FakeNotifications;
  /** Web pages, and what the browser does outside of ours. */
  web: FakeWeb;
  shortcutsSet: Shortcut[];
  /** What was sent, newest last. */
  sent: HttpRequest[];
  alarmsSet: Map<string, number>;
  changes: Change[];
}

interface Options {
  iso?: string;
  /** Default is real HTTP, for the sandbox. */
  http?: Http;
}

export function createFakeWorld({
  iso = '2026-03-04T05:06:07.000Z',
  http = createFakeHttp(),
}: Options = {}): FakeWorld {
  const clock = createStoppedClock(iso);
  const local = createFakeStorage();
  const session = createFakeStorage();
  const second = createFakeStorage();
  const stores: Stores = { local, session, second };
  const allowed = new Set(['http://127.0.0.1/*', 'https://meetings-api.webex.com/*']);
  const granted = new Set<OptionalPermission>();
  const shortcutsSet: Shortcut[] = [{ command: 'lock', keys: 'Alt+Shift+L' }];
  const sent: HttpRequest[] = [];
  const alarmsSet = new Map<string, number>();
  const changes: Change[] = [];
  const alarms: Alarms = {
    set: async (name, atMs) => void alarmsSet.set(name, atMs),
    clear: async (name) => void alarmsSet.delete(name),
  };
  const web = createFakeWeb(allowed);
  return {
    clock,
    local,
    session,
    second,
    stores,
    allowed,
    granted,
    clipboard: createFakeClipboard(),
    timer: createFakeTimer(clock),
    badge: createFakeBadge(),
    notifications: createFakeNotifications(),
    shortcutsSet,
    sent,
    alarmsSet,
    changes,
    alarms,
    random: realRandom,
    locks: createFakeLocks(),
    permissions: {
      allows: async (pattern) => allowed.has(pattern),
      grants: async (names) => names.every((name) => granted.has(name)),
    },
    shortcuts: async () => shortcutsSet,
    http: (request) => {
      sent.push(request);
      return http(request);
    },
    derive: createFakeDerive(),
    kdf: KDF_FLOOR,
    tellPages: (change) => void changes.push(change),
    openPanelTab: web.openPanelTab,
    web,
    fetchLater: async (world, services) => createLaterServices({ ...world, ...web }, services),
  };
}

/** What lies in the storages of one world, put into another's. */
export function copyContent(from: FakeWorld, to: FakeWorld): void {
  for (const area of ['local', 'session', 'second'] as const) {
    to[area].content.clear();
    for (const [name, text] of from[area].content) to[area].content.set(name, text);
  }
}

const realRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  id: () => crypto.randomUUID(),
};

/** Web Locks as far as the program uses them: one holder a name, the others in their order. */
export function createFakeLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>();

  function exclusive<T>(name: string, task: () => Promise<T>): Promise<T> {
    const before = tails.get(name) ?? Promise.resolve();
    const result = before.then(task, task);
    const tail = result.then(
      () => undefined,
      () => undefined,
    );
    tails.set(name, tail);
    void tail.then(() => {
      if (tails.get(name) === tail) tails.delete(name);
    });
    return result;
  }

  return {
    exclusive,
    ifFree: async (name, task) => (tails.has(name) ? null : exclusive(name, task)),
    isHeld: async (name) => tails.has(name),
  };
}
