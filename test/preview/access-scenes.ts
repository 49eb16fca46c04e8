import { Failure } from '../../src/domain/failure.ts';
import { SECOND } from '../../src/domain/time.ts';
import type { PageId } from '../../src/ui/pages.ts';
import { CODE, createFakeProgram, type FakeProgram, PASSPHRASE } from './fake-program.ts';
import { lockedState, threeWays, unlockedState } from './fixtures.ts';
import type { Scene } from './scene.ts';

const aPasskey = { slotId: 'way-3', credentialId: 'credential-1-of-a-test', salt: 'A'.repeat(43) };
const withPasskey = { ...unlockedState, passkeys: [aPasskey] };
const lockedWithPasskey = { ...lockedState, passkeys: [aPasskey] };

const LONG =
  'The passkey on the old phone in the drawer of the desk by the window, averyveryverylongnamewithoutasinglespaceinitwhichsomebodypasted';

function on(page: PageId, program: FakeProgram, change: Partial<FakeProgram> = {}): FakeProgram {
  program.world.page = page;
  return Object.assign(program, change);
}

const access = (steps: string[] = [], change: Partial<FakeProgram> = {}): Scene => ({
  program: () => on('access', createFakeProgram(withPasskey), change),
  steps,
});

function inFirefox(): FakeProgram {
  const program = on('access', createFakeProgram());
  program.world.passkeys = null;
  program.ways = threeWays.slice(0, 2);
  return program;
}

/** Who may open the vault, and how it is opened. */
export const accessScenes: Record<string, Scene> = {
  'locked-passkey': { program: () => createFakeProgram(lockedWithPasskey) },
  'locked-passkey-closed': {
    program: () => Object.assign(createFakeProgram(lockedWithPasskey), { dialog: 'closed' }),
    steps: ['press Unlock with a passkey'],
  },
  'locked-wait-known': {
    program: () => createFakeProgram({ ...lockedWithPasskey, retryAtMs: Date.now() + 40 * SECOND }),
  },
  'unlocked-by-code': {
    program: () => createFakeProgram(lockedState),
    steps: ['press Use the recovery code', `type Recovery code = ${CODE}`, 'press Unlock'],
  },
  access: access(),
  'access-firefox': { program: inFirefox },
  'access-long': access([], {
    ways: threeWays.map((way) => ({
      ...way,
      name: way.kind === 'passkey' ? LONG : way.name,
      saved: way.kind !== 'recovery',
      createdAtMs: null,
    })),
  }),
  'access-change': access([
    'press Change passphrase',
    `type Present passphrase = ${PASSPHRASE}`,
    'type New passphrase = Summer 2026!!',
    'type Repeat new passphrase = Summer 2025!!',
    'press Change passphrase',
  ]),
  'access-change-code': access([
    'press Change passphrase',
    'press I only have the recovery code',
    'type New passphrase = steamy catalyst plop emcee',
  ]),
  'access-changed': access([
    'press Change passphrase',
    `type Present passphrase = ${PASSPHRASE}`,
    'type New passphrase = steamy catalyst plop emcee',
    'type Repeat new passphrase = steamy catalyst plop emcee',
    'press Change passphrase',
  ]),
  'access-exposed': access([
    'press Change passphrase',
    `type Present passphrase = ${PASSPHRASE}`,
    'type New passphrase = steamy catalyst plop emcee',
    'type Repeat new passphrase = steamy catalyst plop emcee',
    'check Somebody may know the old one',
    'press Change passphrase',
  ]),
  'access-remove': access(['press Remove', 'type Passphrase again = not it', 'press Remove']),
  'access-rename': access(['press Rename']),
  'access-code': access([
    'press New recovery code',
    `type Passphrase again = ${PASSPHRASE}`,
    'press Show new code',
  ]),
  'access-add': access(['press Add passkey']),
  'access-without-prf': access(
    [
      'press Add passkey',
      'type Name = This laptop',
      `type Passphrase again = ${PASSPHRASE}`,
      'press Make passkey',
    ],
    { dialog: new Failure('passkey-without-prf', {}) },
  ),
};
