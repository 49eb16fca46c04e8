import {
  type BulkItem,
  type BulkJob,
  type BulkReport,
  IN_CHUNK,
  isSettled,
} from '../../src/domain/bulk.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { Call } from '../../src/rpc/contract.ts';
import type { Answers } from './fake-program.ts';

export type BulkCall = Extract<Call, `bulk.${string}`>;

const NAMES = [
  "John's Personal Room",
  'Weekly',
  'Quarterly all-hands for everybody in Europe, the Middle East and Africa, with interpreters',
  '=HYPERLINK("https://evil.example")',
];

/** Meetings that were looked up: some run, some failed, the last ones wait. */
export function someItems(total: number, settled: number): BulkItem[] {
  return Array.from({ length: total }, (_, place) => itemAt(place, place < settled));
}

function itemAt(place: number, isThere: boolean): BulkItem {
  const key = String(400_000_000 + place * 7_919);
  const waiting = { key, atMs: null, result: null, failure: null };
  if (!isThere) return waiting;
  const atMs = Date.now() - MINUTE;
  const lost = { code: 'meeting-missing', facts: { sessionKey: key } };
  if (place % 11 === 5) return { ...waiting, atMs, failure: lost };
  const inProgress = place % 3 === 0;
  const result = {
    ...{ kind: 'meetings' as const, name: NAMES[place % NAMES.length] ?? '', inProgress },
    ...{ hostJoined: inProgress, host: 'Ada Lovelace', site: 'acme.webex.com' },
    ...{ startMs: Date.now() + place * MINUTE, sip: `${key}@acme.webex.com`, toll: '+1 555 0100' },
  };
  return { ...waiting, atMs, result };
}

export function reportOf(items: readonly BulkItem[], change: Partial<BulkJob> = {}): BulkReport {
  const chunks = Array.from({ length: Math.ceil(items.length / IN_CHUNK) }, (_, chunk) =>
    items.slice(chunk * IN_CHUNK, (chunk + 1) * IN_CHUNK),
  );
  const job: BulkJob = {
    ...{ id: 'bulk-1', kind: 'meetings', credentialId: 'key-1', total: items.length },
    ...{ state: 'running', why: null, startedAtMs: Date.now() - 4 * MINUTE },
    ...{ sparing: false, stayOpen: false, ...change },
  };
  const settled = chunks.map((each) => each.filter(isSettled).length);
  const failed = items.filter(({ failure }) => failure !== null).length;
  return { job, settled, failed, perMinute: 200 };
}

/** A bulk look-up in the fake world; without items there is none. */
export function bulkAnswers(
  items: readonly BulkItem[] = [],
  change: Partial<BulkJob> = {},
): Pick<Answers, BulkCall> {
  let report = items.length === 0 ? null : reportOf(items, change);
  const turn = (state: BulkJob['state']) => () => {
    if (report) report = { ...report, job: { ...report.job, state, why: null } };
    return {};
  };
  return {
    'bulk.start': ({ keys }) => {
      report = reportOf(keys.map((key) => ({ key, atMs: null, result: null, failure: null })));
      return {};
    },
    'bulk.report': () => report,
    'bulk.results': ({ chunks }) =>
      chunks.map((chunk) => items.slice(chunk * IN_CHUNK, (chunk + 1) * IN_CHUNK)),
    'bulk.pause': turn('paused'),
    'bulk.resume': turn('running'),
    'bulk.stop': turn('stopped'),
    'bulk.retry': turn('running'),
    'bulk.clear': () => {
      report = null;
      return {};
    },
  };
}
