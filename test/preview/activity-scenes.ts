import { DAY } from '../../src/domain/time.ts';
import { activityAnswers, recordOf } from './activity-answers.ts';
import { createFakeProgram, type FakeProgram } from './fake-program.ts';
import { type Scene, withAnswers } from './scene.ts';

/** The record of activity. */
export const activityScenes: Record<string, Scene> = {
  activity: activity(),
  'activity-failed': activity([], {
    'activity.read': async () => {
      const record = await activityAnswers['activity.read']({});
      const chunks = record.chunks.map((chunk) => ({
        ...chunk,
        notes: chunk.notes.filter(({ outcome }) => outcome !== 'done'),
      }));
      return recordOf(chunks.flatMap(({ notes }) => notes));
    },
  }),
  'activity-none': activity([], { 'activity.read': () => ({ chunks: [], end: null }) }),
  'activity-broken': activity([], {
    'activity.read': async () => {
      const { chunks, end } = await activityAnswers['activity.read']({});
      return {
        chunks: chunks.map((chunk) => ({ ...chunk, firstSeq: 65, notes: chunk.notes.slice(60) })),
        end,
      };
    },
  }),
  'activity-no-match': activity(['type Label contains = nobody']),
  'activity-forget': activity([
    'press Forget all activity…',
    'type Passphrase again = guess',
    'press Forget all activity',
  ]),
  'activity-forgotten': activity([], {
    'activity.read': () =>
      recordOf([{ atMs: Date.now() - DAY, what: 'record-forgotten', outcome: 'done' }]),
  }),
  'activity-of-key': {
    program: () => {
      const program = createFakeProgram();
      program.world.page = 'activity';
      program.world.about = 'key-2';
      return program;
    },
  },
};

/** The tab, and what is done there. */
function activity(steps: string[] = [], answers: Partial<FakeProgram['answers']> = {}): Scene {
  return {
    program: () => withAnswers(createFakeProgram(), answers),
    steps: ['tab Activity', ...steps],
  };
}
