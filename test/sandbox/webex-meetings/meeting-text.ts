/** A made-up meeting. Numbers are text here, so that none is ever rounded. */
export interface MeetingFacts {
  readonly sessionKey: string;
  readonly confId: string;
  readonly name: string;
  readonly site: string;
  readonly status: 'INPROGRESS' | 'NOT_INPROGRESS';
  readonly hostJoined: boolean;
  readonly participantsJoined: boolean;
  readonly passwordReq: boolean;
  readonly sessionPassword: string;
  readonly audioPassword: string;
  readonly listStatus: 'PUBLIC' | 'PRIVATE' | 'UNLISTED';
  readonly serviceType: string;
  readonly isRecurring: boolean;
  readonly isAllowJBH: boolean;
  /** Minutes. */
  readonly duration: string;
  readonly timeZoneId: string;
  readonly timeZone: string;
  /** MM/dd/yyyy HH:mm:ss on the wall in that zone. */
  readonly startDate: string;
  readonly host: {
    readonly firstName: string;
    readonly lastName: string;
    readonly webExId: string;
    readonly email: string;
  };
  /** Absent for a meeting whose telephony the caller may not see. */
  readonly telephony?: Telephony;
  /** Whole members as JSON text that seed 000 does not have, such as `"isLocked":false`. */
  readonly extraMembers: readonly string[];
}

export interface Telephony {
  readonly support: 'NONE' | 'CALLIN' | 'CALLBACK' | 'OTHER';
  readonly tollNum: string;
  readonly tollFreeNum: string;
  readonly globalNumbers: readonly CallInNumber[];
}

export interface CallInNumber {
  readonly phoneNumber: string;
  readonly tollFree: boolean;
  readonly country: string;
}

/** The getsessioninfoagg reply for a meeting: members, order and line breaks as in seed 000. */
export function meetingText(meeting: MeetingFacts): string {
  const { sessionKey, site } = meeting;
  const host = `${site}.webex.com`;
  const { telephony } = meeting;
  const members = [
    `"confID":${meeting.confId}`,
    accessControlText(meeting),
    `"siteURL":${quoted(host)}`,
    `"URLAPIEnabled":true`,
    `"sessionkey":${sessionKey}`,
    `"siteName":${quoted(site)}`,
    `"sipURL":${quoted(`${sessionKey}@${host}`)}`,
    `"skypeURL":${quoted(`${sessionKey}_${site}@lync.webex.com`)}`,
    scheduleText(meeting),
    metaDataText(meeting),
    ...(telephony ? [telephonyText(telephony, host, site)] : []),
    `"displayMeetingUrl":${quoted(`${sessionKey}@${host}`)}`,
    `"isAllowJBH":${meeting.isAllowJBH}`,
    hostText(meeting),
    `"XMLAPIEnabled":true`,
    `"siteType":"TRAIN"`,
    ...meeting.extraMembers,
    `"status":${quoted(meeting.status)}`,
  ];
  return object(members);
}

function accessControlText(meeting: MeetingFacts): string {
  return `"accessControl":${object([
    `"isEnforceAudioLogin":false`,
    `"hostJoined":${meeting.hostJoined}`,
    `"passwordReq":${meeting.passwordReq}`,
    `"listStatus":${quoted(meeting.listStatus)}`,
    `"sessionPassword":${quoted(meeting.sessionPassword)}`,
    `"participantsJoined":${meeting.participantsJoined}`,
    `"audioPassword":${quoted(meeting.audioPassword)}`,
  ])}`;
}

function scheduleText({ duration, timeZoneId, timeZone, startDate }: MeetingFacts): string {
  return `"schedule":${object([
    `"duration":${duration}`,
    `"timeZoneID":${timeZoneId}`,
    `"timeZone":${quoted(timeZone)}`,
    `"startDate":${quoted(startDate)}`,
  ])}`;
}

function metaDataText({ serviceType, name, isRecurring }: MeetingFacts): string {
  return `"metaData":${object([
    `"serviceType":${quoted(serviceType)}`,
    `"confName":${quoted(name)}`,
    `"sessionType":3`,
    `"isRecurring":${isRecurring}`,
  ])}`;
}

function telephonyText(telephony: Telephony, host: string, site: string): string {
  const globalNumbers = telephony.globalNumbers.map(({ phoneNumber, tollFree, country }) =>
    object([
      `"phoneNumber":${phoneNumber}`,
      `"tollFree":${tollFree}`,
      `"countryAlias":${quoted(country)}`,
    ]),
  );
  const callInNum = object([
    `"tollNum":${telephony.tollNum}`,
    `"globalNum":[\n${globalNumbers.join(',\n')}\n]`,
    `"tollFreeNum":${telephony.tollFreeNum}`,
  ]);
  const labels = object([
    `"tollFreeCallInLabel":"Call-in toll-free number (US/Canada)"`,
    `"tollCallInLabel":"Call-in toll number (US/Canada)"`,
  ]);
  return `"telephony":${object([
    `"telephonySupport":${quoted(telephony.support)}`,
    `"globalCallInNumbersURL":${quoted(`https://${host}/${site}/globalcallin.php?serviceType=MC&ED=0`)}`,
    `"tollFreeRestrictionsURL":"https://www.webex.com/pdf/tollfree_restrictions.pdf"`,
    `"callInNum":${callInNum}`,
    `"labels":${labels}`,
    `"isMPAudio":false`,
  ])}`;
}

function hostText({ host }: MeetingFacts): string {
  return `"host":${object([
    `"lastName":${quoted(host.lastName)}`,
    `"firstName":${quoted(host.firstName)}`,
    `"webExId":${quoted(host.webExId)}`,
    `"email":${quoted(host.email)}`,
  ])}`;
}

function object(members: readonly string[]): string {
  return `{\n${members.join(',\n')}\n}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
