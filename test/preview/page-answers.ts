import type { Call, OutputOf } from '../../src/rpc/contract.ts';
import type { Answers } from './fake-program.ts';

export type PageCall = Extract<Call, `outside.${string}` | `page.${string}`>;

/** A worker whom nobody asks anything outside of its pages. */
export function pageAnswers(): Pick<Answers, PageCall> {
  let standing: OutputOf<'page.standing'> = {
    site: 'tickets.example',
    pattern: 'https://tickets.example/*',
    always: false,
    preset: false,
  };
  return {
    'outside.next': () => ({ question: null, waiting: false }),
    'outside.taken': () => ({}),
    'page.standing': () => standing,
    'page.find': () => ({ hits: [], more: false }),
    'page.set-always': ({ on }) => {
      standing = { ...standing, always: on };
      return {};
    },
  };
}
