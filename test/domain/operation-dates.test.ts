import { describe, expect, it } from 'vitest';
import { dateProblemIn, initialValues } from '../../src/domain/operation-dates.ts';
import { operations } from '../../src/providers/zoom/operations.ts';
import { operation } from '../fakes/zoom.ts';

const NOW = Date.parse('2026-08-31T00:30:00Z');
const list = operation('sessions.list');
const problemOf = (from: string, to: string) => dateProblemIn(list, { from, to }, NOW);

describe('The days of a request', () => {
  it('begin with the last week', () => {
    expect(initialValues(list, NOW)).toEqual({
      from: '2026-08-25',
      to: '2026-08-31',
      type: 'past',
      page_size: '300',
    });
  });

  it.each(operations.map((each) => [each.id, each] as const))(
    'are such as %s takes, before anything was typed',
    (_, each) => {
      expect(dateProblemIn(each, initialValues(each, NOW), NOW)).toBeNull();
    },
  );

  it.each([
    ['2026-07-31', '2026-08-31', null],
    ['2026-07-30', '2026-08-31', { field: 'to', problem: 'must be at most 31 days after “from”' }],
    ['2026-08-31', '2026-08-30', { field: 'to', problem: 'must not be before “from”' }],
    // Six months before the 31st of August is the end of February.
    ['2026-02-28', '2026-03-10', null],
    [
      '2026-02-27',
      '2026-03-10',
      { field: 'from', problem: 'must not be before 2026-02-28: nothing older is kept' },
    ],
    ['', '2026-08-31', null],
    ['soon', '2026-08-31', null],
  ])('from %j to %j: %j', (from, to, problem) => {
    expect(problemOf(from, to)).toEqual(problem);
  });
});
