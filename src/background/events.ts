import { HAND_OVER_ALARM } from '../domain/hand-over.ts';
import type { OutsideEvent } from '../domain/outside-question.ts';
import type { PageAnswer, PageSender } from '../rpc/page-door.ts';
import { AUTOMATIC_ALARM } from '../services/automatic-renewal.ts';
import { CLIPBOARD_ALARM } from '../services/copied-secret.ts';
import { LOCK_ALARM } from '../services/lock.ts';
import { REMINDER_ALARM } from '../services/reminders.ts';
import type { FetchLater } from './later.ts';
import type { Services } from './services.ts';

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
  pageAsked(message: unknown, sender: PageSender, opened: Promise<void>): Promise<PageAnswer>;
  /** Somebody allowed something, or took it back. */
  permissionsChanged(): Promise<void>;
  computerLocked(): Promise<void>;
}

export function createEvents(services: Services, later: FetchLater): Events {
  const { lock, copiedSecret, automaticRenewal, reminders, systemLock, tellPages } = services;
  const handOverRang = async () => {
    await (await later()).handOver.rang();
    tellPages({ changed: 'state' });
  };
  const settleSites = async () => (await later()).pageSites.settle();
  const onAlarm = new Map([
    [LOCK_ALARM, () => lock.rang()],
    [CLIPBOARD_ALARM, () => copiedSecret.look()],
    [HAND_OVER_ALARM, handOverRang],
    [AUTOMATIC_ALARM, () => automaticRenewal.run()],
    [REMINDER_ALARM, () => reminders.look()],
  ]);
  return {
    started: async () => {
      automaticRenewal.soon();
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
