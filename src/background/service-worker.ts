import { browserAlarms, onAlarm } from '../adapters/alarms.ts';
import { browserBadge } from '../adapters/badge.ts';
import { browserClipboard } from '../adapters/clipboard.ts';
import { systemClock } from '../adapters/clock.ts';
import { browserShortcuts, onCommand } from '../adapters/commands.ts';
import { deriveInWorker } from '../adapters/derive.ts';
import { browserHttp } from '../adapters/http.ts';
import { onComputerLocked } from '../adapters/idle.ts';
import { keepAlive } from '../adapters/keep-alive.ts';
import { webLocks } from '../adapters/locks.ts';
import { browserNotifications, openOnNotificationClick } from '../adapters/notifications.ts';
import { withoutOrigin } from '../adapters/origin-header.ts';
import { onOutsideEvent } from '../adapters/outside-questions.ts';
import { openBeside, openPanelTab } from '../adapters/panel.ts';
import { browserPermissions, onPermissionsChanged } from '../adapters/permissions.ts';
import { systemRandom } from '../adapters/random.ts';
import { browserStores } from '../adapters/storage.ts';
import { workerTimer } from '../adapters/timer.ts';
import { onFirstInstall } from '../adapters/welcome.ts';
import { createRouter } from '../rpc/router.ts';
import { listenInWorker, ownIdentity, tellPages, wantsPanel } from '../rpc/worker-channel.ts';
import { createEvents } from './events.ts';
import { createHandlers } from './handlers.ts';
import { createServices } from './services.ts';

const { later, ...services } = createServices({
  stores: browserStores,
  clock: systemClock,
  random: systemRandom,
  locks: webLocks,
  alarms: browserAlarms,
  timer: workerTimer,
  permissions: browserPermissions,
  clipboard: browserClipboard,
  shortcuts: browserShortcuts,
  badge: browserBadge,
  notifications: browserNotifications,
  http: __BROWSER__ === 'firefox' ? withoutOrigin(browserHttp) : browserHttp,
  derive: deriveInWorker,
  kdf: null,
  tellPages: (change) => void tellPages(change),
  openPanelTab,
  fetchLater: async (world, own) =>
    (await import('./later-in-browser.ts')).createLaterInBrowser(world, own),
});

const events = createEvents(services, later);
const isUnlocked = async () => (await services.lock.current()) !== null;

// Every listener in the worker's first turn, or the browser does not wake it for them.
listenInWorker(
  createRouter(createHandlers(services, later), { self: ownIdentity(), isUnlocked }),
  (message, sender) => {
    // In the very turn of the click, or the browser takes it for nobody's wish.
    const opened = wantsPanel(message) ? openBeside(sender.windowId) : Promise.resolve();
    return events.pageAsked(message, sender, opened);
  },
  keepAlive,
);
onAlarm((name) => attempt(events.rang(name)));
onCommand((command) => attempt(events.pressed(command)));
onOutsideEvent((event) => attempt(events.outside(event)));
onComputerLocked(() => attempt(events.computerLocked()));
onPermissionsChanged(() => attempt(events.permissionsChanged()));
openOnNotificationClick();
onFirstInstall();
attempt(events.started());

/** Nobody waits for what the browser set off. What fails is done at the next alarm or start. */
function attempt(task: Promise<void>): void {
  task.catch(() => undefined);
}
