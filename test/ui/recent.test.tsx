// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { bulkAnswers, someItems } from '../preview/bulk-answers.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import { recentAnswers, someRecent } from '../preview/recent-answers.ts';
import { closePage, field, find, openPanel, press, see } from './person.ts';

afterEach(closePage);

function opened(): FakeProgram {
  const program = createFakeProgram();
  Object.assign(program.answers, recentAnswers(someRecent));
  openPanel(program);
  return program;
}

const shown = () => document.body.textContent ?? '';

describe('What was looked up lately', () => {
  it('is forgotten one by one, and the focus stays there', async () => {
    opened();
    await see(() => press('Forget 400 971 234'));
    await see(() => expect(shown()).not.toContain('400 971 234'));
    expect(shown()).toContain('test@cisco.com');
    expect(document.activeElement?.textContent).toBe('Recent look-ups');
  });

  it('is not called forgotten where it could not be', async () => {
    const program = opened();
    await see(() => find('button', 'Forget all'));
    program.answers['recent.forget'] = () => {
      throw new Failure('storage-failed', { doing: 'write' });
    };
    press('Forget all');
    await see(() => expect(document.querySelector('[role="alert"]')?.textContent).toBeTruthy());
    expect(shown()).toContain('400 971 234');
  });

  it('is not remembered any more once that was switched off in Settings', async () => {
    const program = opened();
    await see(() => find('button', 'Forget all'));
    press('Settings');
    await see(() => expect(field('Keep recent look-ups').disabled).toBe(false));
    field('Keep recent look-ups').click();
    await see(() => find('button', 'Forget and keep none'));
    press('Forget and keep none');
    await see(() => expect(program.inputs).toContainEqual({ on: false }));
    press('Settings');
    await see(() => expect(shown()).not.toContain('400 971 234'));
  });
});

describe('What was found in Bulk', () => {
  it('is forgotten at a word, once nothing is asked any more', async () => {
    const program = createFakeProgram();
    Object.assign(program.answers, bulkAnswers(someItems(8, 8), { state: 'done' }));
    const asked: unknown[] = [];
    program.answers['bulk.clear'] = (input) => {
      asked.push(input);
      return {};
    };
    openPanel(program);
    await see(() => find('tab', 'Bulk').click());
    await see(() => press('Forget the results'));
    await see(() => expect(asked).toHaveLength(1));
  });
});
