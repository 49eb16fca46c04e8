import * as v from 'valibot';
import { credentialFieldsSchema, credentialSummarySchema } from '../domain/credential.ts';
import { lockMinutesSchema } from '../domain/lock-minutes.ts';
import { extraFieldSchema, meetingPasswordsSchema, meetingSchema } from '../domain/meeting.ts';
import { providerCardSchema } from '../domain/provider-card.ts';
import { renewalReportSchema } from '../domain/renewal.ts';
import { siteSchema } from '../domain/site.ts';

const nothing = v.strictObject({});
const secretText = v.pipe(v.string(), v.maxLength(4_096));
const typedText = v.pipe(v.string(), v.maxLength(16_384));
const credentialId = v.pipe(v.string(), v.maxLength(64));

const askedWith = v.object({ id: v.string(), label: v.string(), provider: v.string() });

const programStateSchema = v.object({
  vault: v.picklist(['missing', 'locked', 'unlocked', 'damaged']),
  /** When the vault locks by itself (epoch milliseconds); `null` while it is not unlocked. */
  lockAtMs: v.nullable(v.number()),
  lockMinutes: lockMinutesSchema,
  /** Whether the person has said that the recovery code is saved. */
  recoverySaved: v.boolean(),
  /** The newest copy of the vault was damaged, and this is the one before it. */
  secondCopy: v.boolean(),
  credentials: v.array(credentialSummarySchema),
});
export type ProgramState = v.InferOutput<typeof programStateSchema>;

const credentialDraftSchema = v.strictObject({
  /** `null` for a new credential. */
  id: v.nullable(credentialId),
  /** The version that the form was opened on; 0 for a new credential. */
  version: v.number(),
  provider: v.pipe(v.string(), v.maxLength(64)),
  label: v.pipe(v.string(), v.maxLength(1_000)),
  description: v.pipe(v.string(), v.maxLength(10_000)),
  /** A local date and time as `YYYY-MM-DDTHH:mm` already turned into an instant; `null`: never. */
  expiresAtMs: v.nullable(v.number()),
  /** An empty secret of a stored credential keeps what is stored. */
  fields: credentialFieldsSchema,
});
export type CredentialDraft = v.InferOutput<typeof credentialDraftSchema>;

/** One request: what it takes, what it gives, whether it needs an unlocked vault, and whether it
 * may be sent again when the worker died before it answered. */
interface Request {
  readonly input: v.GenericSchema;
  readonly output: v.GenericSchema;
  readonly needs: 'nothing' | 'unlocked';
  readonly repeatable: boolean;
}

const open = { needs: 'nothing', repeatable: true } as const;
const unlocked = { needs: 'unlocked', repeatable: true } as const;
const unlockedOnce = { needs: 'unlocked', repeatable: false } as const;

/** Whatever a page can ask of the worker is a line of this table. */
export const contract = {
  /** Everything that a page's first paint needs, in one request. */
  'program.state': { ...open, input: nothing, output: programStateSchema },

  'vault.create': {
    ...open,
    repeatable: false,
    input: v.strictObject({ passphrase: secretText }),
    output: nothing,
  },
  'vault.unlock': { ...open, input: v.strictObject({ passphrase: secretText }), output: nothing },
  'vault.unlock-with-recovery-code': {
    ...open,
    input: v.strictObject({ code: secretText }),
    output: nothing,
  },
  'vault.lock': { ...open, input: nothing, output: nothing },
  /** Somebody is using Latchkey: puts off the automatic lock. */
  'vault.touch': {
    ...open,
    input: nothing,
    output: v.object({ lockAtMs: v.nullable(v.number()) }),
  },
  'vault.set-lock-minutes': {
    ...unlocked,
    input: v.strictObject({ minutes: lockMinutesSchema }),
    output: nothing,
  },

  /** A fresh recovery code; one that was shown before and not confirmed opens nothing any more. */
  'recovery.begin': {
    ...unlocked,
    input: nothing,
    output: v.object({ code: v.string(), slotId: v.string() }),
  },
  'recovery.confirm': {
    ...unlocked,
    input: v.strictObject({ slotId: v.string() }),
    output: nothing,
  },

  'providers.list': { ...open, input: nothing, output: v.array(providerCardSchema) },

  'credentials.save': {
    ...unlockedOnce,
    input: credentialDraftSchema,
    output: v.object({ id: v.string(), label: v.string() }),
  },
  'credentials.set-disabled': {
    ...unlocked,
    input: v.strictObject({ id: credentialId, disabled: v.boolean() }),
    output: nothing,
  },
  'credentials.delete': {
    ...unlocked,
    input: v.strictObject({ id: credentialId }),
    output: nothing,
  },

  /** `credentialId` null: the first key that can. */
  'lookup.meeting': {
    ...unlocked,
    input: v.strictObject({ sessionKey: typedText, credentialId: v.nullable(credentialId) }),
    output: v.object({ meeting: meetingSchema, askedWith, askedAtMs: v.number() }),
  },
  /** The passwords of a meeting, asked for anew, after the passphrase was given again. */
  'lookup.reveal-passwords': {
    ...unlocked,
    input: v.strictObject({ sessionKey: typedText, credentialId, passphrase: secretText }),
    output: meetingPasswordsSchema,
  },
  'lookup.sites': {
    ...unlocked,
    input: v.strictObject({ email: typedText, credentialId: v.nullable(credentialId) }),
    output: v.object({
      email: v.string(),
      sites: v.array(siteSchema),
      more: v.array(extraFieldSchema),
      askedWith,
      askedAtMs: v.number(),
    }),
  },

  'renewal.start': {
    ...unlockedOnce,
    input: v.strictObject({ credentialId }),
    output: renewalReportSchema,
  },
  /** How the renewal of this key stands; `null`: none was begun. */
  'renewal.report': {
    ...unlocked,
    input: v.strictObject({ credentialId }),
    output: v.nullable(renewalReportSchema),
  },
  /** Takes up a renewal that was interrupted after the server's answer was kept. */
  'renewal.resume': {
    ...unlockedOnce,
    input: v.strictObject({ credentialId }),
    output: renewalReportSchema,
  },
  /** Puts the journal of a finished or unknown renewal away. */
  'renewal.dismiss': { ...unlocked, input: v.strictObject({ credentialId }), output: nothing },
  /** Puts a previous key back into use; the current one becomes a previous one. */
  'renewal.go-back': {
    ...unlockedOnce,
    input: v.strictObject({ credentialId, previousId: v.string() }),
    output: nothing,
  },
} as const satisfies Record<string, Request>;

export type Call = keyof typeof contract;
export type InputOf<C extends Call> = v.InferOutput<(typeof contract)[C]['input']>;
export type OutputOf<C extends Call> = v.InferOutput<(typeof contract)[C]['output']>;

/** What the worker tells every open page: the state it showed is out of date. */
export const changeSchema = v.strictObject({ changed: v.picklist(['state', 'renewal']) });
export type Change = v.InferOutput<typeof changeSchema>;
