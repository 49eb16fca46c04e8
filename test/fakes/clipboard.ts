import type { Clipboard } from '../../src/adapters/clipboard.ts';

/** The system's clipboard, which others use as well. */
export interface FakeClipboard extends Clipboard {
  /** What is on it. */
  text: string;
  /** How often somebody looked at it. */
  looks: number;
  /** Another program holds it: the next looks fail. */
  failNext(times: number): void;
  /** Somebody copies this just after the next look. */
  copyAfterLook(text: string): void;
}

export function createFakeClipboard(): FakeClipboard {
  let failures = 0;
  let next: string | null = null;
  const clipboard: FakeClipboard = {
    text: '',
    looks: 0,
    failNext: (times) => {
      failures = times;
    },
    copyAfterLook: (text) => {
      next = text;
    },
    emptyIf: async (isOurs) => {
      clipboard.looks += 1;
      if (failures > 0) {
        failures -= 1;
        throw new Error('The clipboard is held by another program.');
      }
      const found = clipboard.text;
      const ours = await isOurs(found);
      clipboard.text = next ?? clipboard.text;
      next = null;
      if (ours && clipboard.text === found) clipboard.text = '';
    },
  };
  return clipboard;
}
