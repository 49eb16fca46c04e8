import { Failure } from '../../src/domain/failure.ts';
import type { RenewalPhase } from '../../src/domain/renewal.ts';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import type { PageId } from '../../src/ui/pages.ts';
import { BACKUP_PASSPHRASE, fullPreview, goodRehearsal } from './fake-backup.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from './fake-program.ts';
import {
  busyMeeting,
  HOST,
  lockedState,
  manyKeys,
  meetingAnswer,
  oneKey,
  silentMeeting,
  tenSites,
  unlockedState,
} from './fixtures.ts';
import { openedStanding, openStanding, PACKAGE, REQUEST } from './hand-over-answers.ts';

/** A state worth looking at, and what a person does to get there (for the screenshots). */
export interface Scene {
  program: () => FakeProgram;
  /**
   * Steps: `type NAME = text`, `file NAME`, `press NAME`, `open NAME`, `tab NAME`, `link TITLE`,
   * `check NAME`.
   */
  steps?: string[];
}

const lookUp = (text: string) => [
  `type Session key, link, email or token = ${text}`,
  'press Look up',
];

const clipboardNotAllowed: Partial<FakeProgram['answers']> = {
  'clipboard.copied': () => ({ clearing: 'not-allowed', seconds: null }),
  'clipboard.settings': () => ({ seconds: 30, allowed: false }),
  'lookup.meeting': () => meetingAnswer(busyMeeting),
};

const copyPassword = [
  ...lookUp('25512345678'),
  'press Show passwords',
  `type Passphrase = ${PASSPHRASE}`,
  'press Show',
  'press Copy Meeting password',
];

/** The colleague's request is pasted and read. */
const GIVING = [
  'press Settings',
  'link Hand over a key',
  `type Request from your colleague = ${REQUEST}`,
  'press Continue',
];

/** Every scene by its name in the address: `popup.html?scene=meeting`. */
export const SCENES: Record<string, Scene> = {
  missing: { program: () => createFakeProgram({ ...lockedState, vault: 'missing' }) },
  'missing-problems': {
    program: () => createFakeProgram({ ...lockedState, vault: 'missing' }),
    steps: ['type Passphrase = too short', 'press Create vault'],
  },
  recovery: { program: () => createFakeProgram({ ...unlockedState, recoverySaved: false }) },
  locked: { program: () => createFakeProgram(lockedState) },
  'locked-wrong': {
    program: () => createFakeProgram(lockedState),
    steps: ['type Passphrase = guess', 'press Unlock'],
  },
  'locked-wait': {
    program: () =>
      withAnswers(createFakeProgram(lockedState), {
        'vault.unlock': () => {
          throw new Failure('unlock-wait', { retryAtMs: Date.now() + 25 * SECOND });
        },
      }),
    steps: ['type Passphrase = guess', 'press Unlock'],
  },
  'no-keys': { program: () => createFakeProgram({ ...unlockedState, credentials: [] }) },
  'no-keys-tab': {
    program: () => createFakeProgram({ ...unlockedState, credentials: [] }),
    steps: ['tab Keys'],
  },
  idle: { program: () => createFakeProgram() },
  typing: {
    program: () => createFakeProgram({ ...unlockedState, credentials: manyKeys }),
    steps: ['type Session key, link, email or token = 400-971-234'],
  },
  asking: {
    program: () =>
      withAnswers(createFakeProgram(), { 'lookup.meeting': () => new Promise(() => {}) }),
    steps: lookUp('400971234'),
  },
  meeting: { program: () => createFakeProgram(), steps: lookUp('400 971 234') },
  'meeting-busy': {
    program: () =>
      withAnswers(createFakeProgram({ ...unlockedState, credentials: manyKeys }), {
        'lookup.meeting': () => meetingAnswer(busyMeeting),
      }),
    steps: lookUp('25512345678'),
  },
  'meeting-passwords': {
    program: () =>
      withAnswers(createFakeProgram(), { 'lookup.meeting': () => meetingAnswer(busyMeeting) }),
    steps: [
      ...lookUp('25512345678'),
      'press Show passwords',
      `type Passphrase = ${PASSPHRASE}`,
      'press Show',
    ],
  },
  'meeting-silent': {
    program: () =>
      withAnswers(createFakeProgram(), { 'lookup.meeting': () => meetingAnswer(silentMeeting) }),
    steps: lookUp('400971234'),
  },
  sites: { program: () => createFakeProgram(), steps: lookUp('test@cisco.com') },
  'sites-none': {
    program: () =>
      withAnswers(createFakeProgram(), { 'lookup.sites': () => ({ ...tenSites, sites: [] }) }),
    steps: lookUp('test@cisco.com'),
  },
  'failure-unauthorized': failing(
    () => new Failure('unauthorized', { label: 'Support desk', host: HOST, skewSeconds: 540 }),
  ),
  'failure-host': failing(() => new Failure('host-not-allowed', { origin: `https://${HOST}` })),
  'failure-missing': failing(() => new Failure('meeting-missing', { sessionKey: '400971234' })),
  'failure-typed': { program: () => createFakeProgram(), steps: lookUp('4009712') },
  keys: {
    program: () => createFakeProgram({ ...unlockedState, credentials: manyKeys }),
    steps: ['tab Keys'],
  },
  'keys-delete': { program: () => createFakeProgram(), steps: ['tab Keys', 'press Delete'] },
  'key-form': { program: () => createFakeProgram(), steps: ['tab Keys', 'press Add key'] },
  'key-form-invalid': {
    program: () =>
      withAnswers(createFakeProgram(), {
        'credentials.save': () => {
          throw new Failure('field-invalid', {
            field: 'email',
            label: 'Email',
            problem: 'is not an email address',
          });
        },
      }),
    steps: [
      'tab Keys',
      'press Add key',
      'type Label = New key',
      'type API key = 1f0d2090',
      'type Secret key = 7Q6YCX0FXES0W33',
      'type Passcode = 12345',
      'type Email = john@test',
      'press Save key',
    ],
  },
  'key-edit': {
    program: () => createFakeProgram(),
    steps: ['tab Keys', 'press Edit', 'open Advanced'],
  },
  renewal: { program: () => createFakeProgram(), steps: ['tab Keys', 'press Renew'] },
  'renewal-done': {
    program: () => createFakeProgram(),
    steps: ['tab Keys', 'press Renew', 'press Renew now'],
  },
  'renewal-unknown': standing('unknown'),
  'renewal-answered': standing('answered'),
  import: { program: () => onPage('import') },
  'import-failure': {
    program: () => onPage('import'),
    steps: ['type Or paste the file’s text = {"apiKey":}', 'press Read text'],
  },
  'import-found': {
    program: () => onPage('import'),
    steps: ['type Or paste the file’s text = {"apiKey":1}', 'press Read text'],
  },
  'import-done': {
    program: () => onPage('import'),
    steps: [
      'type Or paste the file’s text = {"apiKey":1}',
      'press Read text',
      'press Import 1 key',
    ],
  },
  settings: { program: () => createFakeProgram(), steps: ['press Settings'] },
  backup: backups(),
  'backup-none': backups([], {
    'backup.status': () => ({ keys: 0, madeAtMs: null, rehearsedAtMs: null }),
  }),
  'backup-nothing-yet': backups(['press Make a backup'], {
    'backup.status': () => ({ keys: 0, madeAtMs: null, rehearsedAtMs: null }),
  }),
  'backup-make': backups(['press Make a backup', 'press Make backup']),
  'backup-made': backups([
    'press Make a backup',
    `type Passphrase = ${PASSPHRASE}`,
    'press Make backup',
  ]),
  'backup-rehearse': backups(['press Rehearse']),
  'backup-rehearsed': backups(openBackup('Rehearse', BACKUP_PASSPHRASE)),
  'backup-rehearsed-old': backups(openBackup('Rehearse', BACKUP_PASSPHRASE), {
    'backup.rehearse': () => ({
      ...goodRehearsal,
      missing: [{ label: 'Lisbon desk', system: 'Webex Meetings' }],
      outdated: [
        { label: 'Support desk', system: 'Webex Meetings' },
        { label: 'Night shift', system: 'Webex Meetings' },
      ],
      leftOut: fullPreview.leftOut,
    }),
  }),
  'backup-wrong': backups(openBackup('Rehearse', 'not the passphrase')),
  'backup-working': backups(openBackup('Rehearse', BACKUP_PASSPHRASE), {
    'backup.rehearse': () => new Promise(() => {}),
  }),
  'backup-restore': backups(preview()),
  'backup-restored': backups([...preview(), 'press Restore 2 keys']),
  'backup-replace': backups([...preview(), 'press Replace the whole vault instead']),
  'settings-clipboard': {
    program: () => withAnswers(createFakeProgram(), clipboardNotAllowed),
    steps: ['press Settings'],
  },
  copied: {
    program: () =>
      withAnswers(createFakeProgram(), { 'lookup.meeting': () => meetingAnswer(busyMeeting) }),
    steps: copyPassword,
  },
  'copied-not-allowed': {
    program: () => withAnswers(createFakeProgram(), clipboardNotAllowed),
    steps: copyPassword,
  },
  receive: { program: () => createFakeProgram(), steps: ['press Settings', 'link Receive a key'] },
  'receive-open': {
    program: () => withAnswers(createFakeProgram(), { 'hand-over.standing': () => openStanding }),
    steps: ['press Settings', 'link Receive a key'],
  },
  'receive-wrong': {
    program: () => withAnswers(createFakeProgram(), { 'hand-over.standing': () => openStanding }),
    steps: [
      'press Settings',
      'link Receive a key',
      `type Text from your colleague = ${REQUEST}`,
      'press Open',
    ],
  },
  'receive-opened': {
    program: () => withAnswers(createFakeProgram(), { 'hand-over.standing': () => openedStanding }),
    steps: ['press Settings', 'link Receive a key'],
  },
  'receive-kept': {
    program: () => createFakeProgram(),
    steps: [
      'press Settings',
      'link Receive a key',
      'press Make a request',
      `type Text from your colleague = ${PACKAGE}`,
      'press Open',
      'press Keep it',
    ],
  },
  'hand-over': {
    program: () => createFakeProgram({ ...unlockedState, credentials: manyKeys }),
    steps: ['press Settings', 'link Hand over a key'],
  },
  'hand-over-compare': { program: () => createFakeProgram(), steps: GIVING },
  'hand-over-unchecked': {
    program: () => createFakeProgram(),
    steps: [...GIVING, `type Passphrase = ${PASSPHRASE}`, 'press Hand over'],
  },
  'hand-over-given': {
    program: () => createFakeProgram(),
    steps: [
      ...GIVING,
      'check We compared them: they are the same',
      `type Passphrase = ${PASSPHRASE}`,
      'press Hand over',
    ],
  },
  'look-up-only': {
    program: () =>
      createFakeProgram({
        ...unlockedState,
        credentials: [{ ...oneKey, lookUpOnly: true, abilities: ['meetings', 'sites'] }],
      }),
    steps: ['tab Keys'],
  },
  'look-up-only-edit': {
    program: () =>
      createFakeProgram({
        ...unlockedState,
        credentials: [{ ...oneKey, lookUpOnly: true, abilities: ['meetings', 'sites'] }],
      }),
    steps: ['tab Keys', 'press Edit'],
  },
  trouble: {
    program: () =>
      withAnswers(createFakeProgram(), {
        'program.state': () => {
          throw new Failure('worker-gone', {});
        },
      }),
  },
};

/** The page of backups, and what is done there. */
function backups(steps: string[] = [], answers: Partial<FakeProgram['answers']> = {}): Scene {
  return {
    program: () => {
      const program = withAnswers(createFakeProgram(), answers);
      program.world.page = 'backup';
      return program;
    },
    steps,
  };
}

function openBackup(way: string, passphrase: string): string[] {
  const verb = way === 'Restore' ? 'Show what would change' : 'Rehearse';
  return [
    `press ${way}`,
    'file Backup file',
    `type Backup passphrase = ${passphrase}`,
    `press ${verb}`,
  ];
}

function preview(): string[] {
  return openBackup('Restore', BACKUP_PASSPHRASE);
}

function withAnswers(program: FakeProgram, answers: Partial<FakeProgram['answers']>): FakeProgram {
  program.answers = { ...program.answers, ...answers };
  return program;
}

function onPage(page: PageId): FakeProgram {
  const program = createFakeProgram();
  program.world = { ...program.world, page };
  return program;
}

function failing(failure: () => Failure): Scene {
  return {
    program: () =>
      withAnswers(createFakeProgram(), {
        'lookup.meeting': () => {
          throw failure();
        },
      }),
    steps: lookUp('400971234'),
  };
}

function standing(phase: RenewalPhase): Scene {
  return {
    program: () =>
      withAnswers(createFakeProgram(), {
        'renewal.report': () => ({
          phase,
          label: oneKey.label,
          startedAtMs: Date.now() - 7 * MINUTE,
          newKeyHint: null,
          newExpiresAtMs: null,
        }),
      }),
    steps: ['tab Keys', 'press Renew'],
  };
}
