import { type ActivityEntry, type ActivityNote, BEGINNING } from '../../src/domain/activity.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import type { Call } from '../../src/rpc/contract.ts';
import { type Answers, refuse } from './fake-program.ts';

export type ActivityCall = Extract<Call, `activity.${string}`>;

const NOW = Date.now();
const desk = { credentialId: 'key-1', label: 'Support desk', system: 'Webex Meetings' };
const night = {
  credentialId: 'key-2',
  label: 'EMEA escalation team, second line, nights and weekends',
  system: 'Webex Meetings',
};
const gone = { credentialId: 'key-0', label: 'Old pilot', system: 'Webex Meetings' };
const done = { outcome: 'done' };

/** Newest first. */
const notes: ActivityNote[] = [
  { atMs: NOW - 40 * SECOND, what: 'look-up', about: '400971234', status: 200, ...desk, ...done },
  {
    atMs: NOW - 3 * MINUTE,
    what: 'look-up',
    about: '400971233',
    outcome: 'meeting-missing',
    status: 404,
    ...desk,
  },
  {
    atMs: NOW - 9 * MINUTE,
    what: 'sites-listed',
    about: 'cisco.com',
    status: 200,
    ...desk,
    ...done,
  },
  {
    atMs: NOW - 20 * MINUTE,
    what: 'passwords-revealed',
    about: '25512345678',
    outcome: 'wrong-passphrase',
    ...desk,
  },
  { atMs: NOW - DAY - HOUR, what: 'renewal-ended', ...night, ...done },
  { atMs: NOW - DAY - HOUR - 2 * SECOND, what: 'key-tested', status: 200, ...night, ...done },
  { atMs: NOW - DAY - HOUR - 3 * SECOND, what: 'renewal-asked', status: 200, ...night, ...done },
  { atMs: NOW - DAY - HOUR - 4 * SECOND, what: 'renewal-begun', ...night, ...done },
  {
    atMs: NOW - DAY - 2 * HOUR,
    what: 'key-tested',
    outcome: 'unauthorized',
    status: 401,
    ...night,
  },
  {
    atMs: NOW - 2 * DAY,
    what: 'key-edited',
    about: 'Label, Expires, Secret key',
    ...desk,
    ...done,
  },
  { atMs: NOW - 2 * DAY - MINUTE, what: 'backup-made', about: '6', ...done },
  {
    atMs: NOW - 9 * DAY,
    what: 'key-handed-over',
    about: '4821 0937 5512 8840 1962',
    ...desk,
    ...done,
  },
  { atMs: NOW - 9 * DAY - HOUR, what: 'key-deleted', ...gone, ...done },
  { atMs: NOW - 30 * DAY, what: 'passphrase-changed', ...done },
  { atMs: NOW - 30 * DAY - HOUR, what: 'record-forgotten', about: '812', ...done },
];

export const someEntries: ActivityEntry[] = notes.map((note, place) => ({
  ...note,
  seq: 1204 - place,
  previousHash: '5f'.repeat(32),
  hash: '9c'.repeat(32),
}));

export const wholeChain = {
  entries: 1204,
  sinceMs: NOW - 230 * DAY,
  anchor: { seq: 0, hash: BEGINNING },
  last: { seq: 1204, hash: '9c'.repeat(32) },
  breaks: [],
};

const keys = [desk, night, gone].map(({ credentialId: id, label }) => ({ id, label }));

/** What a worker says of a record with two pages. */
export const activityAnswers: Pick<Answers, ActivityCall> = {
  'activity.list': ({ beforeSeq, failedOnly, kinds, credentialId }) => {
    const entries = someEntries.filter(
      (entry) =>
        !(failedOnly && entry.outcome === 'done') &&
        (kinds?.includes(entry.what) ?? true) &&
        (credentialId === null || entry.credentialId === credentialId),
    );
    const from = entries.filter(({ seq }) => beforeSeq === null || seq < beforeSeq);
    return { entries: from.slice(0, 10), matching: entries.length, chain: wholeChain, keys };
  },
  'activity.export': () => ({ entries: [...someEntries].reverse(), chain: wholeChain }),
  'activity.forget': ({ proof }) => {
    refuse(proof);
    return {};
  },
};
