// Latchkey on a sandbox, to be tried by hand; where there is no screen it does the job by itself.

import { launchChromium } from '../test/e2e/browsers/chromium.ts';
import { defaultKey, type Sandbox, startSandbox } from '../test/sandbox/sandbox.ts';
import { buildForDevelopment } from './build.ts';
import { doTheJob } from './demonstration.ts';

const PORT = 8787;

async function start(): Promise<void> {
  const sandbox = await sandboxOnFreePort();
  const extension = await buildForDevelopment('chromium', sandboxKey(sandbox));
  introduce(sandbox);
  if (hasScreen()) await waitForPerson(sandbox, extension);
  else await doTheJob(sandbox, extension);
  await sandbox.close();
}

/** The usual port, so that a key that was added before works again; else any free one. */
async function sandboxOnFreePort(): Promise<Sandbox> {
  try {
    return await startSandbox({ port: PORT });
  } catch {
    console.log(`Port ${PORT} is taken, so the sandbox uses another one.`);
    return startSandbox();
  }
}

function sandboxKey({ origin }: Sandbox) {
  const { apikey: apiKey, secretkey: secretKey, passcode, email } = defaultKey;
  return { label: 'Sandbox', fields: { apiKey, secretKey, passcode, email, baseUrl: origin } };
}

function introduce(sandbox: Sandbox): void {
  const { fields } = sandboxKey(sandbox);
  console.log(`
The sandbox answers at ${sandbox.origin}. Its key, to paste (or press "Use the sandbox key"):

  API key     ${fields.apiKey}
  Secret key  ${fields.secretKey}
  Passcode    ${fields.passcode}
  Email       ${fields.email}
  Base URL    ${fields.baseUrl}     (under "Advanced")

Look up 400 971 234 (a personal room), 512 340 011 (in progress), 5123 400 033 (very long),
or the sites of test@cisco.com, ada@example.com, many@example.com.
`);
}

function hasScreen(): boolean {
  if (process.env['CI']) return false;
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

async function waitForPerson(sandbox: Sandbox, extension: string): Promise<void> {
  const browser = await launchChromium({ extension, visible: true });
  await browser.openPanel();
  console.log('Chromium is open. Close it, or press Ctrl+C here, to end.');
  await Promise.race([browser.closed, interrupted()]);
  await browser.close();
  console.log(`The sandbox was asked ${sandbox.requests.length} times.`);
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => process.once('SIGINT', () => resolve()));
}

await start().catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
});
// Whatever a browser left open must not keep the command from ending.
process.exit();
