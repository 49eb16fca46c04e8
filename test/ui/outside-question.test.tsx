// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import { lockedState, unlockedState } from '../preview/fixtures.ts';
import { closePage, field, find, openPanel, openPopup, press, see, type } from './person.ts';

afterEach(closePage);

/** A worker with a question that waits, until a page says that it has it. */
function asked(text: string, state = unlockedState): FakeProgram {
  const program = createFakeProgram(state);
  let id: string | null = 'question-1';
  program.answers['outside.next'] = () => {
    if (id === null) return { question: null, waiting: false };
    if (program.state.vault !== 'unlocked') return { question: null, waiting: true };
    return { question: { id, text }, waiting: false };
  };
  program.answers['outside.taken'] = () => {
    id = null;
    return {};
  };
  return program;
}

const box = () => field('Session key, link, email or token').value;
const count = (program: FakeProgram, call: string) =>
  program.log.filter((each) => each === call).length;

describe('A question from outside', () => {
  it.each([
    ['panel', openPanel],
    ['popup', openPopup],
  ])('is asked at once in an open %s, once, and stands in the box', async (_, open) => {
    const program = asked('400 971 234');
    open(program);
    await see(() => find('region', 'Result'));
    await see(() => find('article', /./));
    expect(box()).toBe('400 971 234');
    program.tell('state');
    await see(() => expect(count(program, 'outside.next')).toBe(2));
    expect(count(program, 'lookup.meeting')).toBe(1);
    expect(count(program, 'outside.taken')).toBe(1);
  });

  it('comes to the tab of look-ups, whatever was open', async () => {
    localStorage.setItem('latchkey.tab', 'keys');
    openPanel(asked('400 971 234'));
    await see(() => find('article', /./));
    expect(find('tab', 'Look up').getAttribute('aria-selected')).toBe('true');
  });

  it('survives the lock: it is said that it waits, and after the unlock it runs', async () => {
    const program = asked('400 971 234', lockedState);
    openPanel(program);
    await see(() =>
      expect(document.body.textContent).toContain('Your look-up goes on as soon as it is unlocked'),
    );
    expect(count(program, 'lookup.meeting')).toBe(0);
    type('Passphrase', PASSPHRASE);
    await see(() => expect(field('Passphrase').value).toBe(PASSPHRASE));
    press('Unlock');
    await see(() => find('article', /./));
    expect(count(program, 'lookup.meeting')).toBe(1);
  });

  it('that nobody understands is answered by what the box says of it', async () => {
    openPanel(asked('hello there'));
    await see(() => find('alert', /./));
    expect(box()).toBe('hello there');
  });

  it('does no harm where the worker does not answer', async () => {
    const program = createFakeProgram();
    program.answers['outside.next'] = () => {
      throw new Error('gone');
    };
    openPanel(program);
    await see(() => find('button', 'Lock'));
    await see(() => expect(count(program, 'outside.next')).toBeGreaterThan(0));
    expect(box()).toBe('');
  });
});
