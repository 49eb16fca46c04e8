import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const run = promisify(execFile);

type Key = 'Tab' | 'Return' | 'Up' | 'ctrl+l' | 'alt+shift+l' | 'alt+shift+u';

/** A screen that nobody sees, with a window manager and a hand on its keyboard. */
export interface Display {
  /** What goes into the environment variable DISPLAY. */
  readonly name: string;
  /** Presses a key, or several at once, as a person at the keyboard does. */
  press(...keys: readonly Key[]): Promise<void>;
  /** Types a text, sign by sign. */
  type(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts Xvfb on a free display, and openbox on it: without one no window gets the focus. */
export async function startDisplay(): Promise<Display> {
  const screen = ['-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(server.stdio[3] as Readable, 'data');
  const name = `:${String(number).trim()}`;
  const environment = { ...process.env, DISPLAY: name };
  const manager = spawn('openbox', { env: environment, stdio: 'ignore' });
  await once(manager, 'spawn');
  return {
    name,
    press: async (...keys) => {
      await run('xdotool', ['key', ...keys], { env: environment });
    },
    type: async (text) => {
      await run('xdotool', ['type', '--delay', '40', text], { env: environment });
    },
    async close() {
      await Promise.all([end(manager), end(server)]);
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
