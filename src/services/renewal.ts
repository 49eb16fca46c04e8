import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Credential } from '../domain/credential.ts';
import { Failure, type FailureCode, isFailure } from '../domain/failure.ts';
import type { RenewalReport } from '../domain/renewal.ts';
import {
  type Provider,
  type ProviderReply,
  type RenewalAbility,
  type RenewedKey,
  secretsOf,
} from '../providers/provider.ts';
import { CREDENTIAL, type Credentials, findIn, withPrevious } from './credentials.ts';
import type { Gateway } from './gateway.ts';
import {
  discardJournal,
  hasAnswer,
  type Journal,
  newJournal,
  putAnswerAside,
  putJournal,
  readJournal,
  writeJournal,
} from './renewal-journal.ts';
import type { Transact, Vault } from './vault.ts';

/** Gets a new key for an old one and never loses either. */
export interface Renewal {
  /**
   * Renews, one call to the server at most.
   * @throws Failure `renewal-running`, `renewal-unknown`, `renewal-unreadable`, `renewal-untested`,
   *   or what the server said
   */
  start(credentialId: string): Promise<RenewalReport>;
  /** Goes on from an answer that was kept. @throws Failure the same */
  resume(credentialId: string): Promise<RenewalReport>;
  /** How it stands; `null` where none was begun. */
  report(credentialId: string): Promise<RenewalReport | null>;
  /** Puts the journal away. An answer that was kept and not used is not put away. */
  dismiss(credentialId: string): Promise<void>;
}

interface Needs {
  vault: Vault;
  credentials: Credentials;
  gateway: Gateway;
  clock: Clock;
  locks: Locks;
  /** Called when a phase was reached. */
  onPhase(): void;
}

/** All that a running renewal works with. */
interface Run {
  credential: Credential;
  provider: Provider;
  ability: RenewalAbility;
  transact: Transact;
}

export function createRenewal(needs: Needs): Renewal {
  const { vault, credentials, gateway, clock, locks, onPhase } = needs;

  /** One renewal at a time, whoever starts it. */
  async function alone(credentialId: string, task: (run: Run) => Promise<Journal>) {
    const run = await prepare(credentialId);
    const journal = await locks.ifFree('renewal', () => task(run));
    if (journal === null) throw new Failure('renewal-running', { label: run.credential.label });
    return reportOf(journal, run);
  }

  /** The way to write is taken at the start: a lock in mid-call must not cost the new key. */
  async function prepare(credentialId: string): Promise<Run> {
    const { credential, provider } = await credentials.findFor('renewal', credentialId);
    const ability = provider.renewal;
    if (!ability) throw new Failure('renewal-unsupported', { label: credential.label });
    return { credential, provider, ability, transact: await vault.hold() };
  }

  async function start(run: Run): Promise<Journal> {
    const before = await readJournal(run.transact, run.credential.id);
    if (before && hasAnswer(before)) return finish(run, before);
    const ask = gateway.askAs(run.provider, run.credential);
    const journal = newJournal(run.credential.id, clock.now());
    await write(run, journal);
    try {
      await run.ability.test(ask, run.credential.fields);
    } catch (error) {
      if (before) await write(run, before);
      else await discard(run);
      throw error;
    }
    const intent = await write(run, { ...journal, phase: 'intent' });
    const { status, text, host } = await call(run, intent);
    // Kept before anybody tries to understand it.
    const rawReply = { status, text, host };
    return finish(run, await write(run, { ...intent, phase: 'answered', rawReply }));
  }

  /** The one call. What certainly was not sent is forgotten; what may have arrived is not. */
  async function call(run: Run, intent: Journal): Promise<ProviderReply> {
    const { ability, credential, provider } = run;
    try {
      return await gateway.askAs(provider, credential)(ability.request(credential.fields));
    } catch (error) {
      if (mayHaveHappened(error)) throw await lose(run, intent);
      await discard(run);
      throw error;
    }
  }

  async function lose(run: Run, journal: Journal): Promise<Failure> {
    const { credential, provider } = run;
    await write(run, { ...journal, phase: 'unknown' });
    const { host } = new URL(provider.baseUrl(credential.fields));
    return new Failure('renewal-unknown', { label: credential.label, host });
  }

  async function finish(run: Run, answered: Journal): Promise<Journal> {
    const parsed = answered.phase === 'parsed' ? answered : await parse(run, answered);
    await test(run, parsed);
    return promote(run, parsed);
  }

  async function parse(run: Run, answered: Journal): Promise<Journal> {
    const newKey = await read(run, answered);
    return write(run, { ...answered, phase: 'parsed', newKey });
  }

  /** The key in the answer. What cannot be read stays kept; a refusal is put away. */
  async function read(run: Run, answered: Journal): Promise<RenewedKey> {
    const reply = replyIn(answered, run);
    try {
      run.ability.assertAccepted(reply);
      return run.ability.read(reply.text, reply.host, run.credential.fields);
    } catch (error) {
      const code = error instanceof Failure ? error.code : 'unexpected';
      if (NOTHING_IN_IT.has(code)) throw await lose(run, { ...answered, rawReply: null });
      if (UNREADABLE.has(code)) throw unreadable(error, run);
      await discard(run);
      throw error;
    }
  }

  async function test(run: Run, { newKey }: Journal): Promise<void> {
    const { credential, provider, ability } = run;
    const renewed = { ...credential, ...newKey, disabled: false };
    try {
      await ability.test(gateway.askAs(provider, renewed), renewed.fields);
    } catch (error) {
      const reason = error instanceof Failure ? error.code : 'unexpected';
      throw new Failure('renewal-untested', { label: credential.label, reason });
    }
  }

  /** The new key into use and the old one to the previous ones, in one write. */
  async function promote(run: Run, parsed: Journal): Promise<Journal> {
    const promoted: Journal = { ...parsed, phase: 'promoted', rawReply: null };
    await run.transact(async (book) => {
      const current = await findIn(book, run.credential.id);
      const previous = withPrevious(current, clock.now());
      book.put(CREDENTIAL, current.id, { ...current, ...parsed.newKey, previous });
      putJournal(book, promoted);
    });
    onPhase();
    return promoted;
  }

  async function resume(run: Run): Promise<Journal> {
    const journal = await readJournal(run.transact, run.credential.id);
    if (journal && hasAnswer(journal)) return finish(run, journal);
    return journal ?? newJournal(run.credential.id, clock.now());
  }

  async function report(credentialId: string): Promise<RenewalReport | null> {
    const run = await prepare(credentialId);
    const read = () => readJournal(run.transact, run.credential.id);
    const settled = await locks.ifFree('renewal', read);
    // Begun, not answered and nobody at work: the worker died in the middle of the call.
    if (settled?.phase === 'intent') return reportOf({ ...settled, phase: 'unknown' }, run);
    const journal = settled ?? (await read());
    return journal && reportOf(journal, run);
  }

  async function dismiss(credentialId: string): Promise<void> {
    const run = await prepare(credentialId);
    const journal = await readJournal(run.transact, run.credential.id);
    if (journal && hasAnswer(journal)) await putAnswerAside(run.transact, journal);
    else await discard(run);
  }

  async function write(run: Run, journal: Journal): Promise<Journal> {
    await writeJournal(run.transact, journal);
    onPhase();
    return journal;
  }

  async function discard({ transact, credential }: Run): Promise<void> {
    await discardJournal(transact, credential.id);
    onPhase();
  }

  return {
    start: (credentialId) => alone(credentialId, start),
    resume: (credentialId) => alone(credentialId, resume),
    report,
    dismiss,
  };
}

/** Failures of the call after which nobody can tell whether the server made a key. */
const IN_THE_DARK: ReadonlySet<FailureCode> = new Set([
  'no-answer',
  'timed-out',
  'cut-connection',
  'answer-too-large',
]);

/** Answers that tell nothing, not even that nothing was done. */
const NOTHING_IN_IT: ReadonlySet<FailureCode> = new Set(['server-error', 'answer-empty']);

/** Answers that may hold a key which this version cannot find. */
const UNREADABLE: ReadonlySet<FailureCode> = new Set([
  'answer-cut-off',
  'answer-not-json',
  'answer-shape',
  'unexpected',
]);

function unreadable(error: unknown, { credential }: Run): Failure {
  const field = isFailure(error, 'answer-shape') ? error.facts.field : 'the answer';
  return new Failure('renewal-unreadable', { label: credential.label, field });
}

/** The kept answer as it came, for the provider to read. */
function replyIn({ rawReply, startedAtMs }: Journal, { credential, provider }: Run): ProviderReply {
  const secrets = secretsOf(provider, credential);
  return {
    ...(rawReply ?? { status: 0, text: '', host: '' }),
    headers: {},
    receivedAtMs: startedAtMs,
    label: credential.label,
    skewSeconds: null,
    quote: (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text),
  };
}

function mayHaveHappened(error: unknown): boolean {
  return !(error instanceof Failure) || IN_THE_DARK.has(error.code);
}

function reportOf(journal: Journal, { credential, ability }: Run): RenewalReport {
  return {
    phase: journal.phase,
    label: credential.label,
    startedAtMs: journal.startedAtMs,
    newKeyHint: journal.newKey && ability.hint(journal.newKey.fields),
    newExpiresAtMs: journal.newKey?.expiresAtMs ?? null,
  };
}
