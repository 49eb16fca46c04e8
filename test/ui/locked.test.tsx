// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { SECOND } from '../../src/domain/time.ts';
import { CODE, createFakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import { lockedState } from '../preview/fixtures.ts';
import { all, closePage, field, find, openPanel, openPopup, press, see, type } from './person.ts';

afterEach(closePage);

const aPasskey = { slotId: 'way-3', credentialId: 'credential-1-of-a-test', salt: 'A'.repeat(43) };
const withPasskey = { ...lockedState, passkeys: [aPasskey] };

async function fill(label: string, text: string): Promise<void> {
  await see(() => field(label));
  type(label, text);
  await see(() => expect(field(label).value).toBe(text));
}

describe('Unlocking with a passkey', () => {
  it('opens the vault in a tab', async () => {
    const program = createFakeProgram(withPasskey);
    openPanel(program);
    await see(() => find('button', 'Unlock with a passkey'));
    press('Unlock with a passkey');
    await see(() => find('tab', 'Look up'));
    expect(program.inputs).toContainEqual({
      proof: { kind: 'passkey', slotId: 'way-3', secret: expect.stringMatching(/^[\w-]{43}$/) },
    });
  });

  it.each([
    ['popup', openPopup],
    ['side panel', openPanel],
  ])('goes from the %s to a tab, where the browser’s dialog has its place', async (_, open) => {
    const program = createFakeProgram(withPasskey);
    program.tab = false;
    open(program);
    await see(() => find('button', 'Unlock with a passkey'));
    press('Unlock with a passkey');
    await see(() => expect(program.log).toContain('gesture openPanelTab passkey'));
    expect(program.log).not.toContain('passkey use');
  });

  it('begins at once in the tab that was opened for it', async () => {
    const program = createFakeProgram(withPasskey);
    program.world.wish = 'passkey';
    openPanel(program);
    await see(() => find('tab', 'Look up'));
    expect(program.log).toContain('passkey use');
  });

  it('is no alarm when somebody turns away', async () => {
    const program = createFakeProgram(withPasskey);
    program.dialog = 'closed';
    openPanel(program);
    await see(() => find('button', 'Unlock with a passkey'));
    press('Unlock with a passkey');
    await see(() => find('status', /No passkey was given/));
    expect(all('alert')).toEqual([]);
  });

  it('is not offered where there is none, nor in Firefox', async () => {
    openPanel(createFakeProgram(lockedState));
    await see(() => find('button', 'Use the recovery code'));
    expect(() => find('button', 'Unlock with a passkey')).toThrow();
    closePage();
    const program = createFakeProgram(withPasskey);
    program.world.passkeys = null;
    openPanel(program);
    await see(() => find('button', 'Use the recovery code'));
    expect(() => find('button', 'Unlock with a passkey')).toThrow();
  });
});

describe('A wait after several tries', () => {
  it('is shown to whoever opens the page in the middle of it', async () => {
    openPopup(createFakeProgram({ ...lockedState, retryAtMs: Date.now() + 40 * SECOND }));
    await see(() => expect(document.body.textContent).toMatch(/Next try in \d+ s/));
    expect(find('button', 'Unlock').getAttribute('aria-disabled')).toBe('true');
  });

  it('ends by itself', async () => {
    const program = createFakeProgram({ ...lockedState, retryAtMs: Date.now() + SECOND });
    openPopup(program);
    await see(() => expect(document.body.textContent).toContain('You can try again now.'));
    await fill('Passphrase', PASSPHRASE);
    press('Unlock');
    await see(() => find('tab', 'Look up'));
  });
});

describe('Unlocking with the recovery code', () => {
  it('is followed by the way to a new passphrase', async () => {
    openPanel(createFakeProgram(lockedState));
    await see(() => find('button', 'Use the recovery code'));
    press('Use the recovery code');
    await fill('Recovery code', CODE);
    press('Unlock');
    await see(() => expect(document.body.textContent).toContain('Choose a new passphrase'));
    press('Choose one');
    await see(() => find('button', 'Change passphrase'));
  });

  it('forgets what was said of the passphrase before', async () => {
    openPanel(createFakeProgram(lockedState));
    await fill('Passphrase', 'not it');
    press('Unlock');
    await see(() => find('alert', /does not open the vault/));
    press('Use the recovery code');
    await see(() => field('Recovery code'));
    expect(all('alert')).toEqual([]);
  });
});

describe('Whoever has forgotten both', () => {
  it('is led to another vault, and back', async () => {
    openPanel(createFakeProgram(lockedState));
    await see(() => find('button', 'Forgotten both?'));
    press('Forgotten both?');
    await see(() => find('heading', 'Forgotten both?'));
    await see(() => field('Type “start again” to go on'));
    press('Back');
    await see(() => field('Passphrase'));
  });

  it('goes on in a tab, because the popup closes too easily', async () => {
    const program = createFakeProgram(lockedState);
    openPopup(program);
    await see(() => find('button', 'Forgotten both?'));
    press('Forgotten both?');
    await see(() => expect(program.log).toContain('gesture openPanelTab start-again'));
  });
});
