import * as v from 'valibot';
import { Failure } from './failure.ts';
import { refusalSchema } from './url-rule.ts';

const nothing = v.object({});
const host = v.object({ host: v.string() });
const instantMs = v.number();

/**
 * Every way to fail, by its code, with the facts that its sentence needs (`ui/sentences.ts`).
 * Nothing secret may be a fact. Instants are epoch milliseconds, `null` means "not known".
 */
export const failureFacts = {
  // the vault
  'vault-missing': nothing,
  'vault-exists': nothing,
  'vault-locked': nothing,
  'vault-damaged': v.object({ what: v.string() }),
  'vault-newer': v.object({ format: v.number() }),
  'vault-read-only': v.object({ format: v.number() }),
  'wrong-passphrase': nothing,
  'wrong-passkey': nothing,
  'wrong-recovery-code': v.object({ problem: v.picklist(['not-a-code', 'no-match']) }),
  'unlock-wait': v.object({ retryAtMs: instantMs }),
  'derivation-failed': v.object({ problem: v.picklist(['memory', 'silent', 'stopped']) }),
  'passphrase-short': v.object({ minimum: v.number(), length: v.number() }),
  'recovery-replaced': nothing,
  'recovery-exists': nothing,
  'storage-failed': v.object({ doing: v.picklist(['read', 'write']) }),
  'storage-full': v.object({ usedBytes: v.number(), quotaBytes: v.number() }),

  // who may open it, and how it is mended
  'slot-missing': nothing,
  'slot-needed': nothing,
  'slot-lingers': nothing,
  'second-copy-missing': nothing,
  'aside-missing': nothing,
  'passkey-without-prf': nothing,
  'passkey-exists': nothing,
  'passkey-failed': v.object({ reason: v.string() }),

  // credentials
  'field-invalid': v.object({ field: v.string(), label: v.string(), problem: v.string() }),
  'credential-missing': nothing,
  'credential-disabled': v.object({ label: v.string() }),
  'credential-expired': v.object({
    label: v.string(),
    expiredAtMs: v.nullable(instantMs),
    saidBy: v.picklist(['latchkey', 'server']),
  }),
  'expiry-past': v.object({ label: v.string(), expiredAtMs: instantMs }),
  'no-credential': v.object({ ability: v.string() }),
  'changed-meanwhile': v.object({ label: v.string() }),
  'previous-missing': nothing,
  /** More than the limit in one tenant. `free`: how many more it takes. */
  'tenant-full': v.object({ tenant: v.string(), limit: v.number(), free: v.number() }),
  'previous-over': v.object({ why: v.picklist(['expired', 'leaked']) }),

  // what was typed
  'not-recognised': v.object({
    problem: v.picklist([
      'empty',
      'letters',
      'too-short',
      'too-long',
      'leading-zero',
      'phone-number',
      'email-without-domain',
      'email-malformed',
      'text-too-long',
      'unknown',
      'personal-room',
      'meeting-link',
      'webex-page',
      'foreign-link',
    ]),
    digits: v.number(),
  }),

  // the network: no answer, a bad answer, an answer of the wrong shape
  'host-not-allowed': v.object({ origin: v.string() }),
  'host-foreign': host,
  /** Not signed. `path` is without the query; `rule` came nearest. */
  'out-of-scope': v.object({
    label: v.string(),
    method: v.string(),
    path: v.string(),
    refusal: refusalSchema,
    list: v.picklist(['local', 'remote']),
    rule: v.nullable(v.string()),
  }),
  /** The key has no host for that one of its system's APIs. */
  'api-without-host': v.object({ label: v.string(), api: v.string() }),
  /** The key has none of the proofs that this API takes. */
  'proof-missing': v.object({ api: v.string(), wanted: v.string() }),
  'no-answer': host,
  'timed-out': v.object({ host: v.string(), seconds: v.number() }),
  redirected: host,
  'cut-connection': host,
  'answer-too-large': host,
  unauthorized: v.object({
    label: v.string(),
    host: v.string(),
    skewSeconds: v.nullable(v.number()),
    /** What the system's form calls what proves the key: "Key ID and API key". */
    given: v.exactOptional(v.string()),
  }),
  forbidden: v.object({ label: v.string(), host: v.string() }),
  /**
   * `limit`: which of its own counts Latchkey speaks of; `null` where it is the server's word.
   * `trace`: by what the server's support finds the call, where it told. `counts`: what it told of its
   * own count, as in "category Heavy, limit 10".
   */
  'rate-limited': v.object({
    label: v.string(),
    retryAtMs: instantMs,
    saidBy: v.picklist(['latchkey', 'server']),
    limit: v.nullable(v.picklist(['minute', 'month'])),
    trace: v.exactOptional(v.string()),
    counts: v.exactOptional(v.string()),
  }),
  'bulk-running': nothing,
  'watch-full': v.object({ most: v.number() }),
  'meeting-missing': v.object({ sessionKey: v.string() }),
  'service-retired': v.object({ host: v.string(), sign: v.string() }),
  'server-error': v.object({ host: v.string(), status: v.number() }),
  'server-refused': v.object({ host: v.string(), code: v.string(), reason: v.string() }),
  /**
   * A system's own word for why it did not do what it was asked. `status` is HTTP's, also where that
   * says success; `code`, `said` and `trace` as the system told them, `null` where it did not: `said`
   * is its own text, at most 300 characters and without secrets, `trace` the number by which its support
   * finds the call. `means`: what its documents say of the code, or `table`: which of its tables says it
   * (`providers/codes.ts`). `fault`: where it lies; absent: the status tells. `partly`: other items of the
   * same request were taken.
   */
  'system-refused': v.object({
    system: v.string(),
    status: v.number(),
    code: v.nullable(v.string()),
    said: v.nullable(v.string()),
    trace: v.nullable(v.string()),
    means: v.optional(v.string()),
    fault: v.optional(v.picklist(['key', 'request', 'pace', 'server'])),
    table: v.optional(v.string()),
    partly: v.optional(v.boolean()),
  }),
  'answer-empty': host,
  'answer-cut-off': host,
  'answer-not-json': host,
  'answer-shape': v.object({ host: v.string(), field: v.string() }),

  /** A page's token came a second time: the list would never end. */
  'page-repeated': v.object({ operation: v.string() }),

  // tokens
  'token-over': nothing,

  // renewal
  'renewal-running': v.object({ label: v.string() }),
  'renewal-unknown': v.object({ label: v.string(), host: v.string() }),
  'renewal-unreadable': v.object({ label: v.string(), field: v.string() }),
  'renewal-untested': v.object({ label: v.string(), reason: v.string() }),
  /** The server takes a key that leaked, although it was asked to turn it off. */
  'leaked-key-lives': v.object({ label: v.string() }),
  'answer-gone': nothing,

  // backups
  'backup-empty': v.object({ where: v.picklist(['vault', 'file']) }),
  'backup-not-one': v.object({ problem: v.picklist(['file', 'content', 'depth']) }),
  /** `rounds`: how much work the file asks for on the passphrase, where that is out of bounds. */
  'backup-unreadable': v.object({ rounds: v.nullable(v.number()) }),
  'backup-newer': v.object({ format: v.number() }),
  'backup-too-large': v.object({ bytes: v.number(), limit: v.number() }),
  'backup-file-unread': nothing,
  // handing a key over
  'hand-over-text': v.object({
    wanted: v.picklist(['request', 'package']),
    problem: v.picklist([
      'empty',
      'too-long',
      'other-kind',
      'cut-off',
      'newer',
      'invitation',
      'unknown',
    ]),
  }),
  'hand-over-late': v.object({ endedAtMs: instantMs }),
  'hand-over-large': v.object({ label: v.string() }),
  'hand-over-foreign': nothing,
  'hand-over-over': v.object({ ending: v.picklist(['kept', 'refused', 'withdrawn', 'expired']) }),
  'hand-over-second': nothing,
  'hand-over-unreadable': v.object({ problem: v.picklist(['seal', 'content', 'newer']) }),
  'hand-over-system': v.object({ system: v.string() }),
  'hand-over-field': v.object({ label: v.string(), problem: v.string() }),
  'look-up-only': v.object({
    label: v.string(),
    doing: v.picklist(['renew', 'edit', 'go-back', 'hand-over', 'request', 'use']),
  }),
  'x25519-missing': nothing,
  // import
  'import-too-large': v.object({ bytes: v.number(), limit: v.number() }),
  'import-unreadable': nothing,
  'import-kind': v.object({
    kind: v.picklist([
      'empty',
      'binary',
      'encoding',
      'workbook',
      'web-page',
      'postman-collection',
      'unknown',
    ]),
  }),
  'import-damaged': v.object({ kind: v.picklist(['csv', 'json', 'yaml']), line: v.number() }),
  'import-too-deep': v.object({ limit: v.number() }),
  'import-too-many': v.object({ found: v.number(), limit: v.number() }),
  'import-nothing': v.object({ rows: v.number() }),

  // requests that somebody writes
  'request-stopped': host,
  /** A header that a request may not bring along. */
  'header-refused': v.object({ name: v.string() }),
  /** Its answer would hold a new key, which only a renewal keeps. */
  'request-renews': v.object({ label: v.string() }),

  // in web pages
  'page-unreachable': nothing,

  // between the rooms
  'sender-refused': nothing,
  'call-unknown': v.object({ call: v.string() }),
  'call-malformed': v.object({ call: v.string(), field: v.string() }),
  'call-too-large': v.object({ call: v.string() }),
  'worker-gone': nothing,
  unexpected: nothing,
} as const;

export type FailureCode = keyof typeof failureFacts;
export type FactsOf<C extends FailureCode> = v.InferOutput<(typeof failureFacts)[C]>;

const wireShape = v.object({ code: v.string(), facts: v.unknown() });

/** The failure that came over the road; `unexpected` when it is not one that this build knows. */
export function fromWire(wire: unknown): Failure {
  const shape = v.safeParse(wireShape, wire);
  if (!shape.success || !isCode(shape.output.code)) return new Failure('unexpected', {});
  const facts = v.safeParse(failureFacts[shape.output.code], shape.output.facts);
  return facts.success
    ? new Failure(shape.output.code, facts.output)
    : new Failure('unexpected', {});
}

function isCode(code: string): code is FailureCode {
  return Object.hasOwn(failureFacts, code);
}
