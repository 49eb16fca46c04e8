import { beforeAll, describe, expect, it } from 'vitest';
import { PASSPHRASE, type Program, startProgram, withPassphrase } from './fakes/program.ts';
import { createFakeWorld } from './fakes/world.ts';

let program: Program;

beforeAll(async () => {
  const world = createFakeWorld();
  program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  for (const [sessionKey, name] of [
    ['623450022', 'Планёрка'],
    ['400971234', 'Weekly'],
    ['512340011', ''],
    ['400971234', "John's Personal Room"],
  ] as const) {
    const what = { kind: 'meeting', sessionKey, name, credentialId: 'a key' } as const;
    await program.ask('recent.note', { what });
  }
});

const words = async (typed: string) => (await program.suggest(typed)).map((each) => each.words);

describe('Under the address bar stands', () => {
  it.each([
    ['400 971 23', 'Look up session key 400 971 234'],
    ['400 971 99', 'Look up a session key, link or email in Latchkey'],
    ['400 971 234', 'Look up session key 400 971 234'],
    ['400971234@example.webex.com', 'Look up session key 400 971 234'],
    ['jane@example.com', 'Find the sites of jane@example.com'],
    ['', 'Look up a session key, link or email in Latchkey'],
  ])('first what “%s” is taken for', async (typed, expected) => {
    const [first] = await program.suggest(typed);
    expect(first).toEqual({ text: typed, words: expected });
  });

  it('then each meeting that was found before, the newest first, as far as it goes with what is typed', async () => {
    expect((await words('')).slice(1)).toEqual([
      "400 971 234 – John's Personal Room",
      '512 340 011 – looked up before',
      '623 450 022 – Планёрка',
    ]);
    expect((await words('5123')).slice(1)).toEqual(['512 340 011 – looked up before']);
    expect((await words('777')).slice(1)).toEqual([]);
    expect((await words('personal')).slice(1)).toEqual(["400 971 234 – John's Personal Room"]);
    expect((await words('512 340 011')).slice(1)).toEqual([]);
    expect((await words('план')).slice(1)).toEqual(['623 450 022 – Планёрка']);
    expect((await words('予定')).slice(1)).toEqual([]);
  });

  it('nothing of what was looked up while it is locked', async () => {
    await program.ask('vault.lock', {});
    expect(await words('4')).toEqual(['Look up a session key, link or email in Latchkey']);
    await program.ask('vault.unlock', withPassphrase());
    expect(await words('4')).toHaveLength(4);
  });
});
