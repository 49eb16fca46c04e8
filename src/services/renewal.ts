import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { CredentialFields } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { RenewalReport } from '../domain/renewal.ts';
import type { Activity } from './activity.ts';
import type { Book } from './book.ts';
import { checkField } from './credential-form.ts';
import { findIn } from './credential-records.ts';
import type { Credentials } from './credentials.ts';
import type { Gateway } from './gateway.ts';
import type { PreviousKeys } from './previous-keys.ts';
import {
  discardJournal,
  isResumable,
  type Journal,
  keepAside,
  newJournal,
  RENEWAL_LOCK,
  readJournal,
} from './renewal-journal.ts';
import { createRetire } from './renewal-leak.ts';
import { believable, createRenewalSteps, type Run } from './renewal-steps.ts';
import type { Vault } from './vault.ts';

/** How a renewal is begun. */
export interface Beginning {
  /** The key in use leaked: it is turned off once the new one is in use. */
  leaked?: boolean;
  /** Of the key as it was seen: who comes second has not seen the key that there is by now. */
  version?: number | undefined;
}

/** A key that somebody typed, out of a mail or of an answer that could not be read. */
export interface TypedKey {
  fields: CredentialFields;
  expiresAtMs: number | null;
}

/** Gets a new key for an old one and never loses either. */
export interface Renewal {
  /**
   * Renews, one call to the server at most; where the key leaked, another one that turns it off.
   * @throws Failure `renewal-running`, `changed-meanwhile`, `renewal-unknown`, `renewal-unreadable`, `renewal-untested`,
   *   `leaked-key-lives`, or what the server said
   */
  start(credentialId: string, beginning?: Beginning): Promise<RenewalReport>;
  /** Goes on from what was kept. @throws Failure the same */
  resume(credentialId: string): Promise<RenewalReport>;
  /** Tests a typed key and puts it to use. @throws Failure `field-invalid`, and the same */
  enter(credentialId: string, typed: TypedKey): Promise<RenewalReport>;
  /** How it stands; `null` where none was begun. */
  report(credentialId: string): Promise<RenewalReport | null>;
  /** Puts the journal away. An answer that was kept and not used is not put away. */
  dismiss(credentialId: string): Promise<void>;
}

interface Needs {
  vault: Vault;
  credentials: Pick<Credentials, 'findFor'>;
  previousKeys: PreviousKeys;
  gateway: Gateway;
  activity: Activity;
  clock: Clock;
  locks: Locks;
  /** Called when a phase was reached, and when it is over. */
  onPhase(): void;
}

export function createRenewal(needs: Needs): Renewal {
  const { vault, credentials, previousKeys, gateway, activity, clock, locks, onPhase } = needs;
  const steps = createRenewalSteps({ gateway, onPhase });
  const retire = createRetire({ steps, previousKeys, activity, clock });

  /** One renewal at a time, whoever starts it. */
  async function alone<T>(credentialId: string, task: (run: Run) => Promise<T>): Promise<T> {
    const done = await locks
      .ifFree(RENEWAL_LOCK, () =>
        locks.exclusive(lockOf(credentialId), async () => {
          return { result: await task(await prepare(credentialId)) };
        }),
      )
      // Whoever looks on is told once more when nobody is at work any longer.
      .finally(onPhase);
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

  async function start(run: Run, { leaked = false, version }: Beginning): Promise<Journal> {
    const { label, version: now } = run.credential;
    if (version !== undefined && version !== now) throw new Failure('changed-meanwhile', { label });
    const before = await readJournal(run.transact, run.credential.id);
    if (before && isResumable(before)) {
      const noted = leaked ? await steps.write(run, { ...before, leaked }) : before;
      return told(run, goOn(run, noted));
    }
    const journal = newJournal(run.credential.id, clock.now(), leaked);
    await preflight(run, before, journal);
    const { credential } = run;
    const intent = await steps.write(run, { ...journal, phase: 'intent' }, async (book) => {
      await keepAside(book, before);
      await activity.note(book, { what: leaked ? 'key-leaked' : 'renewal-begun', credential });
    });
    const asking = { key: credential, turnOffOld: false, otherwise: null };
    return told(
      run,
      steps.call(run, intent, asking).then((answered) => goOn(run, answered)),
    );
  }

  /** Storage can be written, the key works, and nobody has locked meanwhile: else nothing is begun. */
  async function preflight(run: Run, before: Journal | null, journal: Journal): Promise<void> {
    const { ability, provider, credential } = run;
    // What is known of a renewal before this one stays known until this one is begun.
    await steps.write(run, before ?? journal);
    try {
      const ask = gateway.askAs(provider, credential, { what: 'key-tested', patient: true });
      await ability.test(ask, credential.fields);
      await vault.assertUnlocked();
    } catch (error) {
      if (before === null) await steps.discard(run);
      throw error;
    }
  }

  /** What was begun ends somehow, and that is told, too. */
  async function told(run: Run, ending: Promise<Journal>): Promise<Journal> {
    const { transact, credential } = run;
    return ending.catch(async (error: unknown) => {
      const outcome = error instanceof Failure ? error.code : 'unexpected';
      await activity.noteQuietly(transact, { what: 'renewal-ended', credential, outcome });
      throw error;
    });
  }

  async function goOn(run: Run, journal: Journal): Promise<Journal> {
    if (journal.stage === 'retire') return retire(run, journal);
    const parsed = journal.phase === 'parsed' ? journal : await steps.parse(run, journal, null);
    await steps.test(run, { ...run.credential.fields, ...parsed.newKey?.fields });
    const promoted = await promote(run, parsed);
    return promoted.leaked ? retire(run, promoted) : promoted;
  }

  /** The new key into use and the old one to the previous ones, in one write. */
  function promote(run: Run, parsed: Journal): Promise<Journal> {
    const newKey = believable(parsed.newKey ?? { fields: {}, expiresAtMs: null }, clock.now());
    const { leaked } = parsed;
    const next = leaked
      ? ({ stage: 'retire', phase: 'preflight' } as const)
      : ({ phase: 'promoted' } as const);
    return steps.write(run, { ...parsed, ...next, newKey, rawReply: null }, async (book) => {
      const credential = await findIn(book, run.credential.id);
      previousKeys.replace(book, credential, newKey, leaked ? 'live' : null);
      await activity.note(book, { what: 'renewal-ended', credential });
    });
  }

  async function resume(run: Run): Promise<Journal> {
    const journal = await readJournal(run.transact, run.credential.id);
    if (journal && isResumable(journal)) return told(run, goOn(run, journal));
    return journal ?? newJournal(run.credential.id, clock.now());
  }

  async function enter(run: Run, typed: TypedKey): Promise<Journal> {
    const newKey = { fields: readTyped(run, typed.fields), expiresAtMs: typed.expiresAtMs };
    const before = await readJournal(run.transact, run.credential.id);
    const over = before === null || before.phase === 'promoted';
    const journal = over ? newJournal(run.credential.id, clock.now()) : before;
    const parsed: Journal = { ...journal, phase: 'parsed', newKey, rawReply: null };
    // It may have been typed out of a mail: an answer that nobody has read is still one.
    const keep = async (book: Book) => {
      await keepAside(book, before);
      await activity.note(book, { what: 'key-typed', credential: run.credential });
    };
    return told(run, goOn(run, await steps.write(run, parsed, keep)));
  }

  async function report(credentialId: string): Promise<RenewalReport | null> {
    const running = await locks.isHeld(lockOf(credentialId));
    const run = await prepare(credentialId);
    const journal = await readJournal(run.transact, run.credential.id);
    if (journal === null) return null;
    // Nobody is at work: the worker died before the call, or in the middle of it.
    if (!running && journal.phase === 'preflight' && journal.stage === 'replace') return null;
    const phase = !running && journal.phase === 'intent' ? 'unknown' : journal.phase;
    return reportOf({ ...journal, phase }, run, running);
  }

  async function dismiss({ transact, credential }: Run): Promise<void> {
    await discardJournal(transact, credential.id, true, async (book, { phase }) => {
      // What is over was told when it ended.
      if (phase === 'promoted') return;
      await activity.note(book, { what: 'renewal-dismissed', credential });
    });
    onPhase();
  }

  const reported = (credentialId: string, task: (run: Run) => Promise<Journal>) =>
    alone(credentialId, async (run) => reportOf(await task(run), run, false));

  return {
    start: (credentialId, beginning = {}) => reported(credentialId, (run) => start(run, beginning)),
    resume: (credentialId) => reported(credentialId, resume),
    enter: (credentialId, typed) => reported(credentialId, (run) => enter(run, typed)),
    report,
    dismiss: (credentialId) => alone(credentialId, dismiss),
  };
}

/** Held beside the lock of all renewals, so that one key's is not taken for another's. */
function lockOf(credentialId: string): string {
  return `${RENEWAL_LOCK}-${credentialId}`;
}

/** What was typed of a new key, by the rules of the form. */
function readTyped({ ability, provider, credential }: Run, typed: CredentialFields) {
  const entries = ability.typed.flatMap(({ name, optional }) => {
    const field = provider.fields.find((one) => one.name === name);
    if (field === undefined) return [];
    const kept = optional ? credential.fields[name] : '';
    const { value, problem } = checkField(field, typed[name] ?? '', kept);
    if (problem !== null)
      throw new Failure('field-invalid', { field: name, label: field.label, problem });
    return [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function reportOf(journal: Journal, { credential, ability }: Run, running: boolean): RenewalReport {
  const { phase, stage, leaked, startedAtMs, newKey } = journal;
  return {
    phase,
    stage,
    leaked,
    running,
    label: credential.label,
    startedAtMs,
    newKeyHint: newKey && ability.hint({ ...credential.fields, ...newKey.fields }),
    newExpiresAtMs: newKey?.expiresAtMs ?? null,
  };
}
