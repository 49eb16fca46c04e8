import { createFakeProgram } from './fake-program.ts';
import { activationMail, LONG_SECRET, manyKeys, oneKey, unlockedState } from './fixtures.ts';
import type { Scene } from './scene.ts';

const open = ['tab Keys', 'press Add key', 'press Paste activation email'];
const edit = ['tab Keys', 'press Edit', 'press Paste activation email'];

/** Types a mail key by key, so it is read by the button. */
function read(mail: string): string[] {
  return [`type Activation email = ${mail}`, 'press Read email'];
}

const second = {
  'New API key': '5a4db0c5-0000-4000-8000-000000000008',
  'New Secret key': LONG_SECRET.replaceAll('SECRET', 'SECRES'),
  'Expiration time': '11/20/26 6:22 AM GMT',
};
const doubtful = {
  Name: 'Maximiliana Konstantinopoulou-Featherstonehaugh',
  Email: 'maximiliana.konstantinopoulou-featherstonehaugh@subsidiary.international.example.com',
  'New API key': String(oneKey.fields['apiKey']),
  'New Passcode': '',
  'New Secret key': LONG_SECRET.slice(0, 80),
  'Expiration time': '4/27/20 6:22 AM GMT',
};

/** The mail that brings a key. */
export const mailScenes: Record<string, Scene> = {
  mail: { program: () => createFakeProgram(), steps: open },
  'mail-found': { program: () => createFakeProgram(), steps: [...open, ...read(activationMail())] },
  'mail-some': {
    program: () => createFakeProgram(),
    steps: [
      ...open,
      ...read(activationMail({ 'New Passcode': '', 'Expiration time': '', Name: '' })),
    ],
  },
  'mail-doubts': {
    program: () => createFakeProgram(),
    steps: [...open, ...read(activationMail(doubtful))],
  },
  'mail-two-keys': {
    program: () => createFakeProgram(),
    steps: [...open, ...read(`${activationMail()}\n${activationMail(second)}`)],
  },
  'mail-nothing': {
    program: () => createFakeProgram(),
    steps: [...open, ...read('Dear John,\n\nThank you for your order of 7 chairs.')],
  },
  'mail-edit': {
    program: () => createFakeProgram(),
    steps: [...edit, ...read(activationMail({ Email: 'ana@test.com' }))],
  },
  'mail-used': {
    program: () => createFakeProgram(),
    steps: [...open, ...read(activationMail()), 'press Use these'],
  },
  'mail-expired': {
    program: () =>
      createFakeProgram({
        ...unlockedState,
        credentials: manyKeys.filter(({ expired }) => expired),
      }),
    steps: ['tab Keys'],
  },
};
