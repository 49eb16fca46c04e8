import { createFakeProgram } from './fake-program.ts';
import { manyKeys, unlockedState } from './fixtures.ts';
import type { Scene } from './scene.ts';

const type = (text: string) => `type Session key, link, email or token = ${text}`;
const scene = (...steps: string[]): Scene => ({
  program: () => createFakeProgram({ ...unlockedState, credentials: manyKeys }),
  steps,
});

/** What the box says of what is put into it. */
export const boxScenes: Record<string, Scene> = {
  'box-invitation': scene(
    type(
      'John Doe invites you. Meeting number (access code): 2550 123 4567 \u2028Meeting password: 1234',
    ),
  ),
  'box-room': scene(type('https://acme.webex.com/meet/jdoe')),
  'box-room-asked': scene(type('https://acme.webex.com/meet/jdoe'), 'press Look up'),
  'box-several': scene(
    type(
      'From johndoe@test.com: 400971234 and 512 340 011 hang, maximiliana.konstantinopoulou-featherstonehaugh@subsidiary.international.example.com is the host',
    ),
  ),
  'box-name': scene(type('averyverylong')),
  'box-names': scene(type('shift')),
};
