import * as v from 'valibot';
import type { World } from '../../src/background/services.ts';
import type { Credential } from '../../src/domain/credential.ts';
import type { Signer } from '../../src/providers/provider.ts';
import type { Act } from '../../src/services/activity.ts';
import type { Book, Transact } from '../../src/services/book.ts';
import { CREDENTIAL } from '../../src/services/credential-records.ts';
import { createGateway, type Gateway } from '../../src/services/gateway.ts';
import { createQuota } from '../../src/services/quota.ts';

/** A gateway over a vault that is an open book in memory, with these credentials in it. */
export function createFakeGateway(
  world: World & { signer: Signer },
  credentials: readonly Credential[],
  onNote: (act: Act) => void = () => {},
): Gateway {
  const transact = transactInMemory(world, credentials);
  const vault = { transact, hold: async () => transact };
  const note = async (_: unknown, ...acts: Act[]) => acts.forEach(onNote);
  const activity = { note, noteQuietly: note };
  return createGateway({ ...world, vault, activity, quota: createQuota(world) });
}

function transactInMemory({ locks }: World, credentials: readonly Credential[]): Transact {
  const records = new Map<string, { kind: string; value: object }>();
  const put = (kind: string, id: string, value: object) => void records.set(id, { kind, value });
  for (const credential of credentials) put(CREDENTIAL, credential.id, credential);
  const book: Book = {
    all: async (kind, schema) => {
      const found = [...records].filter(([, record]) => record.kind === kind);
      return new Map(found.map(([id, { value }]) => [id, v.parse(schema, value)]));
    },
    get: async (kind, id, schema) => {
      const record = records.get(id);
      return record?.kind === kind ? v.parse(schema, record.value) : null;
    },
    ids: (kind) => [...records].filter(([, record]) => record.kind === kind).map(([id]) => id),
    put,
    remove: (_kind, id) => void records.delete(id),
  };
  return (task) => locks.exclusive('vault', () => task(book));
}
