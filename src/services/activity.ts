import type { Clock } from '../adapters/clock.ts';
import type { ActivityKind, ActivityRecord } from '../domain/activity.ts';
import type { Credential } from '../domain/credential.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { Proof } from '../domain/proof.ts';
import type { Provider } from '../providers/provider.ts';
import { append, clear, readRecord } from './activity-chain.ts';
import type { Book, Transact } from './book.ts';
import type { Vault } from './vault.ts';

const LONGEST_TEXT = 120;

/** Something that was done, as whoever did it tells it. */
export interface Act {
  what: ActivityKind;
  credential?: Pick<Credential, 'id' | 'label' | 'provider'> | null;
  /** Nothing secret, and of people no more than has to be (see PRIVACY.md). */
  about?: string | null;
  /** Default is `done`. */
  outcome?: FailureCode | null;
  /** HTTP status. */
  status?: number | null;
}

/** What was done, when, with which key and with what outcome: a chain of sealed entries. */
export interface Activity {
  /** Notes it within the transaction that does it, so that neither is there without the other. */
  note(book: Book, ...acts: Act[]): Promise<void>;
  /** Notes it by itself. What is told must not hang on the telling: never rejects. */
  noteQuietly(transact: Transact, act: Act): Promise<void>;
  /** Does something for which somebody has to prove who they are, and notes it where that fails. */
  witness<T>(act: Act, task: () => Promise<T>): Promise<T>;
  read(): Promise<ActivityRecord>;
  /** Forgets every entry, once the vault's passphrase was given again. @throws Failure as `Vault.verify` */
  forget(proof: Proof): Promise<void>;
}

interface Needs {
  vault: Vault;
  clock: Clock;
  providers: readonly Provider[];
}

export function createActivity({ vault, clock, providers }: Needs): Activity {
  function note(book: Book, ...acts: Act[]): Promise<void> {
    return append(book, acts.map(noteOf));
  }

  /** Only what applies is a member: the hash is over what is there. */
  function noteOf({ what, credential, about, outcome, status }: Act) {
    return {
      atMs: clock.now(),
      what,
      outcome: outcome ?? 'done',
      ...(credential && {
        credentialId: credential.id,
        label: credential.label.slice(0, LONGEST_TEXT),
        system:
          providers.find(({ id }) => id === credential.provider)?.label ?? credential.provider,
      }),
      ...(about && { about: about.slice(0, LONGEST_TEXT) }),
      ...(status && { status }),
    };
  }

  async function noteQuietly(transact: Transact, act: Act): Promise<void> {
    try {
      await transact((book) => note(book, act));
    } catch {
      // It was done, and its answer is worth more than a line about it.
    }
  }

  async function witness<T>(act: Act, task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } catch (error) {
      if (error instanceof Failure)
        await noteQuietly(vault.transact, { ...act, outcome: error.code });
      throw error;
    }
  }

  async function forget(proof: Proof): Promise<void> {
    await vault.verify(proof);
    const begin = async (book: Book) => {
      clear(book);
      await note(book, { what: 'record-forgotten' });
    };
    await vault.transact(begin);
    // It is done. Once more, so that the vault's forerunner does not name what was forgotten, either.
    await vault.transact(begin).catch(() => undefined);
  }

  return {
    note,
    noteQuietly,
    witness,
    read: () => vault.transact(readRecord),
    forget,
  };
}
