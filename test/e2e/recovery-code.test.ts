import { expect, it } from 'vitest';
import { PASSPHRASE, useScene } from './scene.ts';

const scene = useScene('shared');

it('The recovery code is a fresh one at each visit until it is saved; only that one opens', async () => {
  await scene.startOver();
  const panel = await scene.panel();
  await panel.createVault(PASSPHRASE);
  const first = await panel.recoveryCode();
  await panel.reload();
  const second = await panel.recoveryCode();
  expect(second).not.toBe(first);
  await panel.confirmRecoveryCode();
  await panel.lock();
  await panel.unlockWithRecoveryCode(first);
  expect((await panel.alert()).text).toContain('does not open this vault');
  await panel.fill('Recovery code', second);
  await panel.press('button|Unlock');
  await panel.find('tab|Look up');
});
