import { describe, expect, it } from 'vitest';
import { Failure, type FailureCode } from '../../src/domain/failure.ts';
import { failureFacts } from '../../src/domain/failure-facts.ts';
import { sentenceFor, sentences } from '../../src/ui/sentences.ts';

const label = 'Support desk';
const host = 'meetings-api.webex.com';

/** One example of each failure: a code without one does not compile. */
const examples: { [C in FailureCode]: Failure<C> } = {
  'vault-missing': new Failure('vault-missing', {}),
  'vault-exists': new Failure('vault-exists', {}),
  'vault-locked': new Failure('vault-locked', {}),
  'vault-damaged': new Failure('vault-damaged', { what: 'record 7' }),
  'vault-newer': new Failure('vault-newer', { format: 9 }),
  'vault-read-only': new Failure('vault-read-only', { format: 9 }),
  'storage-full': new Failure('storage-full', { usedBytes: 10_400_000, quotaBytes: 10_485_760 }),
  'slot-missing': new Failure('slot-missing', {}),
  'slot-needed': new Failure('slot-needed', {}),
  'slot-lingers': new Failure('slot-lingers', {}),
  'second-copy-missing': new Failure('second-copy-missing', {}),
  'aside-missing': new Failure('aside-missing', {}),
  'passkey-without-prf': new Failure('passkey-without-prf', {}),
  'passkey-exists': new Failure('passkey-exists', {}),
  'passkey-failed': new Failure('passkey-failed', { reason: 'SecurityError' }),
  'wrong-passkey': new Failure('wrong-passkey', {}),
  'wrong-passphrase': new Failure('wrong-passphrase', {}),
  'wrong-recovery-code': new Failure('wrong-recovery-code', { problem: 'no-match' }),
  'unlock-wait': new Failure('unlock-wait', { retryAtMs: 0 }),
  'derivation-failed': new Failure('derivation-failed', { problem: 'memory' }),
  'passphrase-short': new Failure('passphrase-short', { minimum: 12, length: 4 }),
  'recovery-replaced': new Failure('recovery-replaced', {}),
  'recovery-exists': new Failure('recovery-exists', {}),
  'storage-failed': new Failure('storage-failed', { doing: 'write' }),
  'field-invalid': new Failure('field-invalid', {
    field: 'email',
    label: 'Email',
    problem: 'is missing',
  }),
  'credential-missing': new Failure('credential-missing', {}),
  'credential-disabled': new Failure('credential-disabled', { label }),
  'credential-expired': new Failure('credential-expired', {
    label,
    expiredAtMs: 0,
    saidBy: 'latchkey',
  }),
  'expiry-past': new Failure('expiry-past', { label, expiredAtMs: 0 }),
  'bulk-running': new Failure('bulk-running', {}),
  'watch-full': new Failure('watch-full', { most: 20 }),
  'no-credential': new Failure('no-credential', { ability: 'meetings' }),
  'changed-meanwhile': new Failure('changed-meanwhile', { label }),
  'previous-missing': new Failure('previous-missing', {}),
  'previous-over': new Failure('previous-over', { why: 'expired' }),
  'not-recognised': new Failure('not-recognised', { problem: 'too-short', digits: 7 }),
  'host-not-allowed': new Failure('host-not-allowed', { origin: `https://${host}` }),
  'host-foreign': new Failure('host-foreign', { host }),
  'api-without-host': new Failure('api-without-host', { label, api: 'Contact policy' }),
  'proof-missing': new Failure('proof-missing', {
    api: 'Contact Policy APIs',
    wanted: 'Profile key',
  }),
  'system-refused': new Failure('system-refused', {
    system: 'Webex Connect',
    status: 200,
    code: '7001',
    said: 'Authentication failed',
    trace: 'ab12',
    fault: 'key',
    table: 'webex-connect/events',
  }),
  'no-answer': new Failure('no-answer', { host }),
  'timed-out': new Failure('timed-out', { host, seconds: 25 }),
  redirected: new Failure('redirected', { host }),
  'cut-connection': new Failure('cut-connection', { host }),
  'answer-too-large': new Failure('answer-too-large', { host }),
  unauthorized: new Failure('unauthorized', { label, host, skewSeconds: null }),
  forbidden: new Failure('forbidden', { label, host }),
  'rate-limited': new Failure('rate-limited', {
    label,
    retryAtMs: 1,
    saidBy: 'latchkey',
    limit: 'month',
  }),
  'meeting-missing': new Failure('meeting-missing', { sessionKey: '400971234' }),
  'service-retired': new Failure('service-retired', { host, sign: '410' }),
  'server-error': new Failure('server-error', { host, status: 503 }),
  'server-refused': new Failure('server-refused', { host, code: '1', reason: 'No' }),
  'request-stopped': new Failure('request-stopped', { host }),
  'header-refused': new Failure('header-refused', { name: 'Authorization' }),
  'request-renews': new Failure('request-renews', { label }),
  'page-unreachable': new Failure('page-unreachable', {}),
  'page-repeated': new Failure('page-repeated', { operation: 'List sessions' }),
  'answer-empty': new Failure('answer-empty', { host }),
  'answer-cut-off': new Failure('answer-cut-off', { host }),
  'answer-not-json': new Failure('answer-not-json', { host }),
  'answer-shape': new Failure('answer-shape', { host, field: 'sessionkey' }),
  'token-over': new Failure('token-over', {}),
  'renewal-running': new Failure('renewal-running', { label }),
  'renewal-unknown': new Failure('renewal-unknown', { label, host }),
  'renewal-unreadable': new Failure('renewal-unreadable', { label, field: 'apikey' }),
  'renewal-untested': new Failure('renewal-untested', { label, reason: 'refused' }),
  'leaked-key-lives': new Failure('leaked-key-lives', { label }),
  'answer-gone': new Failure('answer-gone', {}),
  'call-too-large': new Failure('call-too-large', { call: 'backup.read' }),
  'backup-empty': new Failure('backup-empty', { where: 'vault' }),
  'backup-not-one': new Failure('backup-not-one', { problem: 'file' }),
  'backup-unreadable': new Failure('backup-unreadable', { rounds: null }),
  'backup-newer': new Failure('backup-newer', { format: 9 }),
  'backup-too-large': new Failure('backup-too-large', { bytes: 50e6, limit: 20e6 }),
  'backup-file-unread': new Failure('backup-file-unread', {}),
  'hand-over-text': new Failure('hand-over-text', { wanted: 'request', problem: 'cut-off' }),
  'hand-over-late': new Failure('hand-over-late', { endedAtMs: 0 }),
  'hand-over-large': new Failure('hand-over-large', { label }),
  'hand-over-foreign': new Failure('hand-over-foreign', {}),
  'hand-over-over': new Failure('hand-over-over', { ending: 'expired' }),
  'hand-over-second': new Failure('hand-over-second', {}),
  'hand-over-unreadable': new Failure('hand-over-unreadable', { problem: 'seal' }),
  'hand-over-system': new Failure('hand-over-system', { system: 'telex' }),
  'hand-over-field': new Failure('hand-over-field', { label: 'Email', problem: 'is missing' }),
  'look-up-only': new Failure('look-up-only', { label, doing: 'renew' }),
  'x25519-missing': new Failure('x25519-missing', {}),
  'import-too-large': new Failure('import-too-large', { bytes: 50_000_000, limit: 1_000_000 }),
  'import-unreadable': new Failure('import-unreadable', {}),
  'import-kind': new Failure('import-kind', { kind: 'workbook' }),
  'import-damaged': new Failure('import-damaged', { kind: 'json', line: 7 }),
  'import-too-deep': new Failure('import-too-deep', { limit: 64 }),
  'import-too-many': new Failure('import-too-many', { found: 301, limit: 300 }),
  'import-nothing': new Failure('import-nothing', { rows: 3 }),
  'out-of-scope': new Failure('out-of-scope', {
    label,
    method: 'POST',
    path: '/api/qm/export',
    refusal: 'path',
    list: 'local',
    rule: 'GET /api/audit/*',
  }),
  'tenant-full': new Failure('tenant-full', { tenant: host, limit: 300, free: 0 }),
  'sender-refused': new Failure('sender-refused', {}),
  'call-unknown': new Failure('call-unknown', { call: 'x' }),
  'call-malformed': new Failure('call-malformed', { call: 'x', field: 'y' }),
  'worker-gone': new Failure('worker-gone', {}),
  unexpected: new Failure('unexpected', {}),
};

const said = Object.values(examples).map((failure) => sentenceFor(failure));

describe('What Latchkey says of a failure', () => {
  it('has words for every failure, and for nothing else', () => {
    expect(Object.keys(sentences).sort()).toEqual(Object.keys(failureFacts).sort());
  });

  it('says something different of each', () => {
    expect(new Set(said.map(({ title }) => title)).size).toBe(said.length);
    expect(new Set(said.map(({ text }) => text)).size).toBe(said.length);
  });

  it('speaks in whole sentences, without codes', () => {
    for (const { title, text } of said) {
      expect(title).toMatch(/^[A-Z“].*[^.]$/);
      expect(text).toMatch(/^[A-Z“A-Za-z].*\.$/s);
      expect(`${title} ${text}`).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('mentions the clock when a key is refused and the clock is off', () => {
    const behind = new Failure('unauthorized', { label, host, skewSeconds: 540 });
    const ahead = new Failure('unauthorized', { label, host, skewSeconds: -120 });
    const fine = new Failure('unauthorized', { label, host, skewSeconds: 20 });
    expect(sentenceFor(behind).text).toContain('clock is about 9 min behind');
    expect(sentenceFor(ahead).text).toContain('clock is about 2 min ahead');
    expect(sentenceFor(fine).text).not.toContain('clock');
  });

  it('names both figures of a file that is too large, never as the same', () => {
    expect(sentenceFor(examples['import-too-large']).text).toContain(
      'It has 50 MB; an import takes 1 MB',
    );
    const barely = new Failure('import-too-large', { bytes: 1_000_001, limit: 1_000_000 });
    expect(sentenceFor(barely).text).toContain('It has 1.1 MB');
  });

  it('counts the digits that were typed', () => {
    expect(sentenceFor(examples['not-recognised']).text).toContain('7 digits');
  });
});
