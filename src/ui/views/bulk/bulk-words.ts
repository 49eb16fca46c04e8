import type { BulkItem, BulkKind, BulkReport } from '../../../domain/bulk.ts';
import { fromWire } from '../../../domain/failure-facts.ts';
import { spokenSessionKey } from '../../../domain/session-key.ts';
import { MINUTE, SECOND } from '../../../domain/time.ts';
import { sentenceFor } from '../../sentences.ts';
import type { BulkInput, OddLine } from './bulk-input.ts';

const count = (number: number) => number.toLocaleString('en');
const some = (number: number, one: string, many: string) =>
  `${count(number)} ${number === 1 ? one : many}`;

export function kindWords(kind: BulkKind, number: number): string {
  return kind === 'meetings'
    ? some(number, 'session key', 'session keys')
    : some(number, 'email', 'emails');
}

/** What a text holds, in a line. */
export function inputWords({ keys, repeated }: BulkInput): string {
  const kinds = (['meetings', 'sites'] as const).filter((kind) => keys[kind].length > 0);
  const found = kinds.map((kind) => kindWords(kind, keys[kind].length)).join(' and ');
  if (found === '') return 'Nothing recognised yet.';
  return repeated === 0
    ? `${found}.`
    : `${found}; ${some(repeated, 'repeat', 'repeats')} left out.`;
}

/** How many lines are not looked up, or not all of them. */
export function oddWords(odd: readonly OddLine[]): string {
  const partly = odd.filter((line) => line.partly).length;
  const nothing = odd.length - partly;
  const parts = [
    ...(nothing > 0 ? [`${some(nothing, 'line holds', 'lines hold')} nothing to look up`] : []),
    ...(partly > 0 ? [`${some(partly, 'line holds', 'lines hold')} something that is broken`] : []),
  ];
  return parts.join('; ');
}

/** How long so many take at a limit, roughly. */
export function estimateWords(number: number, perMinute: number | null): string {
  if (perMinute === null) return 'Takes as long as the server does.';
  const leastMs = Math.floor((number - 1) / perMinute) * MINUTE;
  const pace = `at ${some(perMinute, 'call', 'calls')} a minute`;
  return leastMs === 0
    ? `Takes less than a minute, ${pace}.`
    : `Takes about ${leftWords(leastMs)}, ${pace}.`;
}

export function leftWords(ms: number): string {
  if (ms < MINUTE) return `${Math.max(1, Math.round(ms / SECOND))} s`;
  const minutes = Math.round(ms / MINUTE);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function settledOf({ settled }: BulkReport): number {
  return settled.reduce((sum, each) => sum + each, 0);
}

/** Where it stands, in a line. */
export function progressWords(report: BulkReport): string {
  const { job, failed, perMinute } = report;
  const done = settledOf(report);
  const left = job.total - done;
  const parts = [`${count(done)} of ${count(job.total)}`];
  if (job.state === 'running' && perMinute !== null && left > 0) {
    parts.push(`about ${leftWords(Math.max(SECOND, (left / perMinute) * MINUTE))} left`);
  }
  if (failed > 0) parts.push(`${count(failed)} failed`);
  return parts.join(' · ');
}

export const STATE_WORDS = {
  running: 'Looking up',
  paused: 'Paused',
  stopped: 'Stopped',
  done: 'Done',
} as const;

export function keyWords(kind: BulkKind, key: string): string {
  return kind === 'meetings' ? spokenSessionKey(key) : key;
}

/** Status in a word, as the table shows and sorts it. */
export function statusOf({ result, failure }: BulkItem): string {
  if (failure) return sentenceFor(fromWire(failure)).title;
  if (result === null) return 'Waiting';
  if (result.kind === 'sites') return result.addresses.length === 0 ? 'No site' : 'Found';
  if (result.inProgress === null) return 'Not told';
  return result.inProgress ? 'In progress' : 'Not in progress';
}
