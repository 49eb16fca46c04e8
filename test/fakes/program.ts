import { createEvents } from '../../src/background/events.ts';
import { createHandlers } from '../../src/background/handlers.ts';
import { createServices } from '../../src/background/services.ts';
import type {
  OutsideEvent,
  ShowSuggestions,
  Suggestion,
} from '../../src/domain/outside-question.ts';
import { providers as known } from '../../src/providers/index.ts';
import { type Client, createClient } from '../../src/rpc/client.ts';
import type { PageReply, PageSender } from '../../src/rpc/page-door.ts';
import { createRouter } from '../../src/rpc/router.ts';
import { LOCK_ALARM } from '../../src/services/lock.ts';
import { defaultKey } from '../sandbox/sandbox.ts';
import type { FakeWorld } from './world.ts';

const self = { id: 'latchkey', origin: 'chrome-extension://latchkey' };

/** The whole program as a page meets it: a client whose questions reach a worker over the contract. */
export interface Program extends Client {
  /**
   * The worker dies and starts again: whatever was only in its memory is gone. Resolves when it has
   * done what it does at every start.
   */
  restartWorker(): Promise<void>;
  /** Time goes by: the timers of the living worker and the alarms that come due ring. */
  pass(ms: number): Promise<void>;
  /** The browser rings the alarm of the lock. */
  ringLockAlarm(): Promise<void>;
  /** Somebody presses a keyboard shortcut. */
  pressShortcut(command: string): Promise<void>;
  /** Something happens in the browser outside of our pages. */
  outside(event: OutsideEvent): Promise<void>;
  /** A script of ours in a web page asks; `opened`: what became of opening the panel beside it. */
  askFromPage(
    message: unknown,
    sender?: Partial<PageSender>,
    opened?: Promise<void>,
  ): Promise<PageReply>;
  /** Somebody types into the address bar. */
  suggest(typed: string): Promise<readonly Suggestion[]>;
  /** Somebody allowed something in the browser, or took it back. */
  changePermissions(): Promise<void>;
  /** The computer locks, and the browser says so. */
  lockComputer(): Promise<void>;
}

/** `providers`: the systems that it knows; default is all that Latchkey has. */
export function startProgram(world: FakeWorld, providers = known): Program {
  let worker = startWorker(world, providers);
  const client = createClient(async (message) => {
    // What is not JSON does not cross the road in a browser either.
    const answer = await worker.router(JSON.parse(JSON.stringify(message)), self);
    return JSON.parse(JSON.stringify(answer));
  });
  return {
    ask: client.ask,
    restartWorker: async () => {
      world.timer.waiting.length = 0;
      worker = startWorker(world, providers);
      await worker.events.started();
    },
    pass: async (ms) => {
      world.clock.advance(ms);
      await world.timer.ring();
      for (const [name, atMs] of [...world.alarmsSet]) {
        if (atMs > world.clock.now()) continue;
        world.alarmsSet.delete(name);
        await worker.events.rang(name);
      }
    },
    pressShortcut: (command) => worker.events.pressed(command),
    outside: (event) => worker.events.outside(event),
    askFromPage: (message, sender = {}, opened = Promise.resolve()) =>
      worker.events.pageAsked(
        JSON.parse(JSON.stringify(message)),
        { origin: 'https://tickets.example', tabId: 7, windowId: 1, ...sender },
        opened,
      ),
    suggest: async (text) => {
      const shown: Suggestion[] = [];
      const show: ShowSuggestions = (lines) =>
        void shown.push(...lines.map((line) => ({ text: line.content, words: line.description })));
      await worker.events.outside({ what: 'typing', text, show });
      return shown;
    },
    changePermissions: () => worker.events.permissionsChanged(),
    lockComputer: () => worker.events.computerLocked(),
    ringLockAlarm: () => worker.events.rang(LOCK_ALARM),
  };
}

function startWorker(world: FakeWorld, providers: typeof known) {
  const { later, ...services } = createServices(world, providers);
  const isUnlocked = async () => (await services.lock.current()) !== null;
  const router = createRouter(createHandlers(services, later), { self, isUnlocked });
  return { router, events: createEvents(services, later) };
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
    rules: [],
    fields: { apiKey: apikey, secretKey: secretkey, passcode, email, baseUrl, ...fields },
  };
}
