// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import { recentAnswers, someRecent } from '../preview/recent-answers.ts';
import { closePage, field, find, openPanel, press, see } from './person.ts';

const LABEL = 'Keep recent look-ups';
const FORGET = 'Forget and keep none';

afterEach(closePage);

async function inSettings(): Promise<FakeProgram> {
  const program = createFakeProgram();
  program.answers = { ...program.answers, ...recentAnswers(someRecent) };
  openPanel(program);
  await see(() => find('button', 'Settings'));
  press('Settings');
  await see(() => expect(field(LABEL)).toMatchObject({ checked: true, disabled: false }));
  return program;
}

const timesSet = ({ log }: FakeProgram) => log.filter((call) => call === 'recent.set-on').length;
const question = () => document.querySelector('.question-title');

describe('Keeping recent look-ups', () => {
  it('is turned off only after a question, which forgets what was kept', async () => {
    const program = await inSettings();
    field(LABEL).click();
    await see(() => expect(document.activeElement).toBe(question()));
    expect(question()?.textContent).toBe('Forget what was looked up?');
    expect(timesSet(program)).toBe(0);
    press(FORGET);
    await see(() => expect(field(LABEL)).toMatchObject({ checked: false }));
    expect(await program.answers['recent.list']({})).toEqual({ on: false, entries: [] });
    expect(question()).toBeNull();
    expect(document.activeElement).toBe(field(LABEL));
    expect(document.body.textContent).toContain('Recent look-ups are forgotten');
  });

  it('stays on where somebody thinks better of it', async () => {
    const program = await inSettings();
    field(LABEL).click();
    await see(() => find('button', 'Cancel'));
    press('Cancel');
    await see(() => expect(question()).toBeNull());
    expect(document.activeElement).toBe(field(LABEL));
    expect(field(LABEL)).toMatchObject({ checked: true });
    expect(timesSet(program)).toBe(0);
  });

  it('is turned on again without a question', async () => {
    const program = await inSettings();
    field(LABEL).click();
    await see(() => find('button', FORGET));
    press(FORGET);
    await see(() => expect(field(LABEL)).toMatchObject({ checked: false }));
    field(LABEL).click();
    await see(() => expect(field(LABEL)).toMatchObject({ checked: true }));
    expect(question()).toBeNull();
    expect(timesSet(program)).toBe(2);
  });

  it('says where it could not be turned off, and asks on', async () => {
    const program = await inSettings();
    program.answers['recent.set-on'] = () => {
      throw new Failure('storage-failed', { doing: 'write' });
    };
    field(LABEL).click();
    await see(() => find('button', FORGET));
    press(FORGET);
    await see(() => find('alert', /could not|not be|storage/i));
    expect(field(LABEL)).toMatchObject({ checked: true });
    find('button', FORGET);
  });
});
