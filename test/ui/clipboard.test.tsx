// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import { busyMeeting, meetingAnswer, unlockedState } from '../preview/fixtures.ts';
import { all, closePage, field, find, openPanel, openPopup, press, see, type } from './person.ts';

const BOX = 'Session key, link, email or token';
const PASSWORD = 'Xk3-quarterly-88';
let copied: string[];

beforeEach(() => {
  copied = [];
  vi.stubGlobal('navigator', {
    clipboard: { writeText: async (text: string) => void copied.push(text) },
  });
});
afterEach(() => {
  closePage();
  vi.unstubAllGlobals();
});

const told = ({ log }: FakeProgram) => log.filter((call) => call === 'clipboard.copied').length;
const footNote = () => document.querySelector('.foot-note')?.textContent ?? '';
const notAllowed: Partial<FakeProgram['answers']> = {
  'clipboard.copied': () => ({ clearing: 'not-allowed', seconds: null }),
  'clipboard.settings': () => ({ seconds: 30, allowed: false }),
};

function programWith(answers: Partial<FakeProgram['answers']> = {}): FakeProgram {
  const program = createFakeProgram();
  const meeting = { 'lookup.meeting': () => meetingAnswer(busyMeeting) };
  program.answers = { ...program.answers, ...meeting, ...answers };
  return program;
}

async function revealPassword(program: FakeProgram): Promise<void> {
  openPopup(program);
  await see(() => find('button', 'Lock'));
  type(BOX, '25512345678');
  await see(() => expect(field(BOX).value).toBe('25512345678'));
  press('Look up');
  await see(() => find('button', 'Show passwords'));
  press('Show passwords');
  await see(() => field('Passphrase'));
  type('Passphrase', PASSPHRASE);
  await see(() => expect(field('Passphrase').value).toBe(PASSPHRASE));
  press('Show');
  await see(() => find('button', 'Copy Meeting password'));
}

describe('Copying a secret', () => {
  it('tells the worker in the click itself, and the person what becomes of it', async () => {
    const program = programWith();
    await revealPassword(program);
    press('Copy Meeting password');
    expect(copied).toEqual([PASSWORD]);
    expect(told(program)).toBe(1);
    expect(program.inputs.at(-1)).toEqual({ text: PASSWORD });
    await see(() => expect(footNote()).toContain('taken off the clipboard in 30 s'));
  });

  it('says once in a page that nothing is cleared without the permission, and where to allow it', async () => {
    const program = programWith(notAllowed);
    await revealPassword(program);
    press('Copy Meeting password');
    await see(() => expect(footNote()).toContain('may not clear it by itself'));
    press('Close');
    await see(() => expect(footNote()).toBe(''));
    press('Copy Meeting password');
    await see(() => expect(told(program)).toBe(2));
    expect(footNote()).toBe('');
  });

  it('leads to Settings, where it can be allowed', async () => {
    const program = programWith(notAllowed);
    await revealPassword(program);
    press('Copy Meeting password');
    await see(() => find('button', 'Open Settings'));
    press('Open Settings');
    await see(() => find('button', 'Allow clearing'));
    expect(footNote()).toBe('');
  });

  it('says when the worker could not note it', async () => {
    const program = programWith({
      'clipboard.copied': () => {
        throw new Failure('storage-failed', { doing: 'write' });
      },
    });
    await revealPassword(program);
    press('Copy Meeting password');
    await see(() => expect(footNote()).toContain('stays on the clipboard'));
  });

  it('says nothing of clearing where nobody wants it', async () => {
    const program = programWith({
      'clipboard.copied': () => ({ clearing: 'never', seconds: null }),
    });
    await revealPassword(program);
    press('Copy Meeting password');
    await see(() => expect(document.querySelector('.copy-copied')).not.toBeNull());
    expect(footNote()).toBe('');
  });

  it('is something else than copying what anybody may know', async () => {
    const program = programWith();
    await revealPassword(program);
    press('Copy summary');
    await see(() => expect(copied).toHaveLength(1));
    expect(told(program)).toBe(0);
  });

  it('counts for the recovery code, too', async () => {
    const program = createFakeProgram({ ...unlockedState, recoverySaved: false });
    openPanel(program);
    await see(() => find('button', 'Copy code'));
    press('Copy code');
    await see(() => expect(footNote()).toContain('taken off the clipboard'));
    expect(program.inputs.at(-1)).toEqual({ text: copied[0] });
  });
});

async function openSettings(program: FakeProgram): Promise<void> {
  openPopup(program);
  await see(() => find('button', 'Settings'));
  press('Settings');
  await see(() => expect(field('Clear copied secrets after').disabled).toBe(false));
}

describe('In Settings', () => {
  it('somebody chooses after how long copied secrets are cleared', async () => {
    const program = programWith();
    await openSettings(program);
    const choice = field('Clear copied secrets after');
    expect(choice.value).toBe('30');
    choice.value = 'never';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await see(() => expect(program.inputs).toContainEqual({ seconds: null }));
    await see(() => expect(field('Clear copied secrets after').value).toBe('never'));
  });

  it('the browser is asked for the clipboard in the click, before anything else', async () => {
    const program = programWith(notAllowed);
    await openSettings(program);
    const before = program.log.length;
    press('Allow clearing');
    expect(program.log[before]).toBe('gesture requestPermissions clipboardRead clipboardWrite');
  });

  it('a refusal is said', async () => {
    const program = programWith(notAllowed);
    program.permission = Promise.resolve(false);
    await openSettings(program);
    press('Allow clearing');
    await see(() => expect(document.body.textContent).toContain('It is still not allowed'));
  });

  it('nothing has to be allowed where it is, or where nobody wants it', async () => {
    await openSettings(programWith());
    expect(all('button').map((each) => each.textContent)).not.toContain('Allow clearing');
    closePage();
    await openSettings(
      programWith({ 'clipboard.settings': () => ({ seconds: null, allowed: false }) }),
    );
    expect(all('button').map((each) => each.textContent)).not.toContain('Allow clearing');
  });

  it('shows nothing that can be ticked before it knows whether a line is to stand above it', async () => {
    let answer = (): void => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const program = programWith({
      'clipboard.settings': () => asked.then(() => ({ seconds: 30, allowed: false })),
    });
    openPanel(program);
    await see(() => find('button', 'Settings'));
    press('Settings');
    await see(() => find('button', /^Guides/));
    expect(document.querySelector('input[type=checkbox]')).toBe(null);
    answer();
    await see(() => find('button', 'Allow clearing'));
    expect(field('Show notifications')).toBeDefined();
  });

  it('locking with the computer is switched on by asking the browser first, and off again', async () => {
    const program = programWith();
    await openSettings(program);
    const box = () => field('Also lock when the computer locks');
    await see(() => expect(box().disabled).toBe(false));
    const before = program.log.length;
    box().click();
    expect(program.log[before]).toBe('gesture requestPermissions idle');
    await see(() => expect(box().checked).toBe(true));
    box().click();
    await see(() => expect(box().checked).toBe(false));
    expect(program.inputs).toContainEqual({ on: false });
  });

  it('locking with the computer stays off when the browser says no', async () => {
    const program = programWith();
    program.permission = Promise.resolve(false);
    await openSettings(program);
    const box = () => field('Also lock when the computer locks');
    await see(() => expect(box().disabled).toBe(false));
    box().click();
    await see(() => expect(program.inputs).toContainEqual({ on: false }));
    expect(box().checked).toBe(false);
  });

  it('the shortcuts are told, also one that the browser has taken away, and where to change them', async () => {
    const program = programWith({
      'shortcuts.list': () => [
        { command: '_execute_action', keys: 'Alt+Shift+K' },
        { command: 'lock', keys: null },
      ],
    });
    await openSettings(program);
    const card = () => find('region', 'Keyboard shortcuts').textContent;
    await see(() => expect(card()).toContain('Open LatchkeyAlt+Shift+K'));
    expect(card()).toContain('Lock LatchkeyNot set');
    press('Change shortcuts');
    expect(program.log).toContain('gesture openShortcutSettings');
  });
});
