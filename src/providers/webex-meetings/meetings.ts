import * as v from 'valibot';
import type { Address } from '../../domain/address.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import { Failure } from '../../domain/failure.ts';
import { addressFor } from '../../domain/link.ts';
import type { Meeting, MeetingPasswords, Schedule, Telephony } from '../../domain/meeting.ts';
import {
  count,
  digits,
  extraFields,
  fieldsOf,
  flag,
  hiddenPassword,
  parseReply,
  part,
  readAs,
  text,
} from '../lossless-reply.ts';
import type { Ask, ProviderReply, ProviderRequest } from '../provider.ts';
import { isPlaceholder, parseStart, startInstant } from './dates.ts';
import {
  assertAnswered,
  failureIn,
  faultIn,
  isHtml,
  MEETING_NOT_FOUND,
  NO_RECORD,
} from './replies.ts';
import { zoneFor } from './time-zones.ts';

/** The reply of getsessioninfoagg. Source: seed 000, "getsessioninfoagg API" */
const replySchema = fieldsOf({
  confID: digits,
  sessionkey: digits,
  status: text,
  siteName: text,
  siteURL: text,
  siteType: text,
  sipURL: text,
  skypeURL: text,
  displayMeetingUrl: text,
  isAllowJBH: flag,
  URLAPIEnabled: flag,
  XMLAPIEnabled: flag,
  accessControl: part({
    isEnforceAudioLogin: flag,
    hostJoined: flag,
    passwordReq: flag,
    listStatus: text,
    sessionPassword: hiddenPassword,
    participantsJoined: flag,
    audioPassword: hiddenPassword,
  }),
  schedule: part({ duration: count, timeZoneID: count, timeZone: text, startDate: text }),
  metaData: part({ serviceType: text, confName: text, sessionType: text, isRecurring: flag }),
  telephony: v.nullish(
    fieldsOf({
      telephonySupport: text,
      globalCallInNumbersURL: text,
      tollFreeRestrictionsURL: text,
      callInNum: part({
        tollNum: digits,
        tollFreeNum: digits,
        globalNum: v.nullish(
          v.array(fieldsOf({ phoneNumber: digits, tollFree: flag, countryAlias: text })),
          [],
        ),
      }),
      labels: part({ tollFreeCallInLabel: text, tollCallInLabel: text }),
      isMPAudio: flag,
    }),
    null,
  ),
  host: part({ lastName: text, firstName: text, webExId: text, email: text }),
});
type Reply = v.InferOutput<typeof replySchema>;

/** Asks for the meeting behind a session key. @throws Failure `meeting-missing` among others */
export async function lookUp(
  sessionKey: string,
  ask: Ask,
  fields: CredentialFields,
): Promise<Meeting> {
  const reply = await askFor(sessionKey, ask);
  return readMeeting(reply, sessionKey, new URL(fields['baseUrl'] ?? '').host);
}

const passwordsSchema = fieldsOf({
  accessControl: part({ sessionPassword: text, audioPassword: text }),
});

/** Asks for the meeting's passwords alone. @throws Failure `meeting-missing` among others */
export async function passwords(sessionKey: string, ask: Ask): Promise<MeetingPasswords> {
  const reply = await askFor(sessionKey, ask);
  const { accessControl } = readAs(passwordsSchema, parseReply(reply.text, reply.host), reply.host);
  return { meeting: accessControl.sessionPassword, audio: accessControl.audioPassword };
}

async function askFor(sessionKey: string, ask: Ask): Promise<ProviderReply> {
  const reply = await ask(requestFor(sessionKey));
  if (isNotFound(reply)) throw new Failure('meeting-missing', { sessionKey });
  assertAnswered(reply);
  return reply;
}

/** The call, as the lint of allowed URLs knows it. */
export const lookUpCall = {
  ability: 'meetings',
  method: 'POST',
  path: '/gapi/v1/meetings/actions/getsessioninfoagg',
} as const;

/** The session key goes as a JSON number, as the seed has it: 11 digits fit one exactly. */
function requestFor(sessionKey: string): ProviderRequest {
  return {
    method: lookUpCall.method,
    path: lookUpCall.path,
    headers: { 'Content-Type': 'application/json;charset=utf-8' },
    body: JSON.stringify({ sessionKey: Number(sessionKey) }),
    failure: (reply) => (isNotFound(reply) ? 'meeting-missing' : failureIn(reply)),
  };
}

function isNotFound(reply: ProviderReply): boolean {
  if (reply.status >= 500 || isHtml(reply.text)) return false;
  if (reply.status === 404) return true;
  const code = faultIn(reply)?.code;
  return code === MEETING_NOT_FOUND || code === NO_RECORD;
}

function readMeeting(reply: ProviderReply, sessionKey: string, ownHost: string): Meeting {
  const value = parseReply(reply.text, reply.host);
  const answer = readAs(replySchema, value, reply.host);
  const { accessControl: access, metaData, host } = answer;
  if (answer.sessionkey === null && answer.confID === null) {
    throw new Failure('answer-shape', { host: reply.host, field: 'sessionkey' });
  }
  return {
    name: metaData.confName ?? `Meeting ${sessionKey}`,
    sessionKey: answer.sessionkey ?? sessionKey,
    conferenceId: answer.confID,
    status: { inProgress: inProgress(answer.status), raw: answer.status },
    host: {
      name: [host.firstName, host.lastName].filter((name) => name !== null).join(' ') || null,
      email: host.email,
      userName: host.webExId,
    },
    hostJoined: access.hostJoined,
    participantsJoined: access.participantsJoined,
    passwordNeeded: access.passwordReq,
    joinBeforeHost: answer.isAllowJBH,
    meetingPassword: access.sessionPassword,
    audioPassword: access.audioPassword,
    audioLogin: access.isEnforceAudioLogin,
    listing: access.listStatus,
    schedule: readSchedule(answer, reply),
    site: {
      name: answer.siteName,
      address: addressOrNull(answer.siteURL, ownHost),
      type: answer.siteType,
    },
    sip: answer.sipURL,
    skype: answer.skypeURL,
    videoAddress: answer.displayMeetingUrl,
    serviceType: metaData.serviceType,
    sessionType: metaData.sessionType,
    xmlApi: answer.XMLAPIEnabled,
    urlApi: answer.URLAPIEnabled,
    telephony: readTelephony(answer.telephony, ownHost),
    more: extraFields(replySchema, value),
  };
}

/** Source: XML API schema ep.xsd, "statusType"; the second spelling belongs to its neighbour. */
const IN_PROGRESS: Record<string, boolean> = {
  INPROGRESS: true,
  IN_PROGRESS: true,
  NOT_INPROGRESS: false,
  NOT_STARTED: false,
  ENDED: false,
};

function inProgress(status: string | null): boolean | null {
  return status !== null && Object.hasOwn(IN_PROGRESS, status)
    ? (IN_PROGRESS[status] ?? null)
    : null;
}

function readSchedule(answer: Reply, reply: ProviderReply): Schedule {
  const { duration, timeZoneID, timeZone, startDate } = answer.schedule;
  const zone = zoneFor(timeZoneID, timeZone);
  const wall = startDate === null ? null : parseStart(startDate);
  if (startDate !== null && wall === null) {
    throw new Failure('answer-shape', { host: reply.host, field: 'schedule.startDate' });
  }
  const always = wall !== null && isPlaceholder(wall, reply.receivedAtMs);
  return {
    startMs: wall === null || always ? null : startInstant(wall, zone),
    always,
    durationMinutes: duration,
    recurring: answer.metaData.isRecurring,
    zone: { ...zone, label: timeZone },
  };
}

function readTelephony(telephony: Reply['telephony'], ownHost: string): Telephony | null {
  if (telephony === null) return null;
  const { callInNum, labels } = telephony;
  return {
    support: telephony.telephonySupport,
    toll: callInNum.tollNum,
    tollLabel: labels.tollCallInLabel,
    tollFree: callInNum.tollFreeNum,
    tollFreeLabel: labels.tollFreeCallInLabel,
    mixedAudio: telephony.isMPAudio,
    numbers: callInNum.globalNum.map((entry) => ({
      country: entry.countryAlias ?? 'Country not told',
      number: entry.phoneNumber ?? '',
      tollFree: entry.tollFree,
    })),
    allNumbers: addressOrNull(telephony.globalCallInNumbersURL, ownHost),
    tollFreeRestrictions: addressOrNull(telephony.tollFreeRestrictionsURL, ownHost),
  };
}

function addressOrNull(address: string | null, ownHost: string): Address | null {
  return address === null ? null : addressFor(address, ownHost);
}
