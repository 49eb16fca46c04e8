import type { PageHit } from '../../src/domain/page-hit.ts';
import type { OutputOf } from '../../src/rpc/contract.ts';
import { createFakeProgram } from './fake-program.ts';
import { lockedState, unlockedState } from './fixtures.ts';
import { type Scene, withAnswers } from './scene.ts';

const key = (sessionKey: string): PageHit => ({
  kind: 'session-key',
  text: sessionKey,
  sessionKey,
});

export const HITS: PageHit[] = [
  key('400971234'),
  key('20047636725'),
  {
    kind: 'link',
    text: 'https://example.webex.com/example/j.php?MTID=m0123456789abcdef0123456789abcdef',
    sessionKey: null,
  },
  { kind: 'sip', text: '512340011@example.webex.com', sessionKey: '512340011' },
];

const SITE: OutputOf<'page.standing'> = {
  site: 'tickets.example',
  pattern: 'https://tickets.example/*',
  always: false,
  preset: false,
};

/** What the popup says of the page beside it; the panel has nothing of it. */
export const pageScenes: Record<string, Scene> = {
  page: on({}),
  'page-found': on({}, HITS, ['press Find on this page']),
  'page-nothing': on({}, [], ['press Find on this page']),
  'page-always': on({ always: true }, HITS),
  'page-preset': on({ always: true, preset: true }, HITS),
  'page-no-site': on({ site: null, pattern: null }),
  'page-long-name': on({ site: `${'very-long-name-of-a-department.'.repeat(3)}example` }),
  'page-question-waits': {
    program: () =>
      withAnswers(createFakeProgram(lockedState), {
        'outside.next': () => ({ question: null, waiting: true }),
      }),
  },
};

function on(
  standing: Partial<OutputOf<'page.standing'>>,
  hits = HITS,
  steps: string[] = [],
): Scene {
  return {
    program: () =>
      withAnswers(createFakeProgram(unlockedState), {
        'page.standing': () => ({ ...SITE, ...standing }),
        'page.find': () => ({ hits, more: false }),
      }),
    steps,
  };
}
