import type { Credential, CredentialFields } from '../domain/credential.ts';
import { Failure, type FailureCode, isFailure } from '../domain/failure.ts';
import {
  type Provider,
  type ProviderReply,
  quoteWithout,
  type RenewalAbility,
  type RenewedKey,
  secretsOf,
} from '../providers/provider.ts';
import type { Book, Transact } from './book.ts';
import type { Gateway } from './gateway.ts';
import { discardJournal, type Journal, putJournal } from './renewal-journal.ts';

/** The answer exists once: a fault of storage that passes must not cost it. */
const TRIES_TO_KEEP = 3;

/** All that a running renewal works with. */
export interface Run {
  credential: Credential;
  provider: Provider;
  ability: RenewalAbility;
  transact: Transact;
}

/** The call that makes a key: which key asks, and what is left where it certainly came to nothing. */
export interface KeyCall {
  key: Pick<Credential, 'fields' | 'expiresAtMs'>;
  turnOffOld: boolean;
  /** `null`: nothing is left. */
  otherwise: Journal | null;
}

/** What both stages of a renewal are made of. Each is written before it is done. */
export interface RenewalSteps {
  /** Writes the journal, and in the same commit what the task puts. */
  write(run: Run, journal: Journal, task?: (book: Book) => Promise<void>): Promise<Journal>;
  discard(run: Run): Promise<void>;
  /**
   * The one call, and its answer sealed before anybody tries to understand it.
   * @throws Failure `renewal-unknown`, or why it was certainly not sent
   */
  call(run: Run, intent: Journal, call: KeyCall): Promise<Journal>;
  /**
   * The key in the kept answer, written down; what is left is for a clear no.
   * @throws Failure `renewal-unknown`, `renewal-unreadable`, or that no
   */
  parse(run: Run, answered: Journal, otherwise: Journal | null): Promise<Journal>;
  /** A cheap call with these fields. The date is not asked: it is the server that must take the key. */
  probe(run: Run, fields: CredentialFields): Promise<void>;
  /** The same for a new key. @throws Failure `renewal-untested` */
  test(run: Run, fields: CredentialFields): Promise<void>;
}

interface Needs {
  gateway: Gateway;
  onPhase(): void;
}

export function createRenewalSteps({ gateway, onPhase }: Needs): RenewalSteps {
  async function write(run: Run, journal: Journal, task?: (book: Book) => Promise<void>) {
    await run.transact(async (book) => {
      await task?.(book);
      putJournal(book, journal);
    });
    onPhase();
    return journal;
  }

  const discard = ({ transact, credential }: Run) => discardJournal(transact, credential.id, false);

  const leave = async (run: Run, otherwise: Journal | null) =>
    void (await (otherwise === null ? discard(run) : write(run, otherwise)));

  /** What certainly was not sent is forgotten; what may have arrived is not. */
  async function call(run: Run, intent: Journal, { key, turnOffOld, otherwise }: KeyCall) {
    const { ability, credential, provider } = run;
    const asker = { ...credential, fields: key.fields, expiresAtMs: key.expiresAtMs };
    const answered = ({ status, text, host }: ProviderReply): Journal => ({
      ...intent,
      phase: 'answered',
      rawReply: { status, text, host },
    });
    const ask = gateway.askAs(provider, asker, {
      what: 'renewal-asked',
      patient: true,
      seal: (book, reply) => putJournal(book, answered(reply)),
    });
    try {
      return await keepAnswer(run, answered(await ask(ability.request(key.fields, turnOffOld))));
    } catch (error) {
      if (mayHaveHappened(error)) throw await lose(run, intent);
      if (!isFailure(error, 'renewal-unknown')) await leave(run, otherwise);
      throw error;
    }
  }

  /** Storage that fails is asked again. */
  async function keepAnswer(run: Run, answered: Journal): Promise<Journal> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await write(run, answered);
      } catch {
        if (tries === TRIES_TO_KEEP) throw unknownOutcome(run);
      }
    }
  }

  async function lose(run: Run, journal: Journal): Promise<Failure> {
    await write(run, { ...journal, phase: 'unknown' });
    return unknownOutcome(run);
  }

  async function parse(run: Run, answered: Journal, otherwise: Journal | null) {
    const newKey = await read(run, answered, otherwise);
    return write(run, { ...answered, phase: 'parsed', newKey });
  }

  /** The key in the answer, whatever came with it. Only the answer to a clear no is put away. */
  async function read(run: Run, answered: Journal, otherwise: Journal | null) {
    const reply = replyIn(answered, run);
    try {
      return run.ability.read(reply);
    } catch (error) {
      const refusal = run.ability.refusal(reply);
      if (refusal) {
        await leave(run, otherwise);
        throw refusal;
      }
      if (reply.status > 299 || isFailure(error, 'answer-empty')) throw await lose(run, answered);
      throw unreadable(error, run);
    }
  }

  async function probe(run: Run, fields: CredentialFields) {
    const { ability, provider, credential, transact: held } = run;
    const key = { ...credential, fields, expiresAtMs: null, disabled: false };
    // A lock since then does not keep a key that is there already from being tried.
    const manner = { what: 'key-tested', patient: true, held } as const;
    await ability.test(gateway.askAs(provider, key, manner), fields);
  }

  const test = (run: Run, fields: CredentialFields) =>
    probe(run, fields).catch((error: unknown) => {
      const reason = error instanceof Failure ? error.code : 'unexpected';
      throw new Failure('renewal-untested', { label: run.credential.label, reason });
    });

  return { write, discard, call, parse, probe, test };
}

/** A key that the server takes has not expired, whatever date came with it. */
export function believable({ fields, expiresAtMs }: RenewedKey, nowMs: number): RenewedKey {
  return { fields, expiresAtMs: expiresAtMs !== null && expiresAtMs > nowMs ? expiresAtMs : null };
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

/** The kept answer as it came, for the provider to read. */
function replyIn({ rawReply, startedAtMs }: Journal, { credential, provider }: Run): ProviderReply {
  return {
    ...(rawReply ?? { status: 0, text: '', host: '' }),
    headers: {},
    receivedAtMs: startedAtMs,
    label: credential.label,
    skewSeconds: null,
    // A key that leaked asks when it is a previous one already.
    quote: quoteWithout(
      [credential, ...credential.previous].flatMap((key) => secretsOf(provider, key)),
    ),
  };
}
