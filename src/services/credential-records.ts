import type { Clock } from '../adapters/clock.ts';
import type { Random } from '../adapters/random.ts';
import { type Credential, credentialSchema } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { Provider } from '../providers/provider.ts';
import type { Book } from './book.ts';
import { removeJournals } from './renewal-journal.ts';

/** The kind of a credential's record. */
export const CREDENTIAL = 'credential';

/** All credentials within a transaction, by their ids. */
export function credentialsIn(book: Book): Promise<Map<string, Credential>> {
  return book.all(CREDENTIAL, credentialSchema);
}

/** The credential of that id within a transaction. @throws Failure `credential-missing` */
export async function findIn(book: Book, id: string): Promise<Credential> {
  const credential = await book.get(CREDENTIAL, id, credentialSchema);
  if (credential) return credential;
  throw new Failure('credential-missing', {});
}

/** Writes it, one version later. */
export function put(book: Book, credential: Credential): void {
  book.put(CREDENTIAL, credential.id, { ...credential, version: credential.version + 1 });
}

/** Takes it out, with what is known of its use and of its renewals. */
export async function removeFrom(book: Book, id: string): Promise<void> {
  book.remove(CREDENTIAL, id);
  book.remove('usage', usageId(id));
  await removeJournals(book, id);
}

/** The id of the one record of its use that a credential may have. */
export function usageId(credentialId: string): string {
  return `usage-${credentialId}`;
}

/** An empty credential of a system. */
export function newCredential(
  provider: Provider,
  { random, clock }: { random: Random; clock: Clock },
): Credential {
  return {
    id: random.id(),
    version: 0,
    provider: provider.id,
    label: '',
    description: '',
    expiresAtMs: null,
    disabled: false,
    lookUpOnly: false,
    rules: [],
    deleteAfterExpiry: provider.expiryRule.deletedAfterDays !== null,
    fields: {},
    previous: [],
    createdAtMs: clock.now(),
  };
}

/** The names that credentials have. */
export async function labelsIn(book: Book): Promise<Set<string>> {
  return new Set([...(await credentialsIn(book)).values()].map(({ label }) => label));
}

/** That name, numbered where it is taken. */
export function freeLabel(taken: ReadonlySet<string>, name: string): string {
  for (let number = 2; taken.has(name); number += 1) {
    if (!taken.has(`${name} ${number}`)) return `${name} ${number}`;
  }
  return name;
}
