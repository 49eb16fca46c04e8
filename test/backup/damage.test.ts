import { expect, it } from 'vitest';
import { PASSPHRASE, sandboxDraft, startProgram, withPassphrase } from '../fakes/program.ts';
import { createFakeWorld } from '../fakes/world.ts';
import { BACKUP_PASSPHRASE } from './jwe.ts';
import { useCheapRounds } from './rounds.ts';

useCheapRounds();

/** Through the real door, with the real library; only the rounds are fewer than asked for. */
it('Whatever bit of a backup is flipped, it is called “wrong passphrase or damaged file”', async () => {
  const program = startProgram(createFakeWorld());
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  await program.ask('credentials.save', sandboxDraft('https://meetings-api.webex.com'));
  const { text } = await program.ask('backup.make', {
    ...withPassphrase(),
    backupPassphrase: BACKUP_PASSPHRASE,
  });
  const rehearse = (bytes: Uint8Array) =>
    program.ask('backup.rehearse', {
      // As a browser reads a file.
      text: new TextDecoder().decode(bytes),
      backupPassphrase: BACKUP_PASSPHRASE,
    });
  const whole = new TextEncoder().encode(text);
  expect((await rehearse(whole)).keys).toBe(1);
  const outcomes = new Map<string, number>();
  for (let place = 0; place < whole.length; place += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      const flipped = whole.slice();
      flipped[place] = (flipped[place] ?? 0) ^ (1 << bit);
      const outcome = await rehearse(flipped).then(
        () => `opened: bit ${bit} of byte ${place}`,
        ({ code }) => code,
      );
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  }
  expect([...outcomes]).toEqual([['backup-unreadable', whole.length * 8]]);
});
