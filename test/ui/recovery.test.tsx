// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { ProgramState } from '../../src/rpc/answers/vault.ts';
import { CODE, createFakeProgram } from '../preview/fake-program.ts';
import { unlockedState } from '../preview/fixtures.ts';
import { closePage, field, find, openPanel, press, see, type } from './person.ts';

afterEach(closePage);

const missing: ProgramState = {
  ...unlockedState,
  vault: 'missing',
  lockAtMs: null,
  credentials: [],
};
const unsaved = { ...unlockedState, recoverySaved: false };
const codeShown = () => find('region', 'Recovery code').querySelector('code')?.textContent;

describe('A recovery code', () => {
  it('is shown in the page in which the vault is created', async () => {
    openPanel(createFakeProgram(missing));
    await see(() => find('heading', 'Create your vault'));
    for (const label of ['Passphrase', 'Repeat passphrase']) {
      type(label, 'four words in a row');
      await see(() => expect(field(label).value).toBe('four words in a row'));
    }
    press('Create vault');
    await see(() => expect(codeShown()).toBe(CODE));
  });

  it('is shown again to whoever comes back before it was saved', async () => {
    openPanel(createFakeProgram(unsaved));
    await see(() => expect(codeShown()).toBe(CODE));
  });

  it('is not taken out of force by a page that only stood open beside', async () => {
    const program = createFakeProgram(missing);
    openPanel(program);
    await see(() => find('heading', 'Create your vault'));
    program.state = unsaved;
    program.tell('state');
    await see(() => find('button', 'Show a new code here'));
    expect(program.log).not.toContain('recovery.begin');
    press('Show a new code here');
    await see(() => expect(codeShown()).toBe(CODE));
  });
});
