import { createHandlers } from '../../src/background/handlers.ts';
import { createServices, type World } from '../../src/background/services.ts';
import { type Client, createClient } from '../../src/rpc/client.ts';
import { createRouter } from '../../src/rpc/router.ts';
import { defaultKey } from '../sandbox/sandbox.ts';

const self = { id: 'latchkey', origin: 'chrome-extension://latchkey' };

/** The whole program as a page meets it: a client whose questions reach a worker over the contract. */
export interface Program extends Client {
  /** The worker dies and starts again: whatever was only in its memory is gone. */
  restartWorker(): Promise<void>;
  /** The browser rings the alarm of the lock. */
  ringLockAlarm(): Promise<void>;
}

export function startProgram(world: World): Program {
  let worker = startWorker(world);
  const client = createClient(async (message) => {
    // What is not JSON does not cross the road in a browser either.
    const answer = await worker.router(JSON.parse(JSON.stringify(message)), self);
    return JSON.parse(JSON.stringify(answer));
  });
  return {
    ask: client.ask,
    restartWorker: async () => {
      worker = startWorker(world);
      await worker.services.lock.resume();
    },
    ringLockAlarm: () => worker.services.lock.rang(),
  };
}

function startWorker(world: World) {
  const services = createServices(world);
  const isUnlocked = async () => (await services.lock.current()) !== null;
  return { services, router: createRouter(createHandlers(services), { self, isUnlocked }) };
}

export const PASSPHRASE = 'tin whistle under the bridge';

/** What a person gives at the lock: the passphrase, right or wrong. */
export function withPassphrase(passphrase = PASSPHRASE) {
  return { proof: { kind: 'passphrase', passphrase } } as const;
}

/** The same with a recovery code. */
export function withCode(code: string) {
  return { proof: { kind: 'recovery', code } } as const;
}

/** What a person types to add the sandbox's key. */
export function sandboxDraft(baseUrl: string, fields: Record<string, string> = {}) {
  const { apikey, secretkey, passcode, email } = defaultKey;
  return {
    id: null,
    version: 0,
    provider: 'webex-meetings',
    label: 'Sandbox',
    description: '',
    expiresAtMs: null,
    fields: { apiKey: apikey, secretKey: secretkey, passcode, email, baseUrl, ...fields },
  };
}
