import { Failure } from '../../src/domain/failure.ts';
import type { RenewalReport } from '../../src/domain/renewal.ts';
import { DAY, HOUR, MINUTE } from '../../src/domain/time.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from './fake-program.ts';
import { oneKey, unlockedState } from './fixtures.ts';
import { keptAnswer, putAway, reportWith, TYPED } from './renewal-answers.ts';
import { type Scene, withAnswers } from './scene.ts';

const open = ['tab Keys', 'press Renew'];

function standing(change: Partial<RenewalReport>, answers: Partial<FakeProgram['answers']> = {}) {
  return {
    program: () =>
      withAnswers(createFakeProgram(), { 'renewal.report': () => reportWith(change), ...answers }),
    steps: open,
  };
}

const running = (change: Partial<RenewalReport>) => standing({ running: true, ...change });
const kept = { 'renewal.answers': () => ({ answers: [keptAnswer, putAway], typed: TYPED }) };
const unreadable = standing(
  { phase: 'answered' },
  {
    ...kept,
    'renewal.resume': () => {
      throw new Failure('renewal-unreadable', { label: oneKey.label, field: 'the answer' });
    },
  },
);
const reveal = [
  'open Answers',
  'press Show',
  `type Passphrase again = ${PASSPHRASE}`,
  'press Show the answer',
];

/** A key that is renewed without being asked for, and what became of the last try. */
const automatic = (failure: Failure | null) => ({
  ...oneKey,
  expiresAtMs: Date.now() + 6 * DAY,
  automatic: {
    failure: failure && { code: failure.code, facts: failure.facts },
    retryAtMs: failure && Date.now() + 20 * HOUR,
  },
});

export const renewalScenes: Record<string, Scene> = {
  renewal: { program: () => createFakeProgram(), steps: open },
  'renewal-done': { program: () => createFakeProgram(), steps: [...open, 'press Renew now'] },
  'renewal-preflight': running({ phase: 'preflight' }),
  'renewal-intent': running({ phase: 'intent' }),
  'renewal-parsed': running({ phase: 'parsed', newKeyHint: '…1b9fdf2' }),
  'renewal-unknown': standing({ phase: 'unknown' }),
  'renewal-answered': standing({ phase: 'answered' }, kept),
  'renewal-unreadable': { ...unreadable, steps: [...open, 'press Continue'] },
  'renewal-type': {
    ...standing({ phase: 'unknown' }),
    steps: [...open, 'press Type the key from the mail'],
  },
  'leak-question': {
    program: () => createFakeProgram(),
    steps: [...open, 'press This key leaked'],
  },
  'leak-running': running({ leaked: true, stage: 'retire', phase: 'intent' }),
  'leak-unknown': standing({ leaked: true, stage: 'retire', phase: 'unknown' }),
  'leak-pending': standing({ leaked: true, stage: 'retire', phase: 'preflight' }),
  'leak-done': {
    program: () => createFakeProgram(),
    steps: [...open, 'press This key leaked', 'press Replace it and turn it off'],
  },
  'previous-keys': {
    program: () =>
      createFakeProgram({
        ...unlockedState,
        credentials: [
          {
            ...oneKey,
            previous: [
              previous('…f1b9fd1', { expiresAtMs: Date.now() + 9 * DAY }),
              previous('…aaaaaa2', { expiresAtMs: Date.now() - 9 * DAY }),
              previous('…bbbbbb3', { leaked: 'off' }),
              previous('…cccccc4', { leaked: 'live', expiresAtMs: Date.now() + 90 * DAY }),
            ],
          },
        ],
      }),
    steps: ['tab Keys'],
  },
  'automatic-due': {
    program: () => createFakeProgram({ ...unlockedState, credentials: [automatic(null)] }),
    steps: ['tab Keys'],
  },
  guides: {
    program: () => createFakeProgram(),
    steps: ['press Settings', 'link Guide'],
  },
  'guide-webex-apply': {
    program: () => createFakeProgram({ ...unlockedState, credentials: [] }),
    steps: [
      'tab Keys',
      'press Apply for a key',
      'check Choose the email address',
      'check Fill the form',
    ],
  },
  'guide-expired': {
    program: () =>
      createFakeProgram({
        ...unlockedState,
        credentials: [{ ...oneKey, expired: true, expiresAtMs: Date.now() - 2 * DAY }],
      }),
    steps: ['tab Keys', `press Guide of “${oneKey.label}”`],
  },
  'automatic-failed': {
    program: () =>
      createFakeProgram({
        ...unlockedState,
        credentials: [automatic(new Failure('no-answer', { host: 'meetings-api.webex.com' }))],
      }),
    steps: ['tab Keys'],
  },
  'renewal-revealed': { ...standing({ phase: 'unknown' }, kept), steps: [...open, ...reveal] },
  'renewal-answers': {
    ...standing({ phase: 'unknown' }, kept),
    steps: [...open, 'open Answers'],
  },
};

function previous(hint: string, change: Partial<(typeof oneKey)['previous'][number]>) {
  return {
    id: hint,
    hint,
    expiresAtMs: null,
    replacedAtMs: Date.now() - MINUTE,
    leaked: null,
    ...change,
  };
}
