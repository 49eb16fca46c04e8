import type { Operation } from '../../domain/operation.ts';
import {
  asSubaccount,
  days,
  idField,
  pageSize,
  pagesOf,
  query,
  sessionType,
} from './operation-fields.ts';

const SESSIONS = '/videosdk/sessions';
const ONE = `${SESSIONS}/{sessionId}`;
const session = idField('sessionId', 'As the list has it, with “/”, “+” and “=”.');

const inGroup = (group: string) => ({ group, method: 'GET', under: asSubaccount }) as const;

const sessions: readonly Operation[] = [
  {
    ...inGroup('Sessions'),
    ...days,
    ...pagesOf('sessions'),
    id: 'sessions.list',
    label: 'List sessions',
    about: 'Sessions of up to a month, running or over.',
    limit: 'Resource-intensive: Zoom takes 10 of these a minute (20 from Business on).',
    path: SESSIONS,
    fields: [...days.fields, sessionType, query('session_name'), query('session_key'), pageSize()],
  },
  {
    ...inGroup('Sessions'),
    id: 'sessions.get',
    label: 'Get a session',
    about: 'One session; its settings may hold a passcode.',
    path: ONE,
    fields: [session, sessionType],
  },
  {
    ...inGroup('Sessions'),
    ...pagesOf('users'),
    id: 'sessions.users',
    label: 'List a session’s users',
    about: 'Who was in it, with which device and network.',
    path: `${ONE}/users`,
    fields: [session, sessionType, pageSize()],
  },
  {
    ...inGroup('Sessions'),
    ...pagesOf('users'),
    id: 'sessions.qos',
    label: 'List the quality of all users',
    about: 'Bitrate, latency, jitter and loss of each user of a session.',
    path: `${ONE}/users/qos`,
    fields: [session, sessionType, pageSize('10')],
  },
  {
    ...inGroup('Sessions'),
    id: 'sessions.user-qos',
    label: 'Get the quality of one user',
    about: 'Bitrate, latency, jitter and loss of one user of a session, minute by minute.',
    path: `${ONE}/users/{userId}/qos`,
    fields: [session, idField('userId', 'As the list of users has it.'), sessionType],
  },
  {
    ...inGroup('Sessions'),
    ...pagesOf('users'),
    id: 'sessions.sharing',
    label: 'List what was shared',
    about: 'What each user shared and received, from when to when.',
    path: `${ONE}/users/sharing`,
    fields: [session, sessionType, pageSize()],
  },
];

const recordings: readonly Operation[] = [
  {
    ...inGroup('Recordings'),
    id: 'sessions.recordings',
    label: 'List a session’s recordings',
    about: 'The files of one session.',
    path: `${ONE}/recordings`,
    fields: [
      session,
      query('include_fields', {
        kind: 'choice',
        options: [{ value: 'download_access_token', label: 'download_access_token' }],
        help: 'The answer then holds a token with which anybody can download the files.',
      }),
      query('ttl', { kind: 'number', help: 'How long that token is good, in seconds.' }),
    ],
  },
  {
    ...inGroup('Recordings'),
    ...days,
    ...pagesOf('sessions'),
    id: 'recordings.list',
    label: 'List recordings',
    about: 'Sessions of up to a month that have recordings in the cloud.',
    path: '/videosdk/recordings',
    fields: [...days.fields, query('trash', { kind: 'switch' }), pageSize()],
  },
];

const report = (name: string) => `/videosdk/report/${name}`;

const reports: readonly Operation[] = [
  {
    ...inGroup('Reports'),
    id: 'reports.daily',
    label: 'Daily usage',
    about: 'Sessions, users and minutes of each day of a month.',
    path: report('daily'),
    fields: [
      query('year', { kind: 'number', help: 'Empty, with the month: this month.' }),
      query('month', { kind: 'number', most: 12 }),
    ],
  },
  {
    ...inGroup('Reports'),
    ...days,
    ...pagesOf('telephony_usage'),
    id: 'reports.telephone',
    label: 'Telephone usage',
    about: 'Calls by telephone into and out of sessions.',
    path: report('telephone'),
    fields: [
      ...days.fields,
      query('type', {
        kind: 'choice',
        options: ['1', '2', '3'].map((value) => ({ value, label: value })),
        help: 'Which calls, by Zoom’s number; 1 are toll-free ones and such with a fee.',
      }),
      pageSize(),
    ],
  },
  {
    ...inGroup('Reports'),
    ...days,
    ...pagesOf('operation_logs'),
    id: 'reports.operation-logs',
    label: 'Operation log',
    about: 'What administrators changed, and when.',
    path: report('operationlogs'),
    fields: [...days.fields, query('category_type'), pageSize()],
  },
  {
    ...inGroup('Reports'),
    ...days,
    id: 'reports.cloud-recording',
    label: 'Cloud recording usage',
    about: 'Storage that recordings took, day by day.',
    path: report('cloud_recording'),
    fields: days.fields,
  },
];

export const sessionOperations = [...sessions, ...recordings, ...reports];
