import type { AccessWay } from '../../src/domain/access-way.ts';
import type { Aside } from '../../src/domain/damage.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Proof } from '../../src/domain/proof.ts';
import { DAY } from '../../src/domain/time.ts';
import type { ProgramState } from '../../src/rpc/answers/vault.ts';
import type { Client } from '../../src/rpc/client.ts';
import type { Call, InputOf, OutputOf } from '../../src/rpc/contract.ts';
import type { Gesture } from '../../src/ui/gesture.ts';
import type { Passkeys } from '../../src/ui/passkey.ts';
import type { World } from '../../src/ui/world.ts';
import { type ActivityCall, activityAnswers } from './activity-answers.ts';
import { type BulkCall, bulkAnswers } from './bulk-answers.ts';
import { type ExpiryCall, expiryAnswers } from './expiry-answers.ts';
import { backupAnswers } from './fake-backup.ts';
import {
  importVerdict,
  meetingAnswer,
  oneKey,
  personalRoom,
  tenSites,
  threeWays,
  unlockedState,
  webexCard,
} from './fixtures.ts';
import { type HandOverCall, handOverAnswers } from './hand-over-answers.ts';
import { type PageCall, pageAnswers } from './page-answers.ts';
import { type RecentCall, recentAnswers } from './recent-answers.ts';
import {
  type GuideCall,
  guideAnswers,
  type RenewalCall,
  renewalAnswers,
} from './renewal-answers.ts';
import { type RequestCall, requestAnswers } from './request-answers.ts';
import { type TokenCall, tokenAnswers } from './token-answers.ts';
import { type UsageCall, usageAnswers } from './usage-answers.ts';
import { type WatchCall, watchAnswers } from './watch-answers.ts';

/** What the fake worker says: one verb for each line of the contract. */
export type Answers = {
  [C in Call]: (input: InputOf<C>) => OutputOf<C> | Promise<OutputOf<C>>;
};

/** A program without a worker: keeps a state, remembers what was asked and gestured, in order. */
export interface FakeProgram {
  world: Omit<World, 'place'>;
  /** Every request and gesture in its order: "credentials.save", "gesture requestHosts https://…". */
  log: string[];
  inputs: unknown[];
  state: ProgramState;
  ways: AccessWay[];
  /** Vaults that were put aside. */
  asides: Aside[];
  /** Whether the page is a tab, in which the browser's dialog for passkeys has its place. */
  tab: boolean;
  /** What becomes of the browser's dialog: a failure, or `null` for who closes it. */
  dialog: 'given' | 'closed' | Failure;
  answers: Answers;
  /** What the browser says to a permission prompt. */
  permission: Promise<boolean>;
  /** Tells the page that something changed, as the worker does. */
  tell(changed: 'state' | 'renewal'): void;
}

export const PASSPHRASE = 'correct horse battery';
/** 32 bytes. */
const SALT = 'c2FsdHNhbHRzYWx0c2FsdHNhbHRzYWx0c2FsdHNhbHQ';
export const CODE = '7Q4M-TZ1K-9XNE-4VHB-RW2C-6PJ8-D5SA-K3GF-MX7T-2BQY-8NEC-W4RH-J6';

export function createFakeProgram(state: ProgramState = unlockedState): FakeProgram {
  const listeners = new Set<(change: { changed: 'state' | 'renewal' }) => void>();
  const log: string[] = [];
  const inputs: unknown[] = [];
  const client: Client = {
    async ask<C extends Call>(call: C, input: InputOf<C>): Promise<OutputOf<C>> {
      log.push(call);
      inputs.push(input);
      return fake.answers[call](input);
    },
  };
  const fake: FakeProgram = {
    log,
    inputs,
    state,
    ways: [...threeWays],
    asides: [],
    tab: true,
    dialog: 'given',
    permission: Promise.resolve(true),
    answers: answersOver(() => fake),
    world: {
      client,
      gesture: fakeGesture(() => fake),
      page: null,
      wish: null,
      passkeys: async () => fakePasskeys(() => fake),
      listen: (onChange) => {
        listeners.add(onChange);
        return () => listeners.delete(onChange);
      },
    },
    tell: (changed) => {
      for (const listener of listeners) listener({ changed });
    },
  };
  return fake;
}

function fakeGesture(program: () => FakeProgram): Gesture {
  return {
    requestHosts: (patterns) => {
      program().log.push(`gesture requestHosts ${patterns.join(' ')}`);
      return program().permission;
    },
    openPanel: async () => {
      program().log.push('gesture openPanel');
    },
    requestPermissions: (names) => {
      program().log.push(`gesture requestPermissions ${names.join(' ')}`);
      return program().permission;
    },
    openShortcutSettings: async () => {
      program().log.push('gesture openShortcutSettings');
    },
    isTab: async () => program().tab,
    windowId: async () => 1,
    openPanelTab: async (page) => {
      program().log.push(
        page === undefined ? 'gesture openPanelTab' : `gesture openPanelTab ${page}`,
      );
    },
  };
}

/** An authenticator that gives what it was told to. */
function fakePasskeys(program: () => FakeProgram): Passkeys {
  const dialog = <T>(given: T): T | null => {
    const outcome = program().dialog;
    if (outcome instanceof Failure) throw outcome;
    return outcome === 'given' ? given : null;
  };
  const passkey = { credentialId: 'credential-1-of-a-test', salt: SALT, secret: SALT };
  return {
    make: async () => {
      program().log.push('passkey make');
      return dialog(passkey);
    },
    use: async ([known]) => {
      program().log.push('passkey use');
      return dialog({ slotId: known?.slotId ?? '', secret: SALT });
    },
  };
}

function answersOver(program: () => FakeProgram): Answers {
  return {
    ...vaultAnswers(program),
    ...keyAnswers(program),
    ...renewalAnswers(program),
    ...guideAnswers(program),
    ...backupAnswers(program),
    ...settingsAnswers(),
    ...handOverAnswers(program),
    ...usageAnswers(),
    ...requestAnswers(),
    ...activityAnswers,
    ...expiryAnswers(program),
    ...pageAnswers(),
    ...tokenAnswers,
    ...watchAnswers(),
    ...recentAnswers(),
    ...bulkAnswers(),
  };
}

type AccessCall = Extract<Call, `access.${string}`>;
type DamageCall = Extract<Call, `damage.${string}` | `aside.${string}`>;
type VaultCall =
  | Extract<Call, `program.${string}` | `vault.${string}` | `recovery.${string}`>
  | AccessCall
  | DamageCall;
type BackupCall = Extract<Call, `backup.${string}`>;
type SettingsCall = Extract<
  Call,
  `clipboard.${string}` | `system-lock.${string}` | `shortcuts.${string}`
>;
type KeyCall = Exclude<
  Call,
  | VaultCall
  | RenewalCall
  | GuideCall
  | BackupCall
  | SettingsCall
  | HandOverCall
  | UsageCall
  | WatchCall
  | RecentCall
  | BulkCall
  | RequestCall
  | ActivityCall
  | ExpiryCall
  | TokenCall
  | PageCall
>;

function vaultAnswers(program: () => FakeProgram): Pick<Answers, VaultCall> {
  const change = (part: Partial<ProgramState>) => {
    program().state = { ...program().state, ...part };
    return {};
  };
  const unlock = () => change({ vault: 'unlocked', lockAtMs: unlockedState.lockAtMs });
  return {
    // A new one each time, as over the wire.
    'program.state': () => ({ ...program().state }),
    'vault.create': () => {
      unlock();
      return change({ recoverySaved: false });
    },
    'vault.unlock': ({ proof }) => {
      refuse(proof);
      return unlock();
    },
    'vault.lock': () => change({ vault: 'locked', lockAtMs: null }),
    'vault.touch': () => ({ lockAtMs: program().state.lockAtMs }),
    'vault.set-lock-minutes': ({ minutes }) => change({ lockMinutes: minutes }),
    'recovery.begin': ({ proof }) => {
      if (proof !== null) refuse(proof);
      return { code: CODE, slotId: 'slot-1' };
    },
    'recovery.confirm': () => change({ recoverySaved: true }),
    ...accessAnswers(program),
    ...damageAnswers(program, change),
  };
}

/** As the worker does with what opens nothing. */
export function refuse(proof: Proof): void {
  if (proof.kind === 'passphrase' && proof.passphrase !== PASSPHRASE) {
    throw new Failure('wrong-passphrase', {});
  }
  if (proof.kind === 'recovery' && proof.code !== CODE) {
    throw new Failure('wrong-recovery-code', { problem: 'not-a-code' });
  }
}

function accessAnswers(program: () => FakeProgram): Pick<Answers, AccessCall> {
  return {
    'access.ways': () => program().ways,
    'access.change-passphrase': ({ proof, exposed }) => {
      refuse(proof);
      const fake = program();
      const [passphrase, ...others] = fake.ways.map((way) =>
        way.kind === 'passphrase' ? { ...way, id: `${way.id}-changed` } : way,
      );
      if (passphrase) fake.ways = exposed ? [passphrase] : [passphrase, ...others];
      if (exposed) fake.state = { ...fake.state, recoverySaved: false, passkeys: [] };
      return {};
    },
    'access.add-passkey': ({ proof, name, passkey: { credentialId, salt } }) => {
      refuse(proof);
      const passkeys = [...program().state.passkeys, { slotId: 'slot-new', credentialId, salt }];
      program().state = { ...program().state, passkeys };
      const added = { id: 'slot-new', kind: 'passkey', name, createdAtMs: Date.now() } as const;
      program().ways = [...program().ways, { ...added, saved: true }];
      return {};
    },
    'access.rename': ({ slotId, name }) => {
      program().ways = program().ways.map((way) => (way.id === slotId ? { ...way, name } : way));
      return {};
    },
    'access.remove': ({ proof, slotId }) => {
      refuse(proof);
      program().ways = program().ways.filter((way) => way.id !== slotId);
      return {};
    },
  };
}

function damageAnswers(
  program: () => FakeProgram,
  change: (part: Partial<ProgramState>) => object,
): Pick<Answers, DamageCall> {
  const without = (gone: string) => {
    program().asides = program().asides.filter(({ id }) => id !== gone);
  };
  return {
    'damage.report': () => ({ unreadable: 0, copy: { savedAtMs: Date.now() - DAY } }),
    'damage.use-second-copy': () => change({ vault: 'locked' }),
    'damage.leave-out': () => change({ vault: 'unlocked' }),
    'damage.start-again': () => change({ vault: 'missing' }),
    'aside.list': () => program().asides,
    'aside.bring-back': ({ id }) => {
      without(id);
      return change({ vault: 'locked' });
    },
    'aside.forget': ({ id }) => {
      without(id);
      return {};
    },
  };
}

function keyAnswers(program: () => FakeProgram): Pick<Answers, KeyCall> {
  const keys = () => program().state.credentials;
  const setKeys = (credentials: ProgramState['credentials']) => {
    program().state = { ...program().state, credentials };
    return {};
  };
  return {
    'providers.list': () => [webexCard],
    'credentials.save': ({ id, label, description, expiresAtMs }) => {
      const saved = { ...oneKey, id: id ?? 'key-new', label, description, expiresAtMs };
      setKeys([...keys().filter((each) => each.id !== id), saved]);
      return { id: saved.id, label: saved.label };
    },
    'credentials.set-disabled': ({ id, disabled }) =>
      setKeys(keys().map((each) => (each.id === id ? { ...each, disabled } : each))),
    'credentials.delete': ({ id }) => setKeys(keys().filter((each) => each.id !== id)),
    'lookup.meeting': () => {
      if (program().state.vault !== 'unlocked') throw new Failure('vault-locked', {});
      return meetingAnswer(personalRoom);
    },
    'lookup.sites': () => tenSites,
    'scope.test': () => ({ lists: [] }),
    'screen.keep': (choice) => {
      program().state = { ...program().state, screen: { ...program().state.screen, ...choice } };
      return {};
    },
    'import.check': ({ drafts }) => ({ verdicts: drafts.map(importVerdict) }),
    'import.save': ({ drafts }) => ({ labels: drafts.map(({ label }) => label) }),
    'lookup.reveal-passwords': ({ proof }) => {
      refuse(proof);
      return { meeting: 'Xk3-quarterly-88', audio: null };
    },
  };
}

function settingsAnswers(): Pick<Answers, SettingsCall> {
  let settings: OutputOf<'clipboard.settings'> = { seconds: 30, allowed: true };
  let systemLock = { on: false };
  return {
    'clipboard.copied': () => ({ clearing: 'due', seconds: 30 }),
    'clipboard.settings': () => settings,
    'clipboard.set-seconds': ({ seconds }) => {
      settings = { ...settings, seconds };
      return {};
    },
    'system-lock.settings': () => systemLock,
    'system-lock.set': (wanted) => {
      systemLock = wanted;
      return {};
    },
    'shortcuts.list': () => [
      { command: '_execute_action', keys: 'Alt+Shift+K' },
      { command: 'lock', keys: 'Alt+Shift+L' },
    ],
  };
}
