import browser from 'webextension-polyfill';

/** Wakes the worker at a given time. Alarms may be late or lost: whoever sets one checks the time again. */
export interface Alarms {
  /** Replaces an alarm of the same name. */
  set(name: string, atMs: number): Promise<void>;
  clear(name: string): Promise<void>;
}

export const browserAlarms: Alarms = {
  // The polyfill's type says `void`; native namespaces give a promise. Awaiting covers both.
  set: async (name, atMs) => {
    await browser.alarms.create(name, { when: atMs });
  },
  clear: async (name) => {
    await browser.alarms.clear(name);
  },
};

/** Calls back when an alarm rings. To be called in the worker's first turn. */
export function onAlarm(listener: (name: string) => void): void {
  browser.alarms.onAlarm.addListener((alarm) => listener(alarm.name));
}
