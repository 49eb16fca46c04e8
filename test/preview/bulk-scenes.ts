import { bulkAnswers, someItems } from './bulk-answers.ts';
import { createFakeProgram } from './fake-program.ts';
import { type Scene, withAnswers } from './scene.ts';

const tab = ['tab Bulk'];
const having = (...given: Parameters<typeof bulkAnswers>): Scene => ({
  program: () => withAnswers(createFakeProgram(), bulkAnswers(...given)),
  steps: tab,
});
const LIST = '400 971 234, 255-1234-5678, 400971234, order 17, ada@acme.example';

export const bulkScenes: Record<string, Scene> = {
  'bulk-form': { program: () => createFakeProgram(), steps: tab },
  'bulk-typed': {
    program: () => createFakeProgram(),
    steps: [...tab, `type Session keys or emails = ${LIST}`],
  },
  'bulk-running': having(someItems(2_000, 812)),
  'bulk-paused': having(someItems(300, 80), {
    state: 'paused',
    why: { code: 'no-answer', facts: { host: 'meetings-api.webex.com' } },
  }),
  'bulk-done': having(someItems(260, 260), { state: 'done' }),
};
