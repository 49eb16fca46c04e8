import { browserAlarms, onAlarm } from '../adapters/alarms.ts';
import { systemClock } from '../adapters/clock.ts';
import { browserHttp } from '../adapters/http.ts';
import { keepAlive } from '../adapters/keep-alive.ts';
import { webLocks } from '../adapters/locks.ts';
import { withoutOrigin } from '../adapters/origin-header.ts';
import { browserPermissions, onPermissionsChanged } from '../adapters/permissions.ts';
import { systemRandom } from '../adapters/random.ts';
import { browserStores } from '../adapters/storage.ts';
import { onFirstInstall } from '../adapters/welcome.ts';
import { listenInWorker, ownIdentity, tellPages } from '../rpc/channel.ts';
import { createRouter } from '../rpc/router.ts';
import { HAND_OVER_ALARM } from '../services/hand-over.ts';
import { LOCK_ALARM } from '../services/lock.ts';
import { DEFAULT_KDF } from '../services/slots.ts';
import { createHandlers } from './handlers.ts';
import { createServices } from './services.ts';

const services = createServices({
  stores: browserStores,
  clock: systemClock,
  random: systemRandom,
  locks: webLocks,
  alarms: browserAlarms,
  permissions: browserPermissions,
  http: __BROWSER__ === 'firefox' ? withoutOrigin(browserHttp) : browserHttp,
  kdf: DEFAULT_KDF,
  tellPages: (change) => void tellPages(change),
});

const isUnlocked = async () => (await services.lock.current()) !== null;

// Every listener in the worker's first turn, or the browser does not wake it for them.
listenInWorker(
  createRouter(createHandlers(services), { self: ownIdentity(), isUnlocked }),
  keepAlive,
);
onAlarm((name) => {
  if (name === LOCK_ALARM) void services.lock.rang();
  if (name === HAND_OVER_ALARM) {
    void services.handOver.rang().then(() => tellPages({ changed: 'state' }));
  }
});
onPermissionsChanged(() => void tellPages({ changed: 'state' }));
onFirstInstall();
