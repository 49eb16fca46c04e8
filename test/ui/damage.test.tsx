// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { DAY } from '../../src/domain/time.ts';
import type { ProgramState } from '../../src/rpc/answers/vault.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import { lockedState, unlockedState } from '../preview/fixtures.ts';
import { closePage, field, find, openPanel, openPopup, press, see, type } from './person.ts';

afterEach(closePage);

const damaged: ProgramState = { ...lockedState, vault: 'damaged' };
const partlyDamaged: ProgramState = { ...unlockedState, vault: 'damaged', credentials: [] };
const WORD = 'Type “start again” to go on';

async function fill(label: string, text: string): Promise<void> {
  await see(() => field(label));
  type(label, text);
  await see(() => expect(field(label).value).toBe(text));
}

const pressable = (name: string) => find('button', name).getAttribute('aria-disabled') !== 'true';

describe('A damaged vault', () => {
  it('is said calmly, and the popup leads to a tab', async () => {
    const program = createFakeProgram(damaged);
    openPopup(program);
    await see(() => find('heading', 'Your vault is damaged'));
    press('Open in a tab');
    await see(() => expect(program.log).toContain('gesture openPanelTab'));
  });

  it('is mended with the second copy, and then unlocked as ever', async () => {
    openPanel(createFakeProgram(damaged));
    await see(() => expect(pressable('Use the second copy')).toBe(true));
    expect(find('region', 'Use the second copy').textContent).toMatch(/last saved on \d+ \w+ \d+/);
    press('Use the second copy');
    await see(() => find('heading', 'Latchkey is locked'));
  });

  it('whose second copy is damaged, too, says so instead of trying', async () => {
    const program = createFakeProgram(damaged);
    program.answers['damage.report'] = () => ({ unreadable: 0, copy: null });
    openPanel(program);
    await see(() =>
      expect(find('region', 'Use the second copy').textContent).toContain('It is damaged, too'),
    );
    expect(pressable('Use the second copy')).toBe(false);
  });

  it('of which neither copy has a key whole goes on without it, if its owner says so', async () => {
    const program = createFakeProgram(partlyDamaged);
    program.answers['damage.report'] = () => ({ unreadable: 2, copy: { savedAtMs: null } });
    program.answers['damage.use-second-copy'] = () => ({});
    openPanel(program);
    await see(() => expect(document.body.textContent).toContain('2 keys are not what Latchkey'));
    expect(() => find('button', /^Go on without/)).toThrow();
    await see(() => expect(pressable('Use the second copy')).toBe(true));
    press('Use the second copy');
    await see(() => find('button', 'Go on without 2 damaged keys'));
    press('Go on without 2 damaged keys');
    await see(() => find('tab', 'Look up'));
  });
});

describe('Starting again', () => {
  it('waits for the word', async () => {
    const program = createFakeProgram(damaged);
    openPanel(program);
    await fill(WORD, 'start');
    expect(pressable('Start again')).toBe(false);
    await fill(WORD, ' Start again ');
    expect(pressable('Start again')).toBe(true);
    press('Start again');
    await see(() => find('heading', 'Create your vault'));
    expect(program.inputs).toContainEqual({ word: 'start again' });
  });

  it('keeps the vault when the browser cannot put it aside, and says so', async () => {
    const program = createFakeProgram(damaged);
    program.answers['damage.start-again'] = () => {
      throw new Failure('storage-failed', { doing: 'write' });
    };
    openPanel(program);
    await fill(WORD, 'start again');
    press('Start again');
    await see(() => find('alert', /could not save/));
  });

  it('for a backup remembers that a backup comes next', async () => {
    openPanel(createFakeProgram(damaged));
    await see(() => find('button', 'Restore a backup'));
    press('Restore a backup');
    await fill(WORD, 'start again');
    press('Start again');
    await see(() => expect(document.body.textContent).toContain('Your backup comes next'));
  });
});

const anAside = { id: 'aside-1', asideAtMs: Date.UTC(2026, 10, 3), untilMs: Date.UTC(2026, 11, 3) };

function withAside(state: ProgramState): FakeProgram {
  return Object.assign(createFakeProgram(state), { asides: [anAside] });
}

describe('A vault that was put aside', () => {
  it('can be brought back where a vault would be made', async () => {
    openPanel(withAside({ ...lockedState, vault: 'missing' }));
    await see(() => find('article', 'A vault from 3 Nov 2026, kept until 3 Dec 2026'));
    press('Bring back');
    await see(() => find('button', 'Bring it back'));
    press('Bring it back');
    await see(() => find('heading', 'Latchkey is locked'));
  });

  it('can be brought back in the settings, which says what becomes of the one in use', async () => {
    openPanel(withAside(unlockedState));
    await see(() => find('button', 'Settings'));
    press('Settings');
    await see(() => find('button', 'Bring back'));
    press('Bring back');
    await see(() => expect(document.body.textContent).toContain('in use now is put aside'));
  });

  it('is erased only after a second press', async () => {
    const program = withAside({ ...unlockedState, lockAtMs: Date.now() + DAY });
    openPanel(program);
    await see(() => find('button', 'Settings'));
    press('Settings');
    await see(() => find('button', 'Erase now'));
    press('Erase now');
    await see(() => find('button', 'Erase for good'));
    expect(program.log).not.toContain('aside.forget');
    press('Erase for good');
    await see(() => expect(() => find('region', 'Vaults put aside')).toThrow());
    expect(program.log).toContain('aside.forget');
  });
});
