import { createFakeProgram, PASSPHRASE } from './fake-program.ts';
import { manyKeys, unlockedState } from './fixtures.ts';
import { openedStanding, openStanding, PACKAGE, REQUEST } from './hand-over-answers.ts';
import { type Scene, withAnswers } from './scene.ts';

/** The colleague's request is pasted and read. */
const GIVING = [
  'press Settings',
  'link Hand over a key',
  `type Request from your colleague = ${REQUEST}`,
  'press Continue',
];

/** One key from a colleague, and to one. */
export const handOverScenes: Record<string, Scene> = {
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
};
