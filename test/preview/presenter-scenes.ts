import { createFakeProgram } from './fake-program.ts';
import { manyKeys, unlockedState } from './fixtures.ts';
import type { Scene } from './scene.ts';

const on = ['press Settings', 'check Presenter mode'];
const scene = (...steps: string[]): Scene => ({
  program: () => createFakeProgram({ ...unlockedState, credentials: manyKeys }),
  steps: [...on, ...steps],
});
const lookUp = (text: string) => [
  `type Session key, link, email or token = ${text}`,
  'press Look up',
];

/** The same screens for an audience. */
export const presenterScenes: Record<string, Scene> = {
  'presenter-settings': scene(),
  'presenter-meeting': scene('press Done', ...lookUp('400971234')),
  'presenter-sites': scene('press Done', ...lookUp('test@cisco.com')),
  'presenter-keys': scene('press Done', 'tab Keys'),
  'presenter-key-form': scene('press Done', 'tab Keys', 'press Edit'),
};
