import { DAY } from '../../src/domain/time.ts';
import type { ProgramState } from '../../src/rpc/answers/vault.ts';
import { createFakeProgram, type FakeProgram } from './fake-program.ts';
import { lockedState, unlockedState } from './fixtures.ts';
import { type Scene, withAnswers } from './scene.ts';

const damagedState: ProgramState = { ...lockedState, vault: 'damaged' };
const partlyDamaged: ProgramState = { ...unlockedState, vault: 'damaged', credentials: [] };

const twoAsides = [
  { id: 'aside-1', asideAtMs: Date.now() - 2 * DAY, untilMs: Date.now() + 28 * DAY },
  { id: 'aside-2', asideAtMs: Date.now() - 29 * DAY, untilMs: Date.now() + DAY },
];

function withAsides(state: ProgramState): FakeProgram {
  return Object.assign(createFakeProgram(state), { asides: twoAsides });
}

/** Ways out of a vault that cannot be opened. */
export const damageScenes: Record<string, Scene> = {
  damaged: { program: () => createFakeProgram(damagedState) },
  'damaged-twice': {
    program: () =>
      withAnswers(withAsides(damagedState), {
        'damage.report': () => ({ unreadable: 0, copy: null }),
      }),
    steps: ['press Restore a backup', 'type Type “start again” to go on = Start again'],
  },
  'damaged-keys': {
    program: () =>
      withAnswers(createFakeProgram(partlyDamaged), {
        'damage.report': () => ({ unreadable: 2, copy: { savedAtMs: null } }),
        'damage.use-second-copy': () => ({}),
      }),
    steps: ['press Use the second copy'],
  },
  forgotten: { program: () => createFakeProgram(lockedState), steps: ['press Forgotten both?'] },
  'missing-asides': { program: () => withAsides({ ...lockedState, vault: 'missing' }) },
  'missing-strength': {
    program: () => createFakeProgram({ ...lockedState, vault: 'missing' }),
    steps: ['type Passphrase = correct horse', 'type Repeat passphrase = correct horse'],
  },
  'settings-asides': {
    program: () => withAsides(unlockedState),
    steps: ['press Settings', 'press Erase now'],
  },
};
