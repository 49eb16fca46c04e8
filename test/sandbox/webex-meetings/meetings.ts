import { readFileSync } from 'node:fs';
import {
  type CallInNumber,
  type MeetingFacts,
  meetingText,
  type Telephony,
} from './meeting-text.ts';

/** A session key that the sandbox answers, and what it is there to show. */
export interface SampleMeeting {
  readonly shows: string;
  readonly text: string | Buffer;
}

const adaLovelace = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  webExId: 'ada',
  email: 'ada@example.com',
};

const ordinaryTelephony: Telephony = {
  support: 'CALLIN',
  tollNum: '14155550101',
  tollFreeNum: '18005550102',
  globalNumbers: [
    { phoneNumber: '442075550103', tollFree: false, country: 'United Kingdom' },
    { phoneNumber: '61285550104', tollFree: false, country: 'Australia' },
    { phoneNumber: '498005550105', tollFree: true, country: 'Germany' },
  ],
};

/** What most meetings have in common. */
const ordinary: Omit<MeetingFacts, 'sessionKey' | 'confId' | 'name'> = {
  site: 'example',
  status: 'NOT_INPROGRESS',
  hostJoined: false,
  participantsJoined: false,
  passwordReq: false,
  sessionPassword: '',
  audioPassword: '',
  listStatus: 'PUBLIC',
  serviceType: 'MeetingCenter',
  isRecurring: false,
  isAllowJBH: false,
  duration: '60',
  timeZoneId: '4',
  timeZone: 'GMT-08:00, Pacific (San Jose)',
  startDate: '06/10/2026 10:00:00',
  host: adaLovelace,
  telephony: ordinaryTelephony,
  extraMembers: [],
};

/** `ordinary` without its telephony: the member is missing, not empty. */
function withoutTelephony(): Omit<typeof ordinary, 'telephony'> {
  const { telephony: _, ...rest } = ordinary;
  return rest;
}

const manyNumbers: readonly CallInNumber[] = Array.from({ length: 120 }, (_, i) => ({
  phoneNumber: String(442_000_000_000 + i * 1_000_003),
  tollFree: i % 3 === 0,
  country: `Country ${i + 1} of a rather long list`,
}));

// Markup, quotes, another script, right-to-left text and a word that cannot be broken.
const longName = `${'Quarterly review of <b>everything</b> & "more" – 四半期 – مراجعة – '.repeat(4)}${'x'.repeat(120)}`;

const madeUp: readonly (MeetingFacts & { readonly shows: string })[] = [
  {
    ...ordinary,
    shows: 'in progress, host joined, passwords in the answer, New York in summer time',
    sessionKey: '512340011',
    confId: '121120347236861137',
    name: 'Support stand-up',
    status: 'INPROGRESS',
    hostJoined: true,
    participantsJoined: true,
    passwordReq: true,
    sessionPassword: 'Kettle-42',
    audioPassword: '7788990',
    isAllowJBH: true,
    timeZoneId: '11',
    timeZone: 'GMT-05:00, Eastern (New York)',
    startDate: '06/10/2026 10:00:00',
  },
  {
    ...withoutTelephony(),
    shows: 'password needed, no telephony at all: as an anonymous caller sees it',
    sessionKey: '512340022',
    confId: '121120347236861139',
    name: 'Budget (password needed)',
    passwordReq: true,
    listStatus: 'PRIVATE',
    timeZoneId: '21',
    timeZone: 'GMT+00:00, GMT (London)',
    startDate: '11/03/2026 09:30:00',
  },
  {
    ...ordinary,
    shows: 'very long names and 120 call-in numbers',
    sessionKey: '5123400033',
    confId: '9223372036854775807',
    name: longName,
    site: 'a-site-with-a-name-that-is-as-long-as-a-label-of-a-host-may-be',
    host: {
      firstName: 'Maximiliana Wilhelmina Theodora',
      lastName: `von und zu ${'Hohenlangenfeldstein-'.repeat(8)}Ende`,
      webExId: 'maximiliana.wilhelmina.theodora.von.und.zu.hohenlangenfeldstein.ende',
      email: `${'maximiliana.'.repeat(5)}ende@${'very-long-department.'.repeat(6)}example.com`,
    },
    telephony: { ...ordinaryTelephony, globalNumbers: manyNumbers },
  },
  {
    ...ordinary,
    shows: 'recurring, Adelaide (half an hour off, summer in January)',
    sessionKey: '512340052',
    confId: '121120347236861141',
    name: 'Weekly handover',
    isRecurring: true,
    duration: '45',
    timeZoneId: '52',
    timeZone: 'GMT+09:30, Australia Central (Adelaide)',
    startDate: '01/15/2026 16:15:00',
  },
  {
    ...ordinary,
    shows: 'members that came later (isLocked, meetingUUID, supportE2E, ...), eleven digits',
    sessionKey: '51234000044',
    confId: '121120347236861143',
    name: 'Locked room',
    status: 'INPROGRESS',
    hostJoined: true,
    extraMembers: [
      '"isLocked":true',
      '"meetingUUID":"0123456789abcdef0123456789abcdef"',
      '"supportE2E":true',
      '"isPersonalMeetingRoom":false',
      '"somethingNew":{\n"deep":[\n1,\n{\n"er":null\n}\n]\n}',
    ],
  },
  {
    ...ordinary,
    shows: 'a time zone id above 61, where only the label says what it is',
    sessionKey: '512340099',
    confId: '121120347236861145',
    name: 'Kathmandu office',
    timeZoneId: '99',
    timeZone: 'GMT+05:45, Nepal (Kathmandu)',
    startDate: '12/31/2026 23:30:00',
  },
];

const seedText = readFileSync(
  new URL('../../fixtures/webex-meetings/getsessioninfoagg.json', import.meta.url),
);

/** Session key (decimal digits) to meeting. */
export const meetings: ReadonlyMap<string, SampleMeeting> = new Map<string, SampleMeeting>([
  ['400971234', { shows: 'the documented example, byte for byte', text: seedText }],
  ...madeUp.map((facts): [string, SampleMeeting] => [
    facts.sessionKey,
    { shows: facts.shows, text: meetingText(facts) },
  ]),
]);

/** The documented example, but its schedule is a text. */
export const wrongShapeMeeting = seedText
  .toString()
  .replace(/"schedule":\{[^}]*\}/, '"schedule":"tomorrow"');
