import { type ActivityNote, type ActivityRecord, BEGINNING } from '../../src/domain/activity.ts';
import { hashOf } from '../../src/domain/activity-hash.ts';
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
  { atMs: NOW - 30 * DAY - HOUR, what: 'record-forgotten', ...done },
];

/** A record with those notes, as a worker gives it. */
export async function recordOf(
  list: readonly ActivityNote[],
  anchorSeq = 0,
): Promise<ActivityRecord> {
  let end = { anchorSeq, seq: anchorSeq, hash: BEGINNING };
  for (const note of list) {
    const seq = end.seq + 1;
    end = { ...end, seq, hash: await hashOf({ ...note, seq, previousHash: end.hash }) };
  }
  const chunk = { firstSeq: anchorSeq + 1, previousHash: BEGINNING, notes: [...list] };
  return { chunks: list.length === 0 ? [] : [chunk], end };
}

/** A hundred look-ups, and what is above. */
const many = Array.from(
  { length: 100 },
  (_, place): ActivityNote => ({
    atMs: NOW - (100 - place) * HOUR - 31 * DAY,
    what: 'look-up',
    about: String(400_971_300 + place),
    status: 200,
    ...desk,
    ...done,
  }),
);

/** What a worker says of a record with three pages. */
export const activityAnswers: Pick<Answers, ActivityCall> = {
  'activity.read': () => recordOf([...many, ...[...notes].reverse()]),
  'activity.forget': ({ proof }) => {
    refuse(proof);
    return {};
  },
};
