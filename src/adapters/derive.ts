import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type Derivation, type DerivedKey, derivationReportSchema } from '../domain/derivation.ts';
import { type FactsOf, Failure } from '../domain/failure.ts';
import { KDF_SCRIPT } from '../domain/kdf-script.ts';
import { SECOND } from '../domain/time.ts';
import { within } from './deadline.ts';
import { withOffscreenPage } from './offscreen-page.ts';

/**
 * Makes a key of a password where nobody has to wait for it, and takes the password's bytes away:
 * they are zero or gone afterwards, however it went. @throws Failure `derivation-failed`
 */
export type Derive = (derivation: Derivation) => Promise<DerivedKey>;

/**
 * In a worker that does this one thing and is ended. Chromium lets no service worker start another
 * worker, so a page does it there; Firefox's background is a page.
 */
export const deriveInWorker: Derive = async (derivation) => {
  try {
    return await (__BROWSER__ === 'chromium' ? deriveByPage(derivation) : deriveHere(derivation));
  } catch (error) {
    throw error instanceof Failure ? error : failed('stopped');
  } finally {
    // Where they were handed on, there is nothing left to be filled.
    if (derivation.password.length > 0) derivation.password.fill(0);
  }
};

function deriveByPage(derivation: Derivation): Promise<DerivedKey> {
  const justification = 'Makes a key of the passphrase without holding up the rest.';
  return withOffscreenPage({ reason: 'WORKERS', justification }, (page) =>
    ask(derivation, (port, onStopped) => {
      const trouble = new MessageChannel();
      trouble.port1.onmessage = onStopped;
      page.postMessage({ order: 'start-kdf' }, [trouble.port2, port]);
    }),
  );
}

async function deriveHere(derivation: Derivation): Promise<DerivedKey> {
  const worker = new Worker(browser.runtime.getURL(KDF_SCRIPT), { type: 'module' });
  try {
    return await ask(derivation, (port, onStopped) => {
      worker.onerror = onStopped;
      worker.postMessage(null, [port]);
    });
  } finally {
    worker.terminate();
  }
}

/** The dearest that is made here takes 0.8 s: a computer that is busy or slow has 70 times as long. */
const ANSWER_WITHIN = 60 * SECOND;

/** Has a far end started at a port that nobody else has, gives it the order and waits. */
async function ask(
  derivation: Derivation,
  start: (port: MessagePort, onStopped: () => void) => void,
): Promise<DerivedKey> {
  const { port1, port2 } = new MessageChannel();
  try {
    const answer = new Promise<unknown>((resolve, reject) => {
      const onStopped = () => reject(failed('stopped'));
      port1.onmessage = ({ data }) => resolve(data);
      start(port2, onStopped);
      port1.postMessage(derivation, [derivation.password.buffer]);
    });
    return read(await within(ANSWER_WITHIN, answer, () => failed('silent')));
  } finally {
    port1.close();
  }
}

function read(answer: unknown): DerivedKey {
  const report = v.parse(derivationReportSchema, answer);
  if ('problem' in report) throw failed(report.problem);
  return report;
}

function failed(problem: FactsOf<'derivation-failed'>['problem']): Failure {
  return new Failure('derivation-failed', { problem });
}
