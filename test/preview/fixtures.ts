import type { AccessWay } from '../../src/domain/access-way.ts';
import type { CredentialSummary } from '../../src/domain/credential.ts';
import type { ImportDraft, ImportVerdict } from '../../src/domain/import-draft.ts';
import { addressFor } from '../../src/domain/link.ts';
import type { CallInNumber, Meeting } from '../../src/domain/meeting.ts';
import type { ProviderCard } from '../../src/domain/provider-card.ts';
import { DAY, HOUR, MINUTE } from '../../src/domain/time.ts';
import type { TokenKind } from '../../src/domain/token-kind.ts';
import { parseExpiry } from '../../src/providers/webex-meetings/dates.ts';
import type { ProgramState } from '../../src/rpc/answers/vault.ts';
import type { OutputOf } from '../../src/rpc/contract.ts';

/** What the fake worker answers with. Typed by the contract, so that it cannot drift from it. */

export const HOST = 'meetings-api.webex.com';
const SITE = 'hmwds6.qa.webex.com';

const tokenKind: TokenKind = {
  id: 'api',
  label: 'API token',
  least: 60,
  most: 3_600,
  advised: 3_600,
  usual: 300,
  fields: [],
};

export const webexCard: ProviderCard = {
  id: 'webex-meetings',
  label: 'Webex Meetings',
  synonyms: ['webex'],
  expiryHelp: 'Keys live six months.',
  deletedAfterDays: null,
  about: 'Looks up meetings and sites, and renews its own key.',
  abilities: ['meetings', 'sites', 'renewal', 'tokens'],
  tokens: [tokenKind],
  registration: `https://${HOST}/gapi/registerapikey`,
  expiresOnly: null,
  calls: [
    { ability: 'meetings', method: 'POST', path: '/gapi/v1/meetings/actions/getsessioninfoagg' },
    {
      ability: 'sites',
      triesFor: 'renewal',
      method: 'POST',
      path: '/gapi/v1/sites/actions/getallsitesbyemailagg',
    },
    { ability: 'renewal', method: 'POST', path: '/gapi/v1/apikeys/actions/renew' },
  ],
  fields: [
    field('apiKey', 'API key', { help: 'From the activation mail.' }),
    field('secretKey', 'Secret key', {
      kind: 'secret',
      help: 'Line breaks from the mail are taken out.',
    }),
    field('passcode', 'Passcode', { kind: 'secret', help: 'Needed to renew the key.' }),
    field('email', 'Email', {
      kind: 'email',
      help: 'The address that the key was applied for with.',
    }),
    field('baseUrl', 'Base URL', { kind: 'url', advanced: true, initial: `https://${HOST}` }),
    field('issuer', 'Issuer', {
      advanced: true,
      initial: `https://${HOST}/gapi/registerapikey`,
      help: 'The token’s “iss”.',
    }),
    field('audience', 'Audience', { advanced: true, initial: 'userName' }),
    field('lifetimeSeconds', 'Token lifetime (seconds)', {
      kind: 'number',
      advanced: true,
      initial: '300',
    }),
  ],
};

function field(name: string, label: string, more: Partial<ProviderCard['fields'][number]>) {
  const plain = { kind: 'text', required: true, advanced: false, initial: '', help: '' } as const;
  return { name, label, synonyms: [], options: [], onlyWhen: null, ...plain, ...more };
}

export const oneKey: CredentialSummary = {
  id: 'key-1',
  version: 1,
  provider: 'webex-meetings',
  providerLabel: 'Webex Meetings',
  label: 'Support desk',
  description: '',
  expiresAtMs: Date.now() + 160 * DAY,
  expired: false,
  disabled: false,
  lookUpOnly: false,
  rules: [],
  deleteAfterExpiry: false,
  deletesAtMs: null,
  abilities: ['meetings', 'sites', 'renewal', 'tokens'],
  fields: {
    apiKey: '1f0d2090-ebcf-11e8-8eb2-f2801f1b9fd1',
    email: 'john@test.com',
    baseUrl: `https://${HOST}`,
    issuer: `https://${HOST}/gapi/registerapikey`,
    audience: 'userName',
    lifetimeSeconds: '300',
  },
  secretsSet: ['secretKey', 'passcode'],
  origins: [`https://${HOST}/*`],
  hostAllowed: true,
  renewal: null,
  automatic: null,
  previous: [],
};

export const manyKeys: CredentialSummary[] = [
  oneKey,
  {
    ...oneKey,
    id: 'key-2',
    renewal: 'answered',
    label: 'EMEA escalation team, shared with the night shift in Kraków and Lisbon (ask Ana)',
    description:
      'Only for tier 3. The owner is the platform group; renew in the first week of May.',
    expiresAtMs: Date.now() + 12 * DAY,
    previous: [
      {
        id: 'previous-1',
        hint: '…f1b9fd1',
        expiresAtMs: Date.now() + 9 * DAY,
        replacedAtMs: Date.now() - DAY,
        leaked: null,
      },
    ],
  },
  { ...oneKey, id: 'key-3', label: 'Old pilot', expiresAtMs: Date.now() - 3 * DAY, expired: true },
  { ...oneKey, id: 'key-4', label: 'New site, waiting for the browser', hostAllowed: false },
  { ...oneKey, id: 'key-5', label: 'Training', disabled: true, expiresAtMs: null },
  {
    ...oneKey,
    id: 'key-6',
    label: 'averyveryverylongnamewithoutasinglespaceinitwhichsomebodypastedfromascript0001',
    expiresAtMs: Date.now() + 5 * HOUR,
  },
];

export const unlockedState: ProgramState = {
  vault: 'unlocked',
  lockAtMs: Date.now() + 14 * MINUTE,
  lockMinutes: 15,
  recoverySaved: true,
  readOnly: false,
  retryAtMs: null,
  passkeys: [],
  credentials: [oneKey],
  screen: { presenting: null },
};

export const lockedState: ProgramState = {
  ...unlockedState,
  vault: 'locked',
  lockAtMs: null,
  credentials: [],
};

const seedNumbers: CallInNumber[] = [
  number('Uganda', '2341', false),
  number('United States of America', '245252', false),
  number('Vatican City', '2343', true),
  number('Vietnam', '45231', true),
  number('aaa', '245252', false),
  number('AAA', '345', false),
  number('bbb', '25345', false),
  number('BBB', '2342432', false),
  number('Taiwan', '1111', false),
];

function number(country: string, digits: string, tollFree: boolean): CallInNumber {
  return { country, number: digits, tollFree };
}

/** The meeting of the documentation's example reply. */
export const personalRoom: Meeting = {
  name: 'John’s Personal Room',
  sessionKey: '400971234',
  conferenceId: '121120347236861135',
  status: { inProgress: false, raw: 'NOT_INPROGRESS' },
  host: { name: 'John Doe', email: 'johndoe@test.com', userName: 'johndoe' },
  hostJoined: false,
  participantsJoined: false,
  passwordNeeded: false,
  joinBeforeHost: false,
  meetingPassword: 'none',
  audioPassword: 'none',
  audioLogin: false,
  listing: 'UNLISTED',
  schedule: {
    startMs: null,
    always: true,
    durationMinutes: 720,
    recurring: false,
    zone: {
      iana: 'America/Los_Angeles',
      offsetMinutes: -480,
      label: 'GMT-08:00, Pacific (San Francisco)',
    },
  },
  site: { name: 'hmwds6', address: addressFor(SITE, HOST), type: 'TRAIN' },
  sip: `400971234@${SITE}`,
  skype: '400971234_hmwds6@lync.webex.com',
  videoAddress: `400971234@${SITE}`,
  serviceType: 'MeetingCenter',
  sessionType: '3',
  xmlApi: true,
  urlApi: true,
  telephony: {
    support: 'CALLBACK',
    toll: '10224462261',
    tollLabel: 'Call-in toll number (US/Canada)',
    tollFree: '10224462262',
    tollFreeLabel: 'Call-in toll-free number (US/Canada)',
    mixedAudio: false,
    numbers: seedNumbers,
    allNumbers: addressFor(`https://${SITE}/hmwds6/globalcallin.php?serviceType=MC&ED=0`, HOST),
    tollFreeRestrictions: addressFor('https://www.webex.com/pdf/tollfree_restrictions.pdf', HOST),
  },
  more: [],
};

export const busyMeeting: Meeting = {
  ...personalRoom,
  name: 'Quarterly business review: EMEA, LATAM and APAC regional leads with the finance and legal departments (rescheduled, second attempt)',
  sessionKey: '25512345678',
  status: { inProgress: true, raw: 'INPROGRESS' },
  host: {
    name: 'Maximiliana Konstantinopoulou-Featherstonehaugh',
    email: 'maximiliana.konstantinopoulou-featherstonehaugh@subsidiary.international.example.com',
    userName: 'mkonstantinopoulou-featherstonehaugh',
  },
  hostJoined: true,
  participantsJoined: true,
  passwordNeeded: true,
  meetingPassword: 'set',
  audioPassword: 'not-told',
  joinBeforeHost: null,
  schedule: {
    startMs: Date.UTC(2026, 10, 20, 17, 30),
    always: false,
    durationMinutes: 90,
    recurring: true,
    zone: {
      iana: 'America/Los_Angeles',
      offsetMinutes: -480,
      label: 'GMT-08:00, Pacific (San Francisco)',
    },
  },
  site: { name: 'evil', address: addressFor('https://webex.com.evil.example/', HOST), type: null },
  telephony: {
    support: 'CALLBACK',
    toll: '+44-20-7660-8149',
    tollLabel: null,
    tollFree: null,
    tollFreeLabel: null,
    mixedAudio: null,
    numbers: Array.from({ length: 120 }, (_, index) =>
      number(
        `Country with a fairly long name ${index + 1}`,
        `+${index + 1}-800-555-0${index}`,
        index % 3 === 0,
      ),
    ),
    allNumbers: addressFor('http://plain.example.com/numbers', HOST),
    tollFreeRestrictions: null,
  },
  more: [
    { name: 'accessControl.lobbyMode', value: 'KNOCK' },
    { name: 'telephony.hostPin', value: null },
  ],
};

export const silentMeeting: Meeting = {
  ...personalRoom,
  name: 'Meeting 400971234',
  conferenceId: null,
  status: { inProgress: null, raw: 'PAUSED_BY_ADMIN' },
  host: { name: null, email: null, userName: null },
  hostJoined: null,
  participantsJoined: null,
  passwordNeeded: null,
  meetingPassword: 'not-told',
  telephony: null,
  sip: null,
  skype: null,
  videoAddress: null,
  xmlApi: null,
  schedule: {
    startMs: null,
    always: false,
    durationMinutes: null,
    recurring: null,
    zone: { iana: null, offsetMinutes: null, label: null },
  },
};

const askedWith = { id: 'key-1', label: 'Support desk', provider: 'webex-meetings' };

export function meetingAnswer(meeting: Meeting): OutputOf<'lookup.meeting'> {
  return { meeting, askedWith, askedAtMs: Date.now() };
}

const SITE_NAMES = [
  'm3cweb6s1',
  'jiezhangcpactest007',
  'jiezhangcpactest006',
  'jiezhangcpactest003',
  'ycx-32',
  'robin',
  'hmwds11',
  'dev-hybrid',
  'qanda',
  'hmt30',
];

/** The ten sites of the documentation's example reply. */
export const tenSites: OutputOf<'lookup.sites'> = {
  email: 'test@cisco.com',
  more: [],
  askedWith,
  askedAtMs: Date.now(),
  sites: SITE_NAMES.map((name) => ({
    name,
    address: addressFor(`${name}.qa.webex.com`, HOST),
    sso: name === 'ycx-32' ? 'SAML 2.0' : null,
    type: '3',
    linkedUser: false,
    more: [],
  })),
};

export const threeWays: AccessWay[] = [
  {
    id: 'way-1',
    kind: 'passphrase',
    name: 'Passphrase',
    createdAtMs: Date.UTC(2026, 0, 5),
    saved: true,
  },
  {
    id: 'way-2',
    kind: 'recovery',
    name: 'Recovery code',
    createdAtMs: Date.UTC(2026, 0, 5),
    saved: true,
  },
  {
    id: 'way-3',
    kind: 'passkey',
    name: 'Blue key on the keyring',
    createdAtMs: Date.UTC(2026, 8, 14),
    saved: true,
  },
];

const API_KEY = '1f0d2090-ebcf-11e8-8eb2-f2801f1b9fd1';
const SECRET_KEY = 'NOTREAL0SECRET0FIXTURE0000000001';

/** A secret of the length that Webex gives, which says that it is none. */
export const LONG_SECRET = Array.from({ length: 25 }, (_, at) => `NOTASECRET${1001 + at}`).join('');
const NEW_API_KEY = '5a4db0c5-0000-4000-8000-000000000007';

/** The mail that brings a key, as it is pasted, in the order of its lines. */
export function activationMail(change: Partial<Record<MailLabel, string>> = {}): string {
  const lines: Record<MailLabel, string> = {
    Name: 'John Doe',
    Email: 'john@test.com',
    'New API key': NEW_API_KEY,
    'New Passcode': 'SB0X1',
    'New Secret key': `\n${LONG_SECRET.match(/.{1,76}/g)?.join('\n')}`,
    'Expiration time': '5/20/27 6:22 AM GMT',
    ...change,
  };
  const said = Object.entries(lines).filter(([, value]) => value !== '');
  return ['Your key:', ...said.map((line) => line.join(': ')), '', 'Regards,'].join('\n');
}

type MailLabel =
  | 'Name'
  | 'Email'
  | 'New API key'
  | 'New Passcode'
  | 'New Secret key'
  | 'Expiration time';

/** Keys out of a file: a good one, one that is there already, one that lacks something, a stranger. */
export const importFile = [
  'Label,API key,Secret key,Passcode,Email,Expires,System,Team,Created by',
  `Night shift,${API_KEY},${SECRET_KEY},10001,john@test.com,2027-05-20T12:00Z,Webex,,`,
  `Support desk,${API_KEY},${SECRET_KEY},10001,john@test.com,soon,Webex,Support,John`,
  `averyveryverylongnamewithoutasinglespaceinitwhichsomebodypastedfromascript0001,${API_KEY},${SECRET_KEY},,no email,,,,`,
  ',,,,,,Zoom,,,too many',
].join('\n');

/** What the worker says of a draft: what is missing, and that it has a key of that name already. */
export function importVerdict({ fields, label, expires, expiresAtMs }: ImportDraft): ImportVerdict {
  const told = webexCard.fields.filter(({ advanced }) => !advanced);
  return {
    fields: told.map(({ name, kind }) => {
      const value = fields[name] ?? '';
      const wrong = kind === 'email' && !value.includes('@') ? 'is not an email address' : null;
      return { name, length: value.length, problem: value === '' ? 'is missing' : wrong };
    }),
    expiresAtMs: expiresAtMs ?? parseExpiry(expires),
    same: label === oneKey.label ? { label, where: 'vault' } : null,
  };
}
