import type { Clock } from '../adapters/clock.ts';
import type { Random } from '../adapters/random.ts';
import type { Credential, CredentialFields, PreviousKey } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { RenewedKey } from '../providers/provider.ts';
import type { Book } from './book.ts';
import { put } from './credential-records.ts';

/** The keys that a credential had before, which may still be the good ones: none gets lost. */
export interface PreviousKeys {
  /** A credential whose key was typed over, with the one that it had. */
  withBefore(credential: Credential, before: Credential): Credential;
  /**
   * A credential with a previous key in use again, and the current one as previous.
   * @throws Failure `previous-missing`, `previous-over`
   */
  backTo(credential: Credential, previousId: string): Credential;
  /**
   * Puts a renewed key into use within a transaction and keeps the current one as previous, with
   * whether it leaked.
   */
  replace(
    book: Book,
    credential: Credential,
    renewed: RenewedKey,
    leaked?: PreviousKey['leaked'],
  ): void;
  /** Keeps a renewed key as a previous one, because the current one works. */
  keepBeside(book: Book, credential: Credential, renewed: RenewedKey): void;
}

interface Needs {
  clock: Clock;
  random: Random;
}

export function createPreviousKeys({ clock, random }: Needs): PreviousKeys {
  function asPrevious(
    { fields, expiresAtMs }: RenewedKey,
    leaked: PreviousKey['leaked'] = null,
  ): PreviousKey {
    return { id: random.id(), fields, expiresAtMs, replacedAtMs: clock.now(), leaked };
  }

  function backTo(credential: Credential, previousId: string): Credential {
    const target = credential.previous.find((one) => one.id === previousId);
    if (!target) throw new Failure('previous-missing', {});
    const { fields, expiresAtMs, leaked } = target;
    if (leaked !== null) throw new Failure('previous-over', { why: 'leaked' });
    if (expiresAtMs !== null && expiresAtMs <= clock.now()) {
      throw new Failure('previous-over', { why: 'expired' });
    }
    const others = credential.previous.filter((one) => one !== target);
    const returned = { ...credential, fields, expiresAtMs, previous: others };
    return withPrevious(returned, asPrevious(credential));
  }

  const replace: PreviousKeys['replace'] = (book, credential, renewed, leaked = null) => {
    const replaced = { ...credential, ...renewedOf(credential, renewed) };
    // A server may give the same key again, with another expiry.
    const same = leaked === null && isSame(replaced.fields, credential.fields);
    put(book, same ? replaced : withPrevious(replaced, asPrevious(credential, leaked)));
  };

  function keepBeside(book: Book, credential: Credential, renewed: RenewedKey): void {
    const beside = asPrevious(renewedOf(credential, renewed));
    const same = isSame(beside.fields, credential.fields);
    put(book, same ? credential : withPrevious(credential, beside));
  }

  return {
    withBefore: (credential, before) => withPrevious(credential, asPrevious(before)),
    backTo,
    replace,
    keepBeside,
  };
}

function renewedOf({ fields }: Credential, renewed: RenewedKey): RenewedKey {
  return { fields: { ...fields, ...renewed.fields }, expiresAtMs: renewed.expiresAtMs };
}

/** With one more previous key, newest first; the same key is kept once, and leaked once and for all. */
function withPrevious(credential: Credential, replaced: PreviousKey): Credential {
  const { previous } = credential;
  const isIt = ({ fields }: PreviousKey) => isSame(fields, replaced.fields);
  const leaked = replaced.leaked ?? previous.find(isIt)?.leaked ?? null;
  return {
    ...credential,
    previous: [{ ...replaced, leaked }, ...previous.filter((one) => !isIt(one))],
  };
}

function isSame(one: CredentialFields, other: CredentialFields): boolean {
  const sorted = (fields: CredentialFields) => JSON.stringify(Object.entries(fields).sort());
  return sorted(one) === sorted(other);
}
