import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Browser } from './manifest.ts';

/** What a development build's button "Use the sandbox key" fills in. */
export interface SandboxKey {
  label: string;
  fields: Record<string, string>;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Builds `dist/<browser>-development`, which knows the sandbox's key; gives the folder. */
export async function buildForDevelopment(browser: Browser, key: SandboxKey): Promise<string> {
  const mode = `${browser}-development`;
  process.env['LATCHKEY_SANDBOX'] = JSON.stringify(key);
  process.env['NODE_ENV'] = 'production';
  await build({ root: ROOT, mode, logLevel: 'warn' });
  return fileURLToPath(new URL(`../dist/${mode}`, import.meta.url));
}
