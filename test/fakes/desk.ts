import { compactDecrypt } from 'jose';
import { fromBase64url, fromUtf8 } from '../../src/domain/bytes.ts';
import { providers as known } from '../../src/providers/index.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { PASSPHRASE, type Program, startProgram } from './program.ts';
import { createFakeWorld, type FakeWorld } from './world.ts';

/** One person's browser with an open vault. */
export interface Desk {
  world: FakeWorld;
  program: Program;
}

/** What lies in both storages of a browser. */
export interface Kept {
  local: Map<string, string>;
  session: Map<string, string>;
}

/** A browser in which a vault was just made; `providers`: systems that it knows besides. */
export async function openDesk(...providers: Provider[]): Promise<Desk> {
  const world = createFakeWorld();
  const program = startProgram(world, [...known, ...providers]);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  return { world, program };
}

export function keep({ world }: Desk): Kept {
  return { local: new Map(world.local.content), session: new Map(world.session.content) };
}

/** Another browser in which the same things lie. */
export function deskAsKept(kept: Kept): Desk {
  const world = createFakeWorld();
  for (const [name, text] of kept.local) world.local.content.set(name, text);
  for (const [name, text] of kept.session) world.session.content.set(name, text);
  return { world, program: startProgram(world) };
}

/** Every sealed record that lies on disk, opened: also those that no head names any more. */
export async function recordsOf({ world }: Desk): Promise<string[]> {
  const unwrap = (envelope = '{}') => JSON.parse(JSON.parse(envelope).text);
  const key = fromBase64url(unwrap(world.session.content.get('unlocked')).key);
  const records = [...world.local.content].filter(([name]) => name.startsWith('record.'));
  return Promise.all(
    records.map(async ([, envelope]) =>
      fromUtf8((await compactDecrypt(unwrap(envelope), key)).plaintext),
    ),
  );
}
