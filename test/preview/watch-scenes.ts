import { MINUTE } from '../../src/domain/time.ts';
import type { Watch } from '../../src/domain/watch.ts';
import { createFakeProgram } from './fake-program.ts';
import { recentAnswers, someRecent } from './recent-answers.ts';
import { type Scene, withAnswers } from './scene.ts';
import { runningWatch, watchAnswers } from './watch-answers.ts';

const ended: Watch[] = [
  {
    ...runningWatch,
    ...{ id: 'watch-2', name: 'Weekly', watchedFor: 'starts', told: true },
    end: { how: 'reached', atMs: Date.now() - 3 * MINUTE, failure: null },
  },
  {
    ...runningWatch,
    ...{ id: 'watch-3', watchedFor: 'ends', told: true },
    name: 'Quarterly all-hands for everybody in Europe, the Middle East and Africa',
    end: {
      how: 'failed',
      atMs: Date.now() - 30 * MINUTE,
      failure: { code: 'credential-missing', facts: {} },
    },
  },
];

const openWatched = ['press Watched meetings'];
const lookUp = ['type Session key, link, email or token = 400 971 234', 'press Look up'];

export const watchScenes: Record<string, Scene> = {
  'watch-form': { program: () => createFakeProgram(), steps: [...lookUp, 'press Watch'] },
  watched: {
    program: () => withAnswers(createFakeProgram(), watchAnswers([runningWatch, ...ended])),
    steps: openWatched,
  },
  'watched-none': {
    program: () => withAnswers(createFakeProgram(), watchAnswers([])),
    steps: openWatched,
  },
  recent: { program: () => withAnswers(createFakeProgram(), recentAnswers(someRecent)) },
};
