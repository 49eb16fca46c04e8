// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import { unlockedState } from '../preview/fixtures.ts';
import { closePage, field, find, openPopup, press, see, type } from './person.ts';

afterEach(closePage);

/** The worker's deadline comes before the page knows of it. */
function lockUnseen(program: FakeProgram): void {
  const answers = { ...program.answers };
  const locked = () => {
    throw new Failure('vault-locked', {});
  };
  program.state = { ...unlockedState, vault: 'locked', lockAtMs: null };
  program.answers['credentials.delete'] = locked;
  program.answers['vault.unlock'] = (input) => {
    program.answers['credentials.delete'] = answers['credentials.delete'];
    program.state = { ...program.state, credentials: unlockedState.credentials };
    return answers['vault.unlock'](input);
  };
}

describe('A change that meets a locked vault', () => {
  it('is not done behind anybody’s back after the unlock, and that is said', async () => {
    const program = createFakeProgram();
    openPopup(program);
    await see(() => find('tab', 'Keys'));
    find('tab', 'Keys').click();
    await see(() => find('button', 'Delete'));
    press('Delete');
    await see(() => find('button', 'Delete key'));
    lockUnseen(program);
    press('Delete key');
    await see(() => find('alert', /locked before this was done/));
    type('Passphrase', PASSPHRASE);
    await see(() => expect(field('Passphrase').value).toBe(PASSPHRASE));
    press('Unlock');
    await see(() => find('article', 'Support desk'));
    expect(program.log.filter((call) => call === 'credentials.delete')).toHaveLength(1);
    expect(program.state.credentials).toHaveLength(1);
  });
});
