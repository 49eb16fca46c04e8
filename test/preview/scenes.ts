import { Failure } from '../../src/domain/failure.ts';
import { SECOND } from '../../src/domain/time.ts';
import { accessScenes } from './access-scenes.ts';
import { activityScenes } from './activity-scenes.ts';
import { backupScenes } from './backup-scenes.ts';
import { boxScenes } from './box-scenes.ts';
import { bulkScenes } from './bulk-scenes.ts';
import { callScenes } from './call-scenes.ts';
import { connectScenes } from './connect-scenes.ts';
import { damageScenes } from './damage-scenes.ts';
import { expiryScenes } from './expiry-scenes.ts';
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
import { handOverScenes } from './hand-over-scenes.ts';
import { importScenes } from './import-scenes.ts';
import { keyFormScenes } from './key-form-scenes.ts';
import { mailScenes } from './mail-scenes.ts';
import { pageScenes } from './page-scenes.ts';
import { presenterScenes } from './presenter-scenes.ts';
import { recentAnswers, someRecent } from './recent-answers.ts';
import { renewalScenes } from './renewal-scenes.ts';
import { requestScenes } from './request-scenes.ts';
import { type Scene, withAnswers } from './scene.ts';
import { scopeScenes } from './scope-scenes.ts';
import { tokenScenes } from './token-scenes.ts';
import { usageScenes } from './usage-scenes.ts';
import { watchScenes } from './watch-scenes.ts';

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
  ...boxScenes,
  ...callScenes,
  ...presenterScenes,
  ...renewalScenes,
  ...accessScenes,
  ...damageScenes,
  ...backupScenes,
  ...handOverScenes,
  ...importScenes,
  ...usageScenes,
  ...pageScenes,
  ...tokenScenes,
  ...connectScenes,
  ...keyFormScenes,
  ...mailScenes,
  ...expiryScenes,
  ...scopeScenes,
  ...activityScenes,
  ...requestScenes,
  ...bulkScenes,
  ...watchScenes,
  settings: { program: () => createFakeProgram(), steps: ['press Settings'] },
  'settings-recent': {
    program: () => withAnswers(createFakeProgram(), recentAnswers(someRecent)),
    steps: ['press Settings', 'check Keep recent look-ups'],
  },
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
