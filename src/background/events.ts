import { HAND_OVER_ALARM } from '../domain/hand-over-alarm.ts';
import type { OutsideEvent } from '../domain/outside-question.ts';
import { SECOND } from '../domain/time.ts';
import { WAITING_WORK } from '../domain/waiting-work.ts';
import type { PageReply, PageSender } from '../rpc/page-door.ts';
import { CLIPBOARD_ALARM } from '../services/copied-secret.ts';
import { LOCK_ALARM } from '../services/lock.ts';
import { REMINDER_ALARM } from '../services/reminders.ts';
import { isWorkWaiting } from '../services/waiting-work.ts';
import type { FetchLater } from './later.ts';
import type { Services } from './services.ts';

/** After the worker's start: whoever came for something else goes first. */
const SOON = 3 * SECOND;

/** The shortcut that locks, by its name in manifest.json. */
const LOCK_COMMAND = 'lock';

/** What the program does when the browser calls, and not a page. */
export interface Events {
  /** The worker started: what was due while it was dead is done, and lost alarms are set again. */
  started(): Promise<void>;
  rang(alarm: string): Promise<void>;
  /** A keyboard shortcut was pressed. */
  pressed(command: string): Promise<void>;
  /** Something happened in the browser outside of our pages. */
  outside(event: OutsideEvent): Promise<void>;
  /** A script of ours in a web page asks. */
  pageAsked(message: unknown, sender: PageSender, opened: Promise<void>): Promise<PageReply>;
  /** Somebody allowed something, or took it back. */
  permissionsChanged(): Promise<void>;
  computerLocked(): Promise<void>;
}

export function createEvents(services: Services, later: FetchLater): Events {
  const { lock, vault, copiedSecret, reminders, systemLock, timer, tellPages } = services;
  const handOverRang = async () => {
    await (await later()).handOver.rang();
    tellPages({ changed: 'state' });
  };
  /** An alarm may have been lost with the worker; of a vault that is locked nothing is known. */
  const resumeWork = async () => {
    if ((await lock.current()) === null) return;
    if (!(await vault.transact(isWorkWaiting))) return;
    const { watches, bulk, automaticRenewal } = await later();
    await Promise.all([watches.look(), bulk.look(), automaticRenewal.run()]);
  };
  const settleSites = async () => (await later()).pageSites.settle();
  const onAlarm = new Map<string, () => Promise<void>>([
    ...WAITING_WORK.map((kind) => [kind, resumeWork] as const),
    [LOCK_ALARM, () => lock.rang()],
    [CLIPBOARD_ALARM, () => copiedSecret.look()],
    [HAND_OVER_ALARM, handOverRang],
    [REMINDER_ALARM, () => reminders.look()],
  ]);
  return {
    started: async () => {
      timer.after(SOON, resumeWork);
      await Promise.all([lock.resume(), copiedSecret.look(), reminders.look()]);
    },
    rang: async (alarm) => onAlarm.get(alarm)?.(),
    pressed: async (command) => {
      if (command === LOCK_COMMAND) await lock.close();
    },
    outside: async (event) => (await later()).outsideDesk(event),
    pageAsked: async (message, sender, opened) => {
      // Also where what follows fails: nobody else waits for it.
      opened.catch(() => undefined);
      return (await later()).pageDoor(message, sender, opened);
    },
    permissionsChanged: async () => {
      await reminders.look();
      // Locked, nobody knows which sites are wanted: then it is done at the unlock.
      await settleSites().catch(() => undefined);
      tellPages({ changed: 'state' });
    },
    computerLocked: () => systemLock.computerLocked(),
  };
}
