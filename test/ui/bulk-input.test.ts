import { describe, expect, it } from 'vitest';
import { MOST_IN_BULK } from '../../src/domain/bulk.ts';
import { readBulk } from '../../src/ui/views/bulk/bulk-input.ts';

const keys = (count: number) =>
  Array.from({ length: count }, (_, place) => `${40097120000 + place}`);
const emails = (count: number) =>
  Array.from({ length: count }, (_, place) => `p${place}@acme.example`);

describe('What is put in for a bulk look-up', () => {
  it.each([
    ['on a line each', '\n'],
    ['on one line, with blanks', ' '],
    ['on one line, with commas', ','],
    ['on one line, with tabs', '\t'],
  ])('is read to the last, %s', (_, between) => {
    for (const count of [2, 7, 250, MOST_IN_BULK]) {
      const numbers = readBulk(keys(count).join(between));
      expect(numbers.keys.meetings).toEqual(keys(count));
      expect(numbers).toMatchObject({ odd: [], repeated: 0, tooMany: false });
      expect(readBulk(emails(count).join(between)).keys.sites).toEqual(emails(count));
    }
  });

  it('takes no part of a number for another one, however long its line is', () => {
    const { keys: read } = readBulk(`${'x'.repeat(1_994)} 40097123456`);
    expect(read.meetings).toEqual(['40097123456']);
  });

  it('is each once, however an address is spelled', () => {
    const { keys: read, repeated } = readBulk(
      'Jane@Acme.example\njane@acme.example\n400971234\n400 971 234',
    );
    expect(read).toEqual({ meetings: ['400971234'], sites: ['jane@acme.example'] });
    expect(repeated).toBe(2);
  });

  it('names the lines that hold nothing, and not the names of columns', () => {
    const { keys: read, odd } = readBulk('Meeting,Number\nWeekly,400 971 234\nnothing\n,');
    expect(read.meetings).toEqual(['400971234']);
    expect(odd.map(({ number }) => number)).toEqual([3, 4]);
  });

  it.each([
    ['400 971 234, 512 340 01', 'too-short'],
    ['512 340 0113 22;400971234', 'too-long'],
    ['400971234\t40097123A', 'letters'],
    ['400971234, 512340011, 0400971234', 'leading-zero'],
    ['jane@acme.example, john@acme', 'email-without-domain'],
  ])('names a line with something broken beside what is looked up: %s', (line, problem) => {
    const { keys: read, odd } = readBulk(line);
    expect(read.meetings.length + read.sites.length).toBeGreaterThan(0);
    expect(odd).toMatchObject([{ number: 1, problem, partly: true }]);
  });

  it.each([
    'Weekly,400 971 234,20261122',
    '17;400971234',
    '400971234,',
    '"400971234","jane@acme.example"',
    '+1-415-655-0001,,25501234567##',
    '400971234,2026-11-22,+1 415 655 0001',
  ])('takes the other columns of a table for what they are: %s', (line) => {
    expect(readBulk(line)).toMatchObject({ odd: [] });
  });

  it('is refused where it is more than one go takes', () => {
    expect(readBulk(keys(MOST_IN_BULK + 1).join(' ')).tooMany).toBe(true);
  });
});
