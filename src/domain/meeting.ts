import * as v from 'valibot';
import { addressSchema } from './address.ts';

const text = v.nullable(v.string());
const flag = v.nullable(v.boolean());

/** A password in a reply is a secret: pages learn whether there is one, not what it is. */
const hiddenPassword = v.picklist(['set', 'none', 'not-told']);

/** A field of the reply that this build has no name for. `value` is `null` when it looks secret. */
export const extraFieldSchema = v.object({ name: v.string(), value: text });

const callInNumberSchema = v.object({
  country: v.string(),
  number: v.string(),
  tollFree: flag,
});

const telephonySchema = v.object({
  support: text,
  toll: text,
  tollLabel: text,
  tollFree: text,
  tollFreeLabel: text,
  mixedAudio: flag,
  numbers: v.array(callInNumberSchema),
  allNumbers: v.nullable(addressSchema),
  tollFreeRestrictions: v.nullable(addressSchema),
});

/** When a meeting stands in the calendar. `startMs` is `null` for a personal room, which has no time. */
const scheduleSchema = v.object({
  startMs: v.nullable(v.number()),
  always: v.boolean(),
  durationMinutes: v.nullable(v.number()),
  recurring: flag,
  zone: v.object({
    /** IANA name; `null` when only a fixed offset is known. */
    iana: text,
    offsetMinutes: v.nullable(v.number()),
    label: text,
  }),
});

/** A meeting as any system tells of it. `null` means that the system did not say. */
export const meetingSchema = v.object({
  name: v.string(),
  sessionKey: v.string(),
  conferenceId: text,
  status: v.object({ inProgress: flag, raw: text }),
  host: v.object({ name: text, email: text, userName: text }),
  hostJoined: flag,
  participantsJoined: flag,
  passwordNeeded: flag,
  joinBeforeHost: flag,
  meetingPassword: hiddenPassword,
  audioPassword: hiddenPassword,
  audioLogin: flag,
  listing: text,
  schedule: scheduleSchema,
  site: v.object({ name: text, address: v.nullable(addressSchema), type: text }),
  sip: text,
  skype: text,
  videoAddress: text,
  serviceType: text,
  sessionType: text,
  xmlApi: flag,
  urlApi: flag,
  telephony: v.nullable(telephonySchema),
  more: v.array(extraFieldSchema),
});

/** The passwords themselves, for the one request that is named for it. `null`: none, or not told. */
export const meetingPasswordsSchema = v.object({ meeting: text, audio: text });
export type MeetingPasswords = v.InferOutput<typeof meetingPasswordsSchema>;

export type Meeting = v.InferOutput<typeof meetingSchema>;
export type Schedule = v.InferOutput<typeof scheduleSchema>;
export type Telephony = v.InferOutput<typeof telephonySchema>;
export type CallInNumber = v.InferOutput<typeof callInNumberSchema>;
export type ExtraField = v.InferOutput<typeof extraFieldSchema>;
export type HiddenPassword = v.InferOutput<typeof hiddenPassword>;
