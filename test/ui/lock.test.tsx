// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { whenFetched } from '../fakes/turns.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import { oneKey, unlockedState } from '../preview/fixtures.ts';
import { closePage, field, find, openPanel, openPopup, press, see, type } from './person.ts';

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

describe('What a page asks by itself', () => {
  it('is not spoken of when a lock comes before it', async () => {
    const program = createFakeProgram();
    let asked = false;
    program.answers['recent.list'] = () => {
      asked = true;
      program.state = { ...unlockedState, vault: 'locked', lockAtMs: null };
      throw new Failure('vault-locked', {});
    };
    openPopup(program);
    await see(() => expect(asked).toBe(true));
    await see(() => find('button', 'Unlock'));
    await whenFetched();
    expect(document.querySelector('[role="alert"]')).toBeNull();
  });
});

describe('What was typed and what came back', () => {
  const PASTED = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwYXN0ZWQifQ.AAAA';
  const SECRETS = [
    'sub',
    'pasted',
    PASTED,
    'delivered-secret',
    'X-Own: typed',
    '121120347236861135',
  ];

  /** Everything that stands on the page, also in its fields. */
  function everything(): string {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
    return [document.body.textContent, ...fields.map(({ value }) => value)].join('\n');
  }

  it('is gone with the lock, whichever tab it was in, and does not come back', async () => {
    const program = createFakeProgram();
    const hook = { ...oneKey, id: 'hook', abilities: ['webhooks' as const] };
    program.state = { ...unlockedState, credentials: [oneKey, hook] };
    openPanel(program);
    await see(() => find('tab', 'Tokens').click());
    await see(() => type('Token to inspect', PASTED));
    await see(() => find('region', 'Inspection'));
    find('tab', 'Webhooks').click();
    await see(() => type('Body', 'delivered-secret'));
    find('tab', 'Requests').click();
    await see(() => field('sessionKey'));
    const operation = field('Operation');
    operation.value = 'free';
    operation.dispatchEvent(new Event('change', { bubbles: true }));
    await see(() => type('Headers', 'X-Own: typed'));
    press('Send');
    await see(() => expect(everything()).toContain('121120347236861135'));
    for (const secret of SECRETS) expect(everything()).toContain(secret);
    program.state = { ...unlockedState, vault: 'locked', lockAtMs: null };
    program.tell('state');
    await see(() => field('Passphrase'));
    for (const secret of SECRETS) expect(everything()).not.toContain(secret);
    program.state = { ...unlockedState, credentials: [oneKey, hook] };
    program.tell('state');
    await see(() => find('tab', 'Requests'));
    for (const tab of ['Tokens', 'Webhooks', 'Requests']) {
      find('tab', tab).click();
      await see(() => expect(find('tab', tab).getAttribute('aria-selected')).toBe('true'));
    }
    await see(() => field('Operation'));
    for (const secret of [PASTED, 'delivered-secret', 'X-Own: typed', '121120347236861135']) {
      expect(everything()).not.toContain(secret);
    }
  });
});

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
