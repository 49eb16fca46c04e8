import browser from 'webextension-polyfill';

/** A keyboard shortcut as the browser has it now. */
export interface Shortcut {
  /** Its name in manifest.json. */
  command: string;
  /** "Alt+Shift+L", as the browser writes it; `null` when it was taken away, or never given. */
  keys: string | null;
}

/** Tells which shortcuts there are. */
export type Shortcuts = () => Promise<readonly Shortcut[]>;

export const browserShortcuts: Shortcuts = async () => {
  const commands = await browser.commands.getAll();
  return commands.map(({ name = '', shortcut = '' }) => ({
    command: name,
    keys: shortcut === '' ? null : shortcut,
  }));
};

/** Calls back when a shortcut is pressed, with its command. To be called in the worker's first turn. */
export function onCommand(listener: (command: string) => void): void {
  browser.commands.onCommand.addListener((command) => listener(command));
}
