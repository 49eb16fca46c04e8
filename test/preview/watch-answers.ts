import { MINUTE } from '../../src/domain/time.ts';
import type { Watch } from '../../src/domain/watch.ts';
import type { Call } from '../../src/rpc/contract.ts';
import type { Answers } from './fake-program.ts';

export type WatchCall = Extract<Call, `watch.${string}`>;

/** A meeting that is watched until its host joins. */
export const runningWatch: Watch = {
  id: 'watch-1',
  credentialId: 'key-1',
  sessionKey: '400971234',
  name: "John's Personal Room",
  watchedFor: 'host-joins',
  startedAtMs: Date.now() - 12 * MINUTE,
  hours: 2,
  stayOpen: false,
  nextAtMs: Date.now() + 20_000,
  calls: 24,
  failures: 0,
  last: { atMs: Date.now() - 10_000, inProgress: true, hostJoined: false },
  end: null,
  told: false,
};

/** What is watched in the fake world. */
export function watchAnswers(watched: readonly Watch[] = [runningWatch]): Pick<Answers, WatchCall> {
  let all = [...watched];
  return {
    'watch.list': () => all,
    'watch.start': (order) => {
      const begun = { startedAtMs: Date.now(), nextAtMs: Date.now(), calls: 1, failures: 0 };
      const id = `watch-${all.length + 1}`;
      all = [{ ...order, ...begun, id, last: null, end: null, told: false }, ...all];
      return {};
    },
    'watch.forget': ({ id }) => {
      all = all.filter((each) => each.id !== id);
      return {};
    },
  };
}
