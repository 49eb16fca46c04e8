import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Credential } from '../domain/credential.ts';
import { Failure, type FailureCode, isFailure } from '../domain/failure.ts';
import type { RenewalReport } from '../domain/renewal.ts';
import {
  type Provider,
  type ProviderReply,
  quoteWithout,
  type RenewalAbility,
  type RenewedKey,
  secretsOf,
} from '../providers/provider.ts';
import type { Act, Activity } from './activity.ts';
import type { Transact } from './book.ts';
import { findIn } from './credential-records.ts';
import type { Credentials } from './credentials.ts';
import type { Gateway } from './gateway.ts';
import {
  discardJournal,
  holdsAnswer,
  isResumable,
  type Journal,
  newJournal,
  putAnswerAside,
  putJournal,
  RENEWAL_LOCK,
  readJournal,
} from './renewal-journal.ts';
import type { Vault } from './vault.ts';

/** The answer exists once: a fault of storage that passes must not cost it. */
const TRIES_TO_KEEP = 3;

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
  activity: Activity;
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
  const { vault, credentials, gateway, activity, clock, locks, onPhase } = needs;

  /** One renewal at a time, whoever starts it. */
  async function alone<T>(credentialId: string, task: (run: Run) => Promise<T>): Promise<T> {
    const done = await locks.ifFree(RENEWAL_LOCK, async () => {
      return { result: await task(await prepare(credentialId)) };
    });
    if (done) return done.result;
    const { credential } = await credentials.findFor('renewal', credentialId);
    throw new Failure('renewal-running', { label: credential.label });
  }

  /** The way to write is taken at the start: a lock in mid-call must not cost the new key. */
  async function prepare(credentialId: string): Promise<Run> {
    const { credential, provider } = await credentials.findFor('renewal', credentialId);
    const ability = provider.renewal;
    if (!ability) throw new Failure('credential-missing', {});
    return { credential, provider, ability, transact: await vault.hold() };
  }

  async function start(run: Run): Promise<RenewalReport> {
    const before = await readJournal(run.transact, run.credential.id);
    if (before && isResumable(before)) return finish(run, before);
    const journal = newJournal(run.credential.id, clock.now());
    await preflight(run, before, journal);
    if (before && holdsAnswer(before)) await putAnswerAside(run.transact, before);
    const intent = await write(run, { ...journal, phase: 'intent' }, { what: 'renewal-begun' });
    const { status, text, host } = await call(run, intent);
    const rawReply = { status, text, host };
    return finish(run, await keepAnswer(run, { ...intent, phase: 'answered', rawReply }));
  }

  /** Storage can be written, the key works, and nobody has locked meanwhile: else nothing is begun. */
  async function preflight(run: Run, before: Journal | null, journal: Journal): Promise<void> {
    const { ability, provider, credential } = run;
    // What is known of a renewal before this one stays known until this one is begun.
    await write(run, before ?? journal);
    try {
      const ask = gateway.askAs(provider, credential, { what: 'key-tested', patient: true });
      await ability.test(ask, credential.fields);
      await vault.assertUnlocked();
    } catch (error) {
      if (before === null) await discard(run);
      throw error;
    }
  }

  /** The one call. What certainly was not sent is forgotten; what may have arrived is not. */
  async function call(run: Run, intent: Journal): Promise<ProviderReply> {
    const { ability, credential, provider } = run;
    try {
      const ask = gateway.askAs(provider, credential, { what: 'renewal-asked', patient: true });
      return await ask(ability.request(credential.fields));
    } catch (error) {
      if (mayHaveHappened(error)) throw await lose(run, intent);
      await discard(run);
      throw await failed(run, error);
    }
  }

  /** Seals the answer before anybody tries to understand it; storage that fails is asked again. */
  async function keepAnswer(run: Run, answered: Journal): Promise<Journal> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await write(run, answered);
      } catch {
        if (tries === TRIES_TO_KEEP) throw await failed(run, unknownOutcome(run));
      }
    }
  }

  async function lose(run: Run, journal: Journal): Promise<Failure> {
    const outcome = 'renewal-unknown';
    await write(run, { ...journal, phase: 'unknown' }, { what: 'renewal-ended', outcome });
    return unknownOutcome(run);
  }

  /** The same failure, once it is noted that the renewal ended so. */
  async function failed<E>({ transact, credential }: Run, error: E): Promise<E> {
    const outcome = error instanceof Failure ? error.code : 'unexpected';
    await activity.noteQuietly(transact, { what: 'renewal-ended', credential, outcome });
    return error;
  }

  async function finish(run: Run, answered: Journal): Promise<RenewalReport> {
    const parsed = answered.phase === 'parsed' ? answered : await parse(run, answered);
    await test(run, parsed);
    return reportOf(await promote(run, parsed), run);
  }

  async function parse(run: Run, answered: Journal): Promise<Journal> {
    const newKey = await read(run, answered);
    return write(run, { ...answered, phase: 'parsed', newKey });
  }

  /** The key in the answer, whatever came with it. Only the answer to a clear no is put away. */
  async function read(run: Run, answered: Journal): Promise<RenewedKey> {
    const reply = replyIn(answered, run);
    try {
      return run.ability.read(reply);
    } catch (error) {
      const refusal = run.ability.refusal(reply);
      if (refusal) {
        await discard(run);
        throw await failed(run, refusal);
      }
      if (reply.status > 299 || isFailure(error, 'answer-empty')) throw await lose(run, answered);
      throw await failed(run, unreadable(error, run));
    }
  }

  /** By a cheap call. The date is not asked: it is the server that must take the key. */
  async function test(run: Run, { newKey }: Journal): Promise<void> {
    const { credential, provider, ability, transact } = run;
    const fields = { ...credential.fields, ...newKey?.fields };
    const renewed = { ...credential, fields, expiresAtMs: null, disabled: false };
    try {
      // A lock since then does not keep a key that is there already from being tried.
      const manner = { what: 'key-tested', patient: true, held: transact } as const;
      const ask = gateway.askAs(provider, renewed, manner);
      await ability.test(ask, fields);
    } catch (error) {
      const reason = error instanceof Failure ? error.code : 'unexpected';
      const untested = new Failure('renewal-untested', { label: credential.label, reason });
      throw await failed(run, untested);
    }
  }

  /** The new key into use and the old one to the previous ones, in one write. */
  async function promote(run: Run, parsed: Journal): Promise<Journal> {
    const newKey = believable(parsed.newKey, clock.now());
    const promoted: Journal = { ...parsed, newKey, phase: 'promoted', rawReply: null };
    await run.transact(async (book) => {
      const credential = await findIn(book, run.credential.id);
      credentials.replace(book, credential, newKey);
      await activity.note(book, { what: 'renewal-ended', credential });
      putJournal(book, promoted);
    });
    onPhase();
    return promoted;
  }

  async function resume(run: Run): Promise<RenewalReport> {
    const journal = await readJournal(run.transact, run.credential.id);
    if (journal && isResumable(journal)) return finish(run, journal);
    return reportOf(journal ?? newJournal(run.credential.id, clock.now()), run);
  }

  async function report(credentialId: string): Promise<RenewalReport | null> {
    const running = await locks.isHeld(RENEWAL_LOCK);
    const run = await prepare(credentialId);
    const journal = await readJournal(run.transact, run.credential.id);
    if (journal === null || running) return journal && reportOf(journal, run);
    // Nobody is at work: the worker died before the call, or in the middle of it.
    if (journal.phase === 'preflight') return null;
    const phase = journal.phase === 'intent' ? 'unknown' : journal.phase;
    return reportOf({ ...journal, phase }, run);
  }

  async function dismiss(run: Run): Promise<void> {
    const journal = await readJournal(run.transact, run.credential.id);
    if (journal && holdsAnswer(journal)) await putAnswerAside(run.transact, journal);
    else await discard(run);
  }

  async function write(
    { transact, credential }: Run,
    journal: Journal,
    act?: Act,
  ): Promise<Journal> {
    await transact(async (book) => {
      putJournal(book, journal);
      if (act) await activity.note(book, { ...act, credential });
    });
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
    dismiss: (credentialId) => alone(credentialId, dismiss),
  };
}

/** Failures of the call after which nobody can tell whether the server made a key. */
const IN_THE_DARK: ReadonlySet<FailureCode> = new Set([
  'no-answer',
  'timed-out',
  'cut-connection',
  'answer-too-large',
  'redirected',
]);

function mayHaveHappened(error: unknown): boolean {
  return !(error instanceof Failure) || IN_THE_DARK.has(error.code);
}

function unknownOutcome({ credential, provider }: Run): Failure {
  const { host } = new URL(provider.baseUrl(credential.fields));
  return new Failure('renewal-unknown', { label: credential.label, host });
}

function unreadable(error: unknown, { credential }: Run): Failure {
  const field = isFailure(error, 'answer-shape') ? error.facts.field : 'the answer';
  return new Failure('renewal-unreadable', { label: credential.label, field });
}

/** A key that the server takes has not expired, whatever date came with it. */
function believable(newKey: Journal['newKey'], nowMs: number): RenewedKey {
  const { fields, expiresAtMs } = newKey ?? { fields: {}, expiresAtMs: null };
  return { fields, expiresAtMs: expiresAtMs !== null && expiresAtMs > nowMs ? expiresAtMs : null };
}

/** The kept answer as it came, for the provider to read. */
function replyIn({ rawReply, startedAtMs }: Journal, { credential, provider }: Run): ProviderReply {
  return {
    ...(rawReply ?? { status: 0, text: '', host: '' }),
    headers: {},
    receivedAtMs: startedAtMs,
    label: credential.label,
    skewSeconds: null,
    quote: quoteWithout(secretsOf(provider, credential)),
  };
}

function reportOf(journal: Journal, { credential, ability }: Run): RenewalReport {
  return {
    phase: journal.phase,
    label: credential.label,
    startedAtMs: journal.startedAtMs,
    newKeyHint: journal.newKey && ability.hint({ ...credential.fields, ...journal.newKey.fields }),
    newExpiresAtMs: journal.newKey?.expiresAtMs ?? null,
  };
}
