import { createServices } from '../../src/background/services.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { PASSPHRASE, sandboxDraft } from '../fakes/program.ts';
import { createFakeWorld } from '../fakes/world.ts';
import { startSandbox, webexMeetingsPaths } from '../sandbox/sandbox.ts';
import type { Row } from './row.ts';

const CALLS = 400;
const PER_MINUTE = 200;
/** As many as bulk work has under way at once. */
const ABREAST = 16;

/** Real calls in real time, by a worker on Node, against the sandbox and its own count. */
export async function benchQuota(): Promise<Row> {
  const sandbox = await startSandbox();
  sandbox.webexMeetings.limits.perMinute = PER_MINUTE;
  try {
    const { vault, credentials, gateway } = createServices(realWorld());
    await vault.create(PASSPHRASE);
    const { id } = await credentials.save(sandboxDraft(sandbox.origin));
    const { provider, credential } = await credentials.findFor('sites', id);
    const ask = gateway.askAs(provider, credential, { patient: true });
    const beforeMs = performance.now();
    let left = CALLS;
    const work = async () => {
      for (; left > 0; ) {
        left -= 1;
        await ask(requestForSites(credential.fields['email'] ?? ''));
      }
    };
    await Promise.all(Array.from({ length: ABREAST }, work));
    const tookMs = performance.now() - beforeMs;
    const refused = sandbox.requests.filter(({ status }) => status === 429).length;
    return rowOf(tookMs, refused, sandbox.requests.length);
  } finally {
    await sandbox.close();
  }
}

function requestForSites(email: string) {
  return {
    method: 'POST',
    path: webexMeetingsPaths.sitesByEmail,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email }),
  } as const;
}

/** The world of a test, in which time goes by. */
function realWorld() {
  const after = (ms: number, task: () => Promise<void>) => void setTimeout(() => void task(), ms);
  return { ...createFakeWorld(), clock: { now: () => Date.now() }, timer: { after } };
}

function rowOf(tookMs: number, refused: number, sent: number): Row {
  const shortestMs = (Math.ceil(CALLS / PER_MINUTE) - 1) * MINUTE;
  const ratio = tookMs / shortestMs;
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  return {
    what: `${CALLS} calls where ${PER_MINUTE} in any 60 s are allowed, against the shortest time`,
    measured: `${ratio.toFixed(3)} (${seconds(tookMs)} of ${seconds(shortestMs)}), ${sent} sent, ${refused} refused`,
    bar: '≤ 1.05, none refused',
    met: ratio <= 1.05 && refused === 0 && sent === CALLS,
  };
}
