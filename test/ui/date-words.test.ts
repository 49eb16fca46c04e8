import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import {
  dateWords,
  durationWords,
  expiryOf,
  fromLocalInput,
  lockWords,
  momentWords,
  offsetMinutesAt,
  spanWords,
  toLocalInput,
} from '../../src/ui/date-words.ts';
import { startWords } from '../../src/ui/meeting-words.ts';

const NOW = Date.UTC(2026, 10, 20, 14, 3);

describe('Dates in words', () => {
  it.each([
    [720, '12 h'],
    [45, '45 min'],
    [90, '1 h 30 min'],
    [0, '0 min'],
  ])('%d minutes are “%s”', (minutes, words) => {
    expect(durationWords(minutes)).toBe(words);
  });

  it.each([
    [8 * SECOND, '8 s'],
    [20 * MINUTE, '20 min'],
    [3 * HOUR, '3 h'],
    [DAY, '1 day'],
    [59 * DAY, '59 days'],
    [160 * DAY, '5 months'],
  ])('%d ms are “%s”', (span, words) => {
    expect(spanWords(span)).toBe(words);
  });

  it('names day, month and year so that nobody can take one for the other', () => {
    expect(dateWords(Date.UTC(2027, 4, 20), 'UTC')).toBe('20 May 2027');
    expect(momentWords(NOW, 'America/New_York')).toBe('Fri, 20 Nov 2026, 09:03 GMT-5');
  });

  it('warns of a key’s expiry a month before, in words and not only in colour', () => {
    expect(expiryOf(NOW + 160 * DAY, NOW)).toMatchObject({ tone: 'quiet', badge: null });
    expect(expiryOf(NOW + 160 * DAY, NOW).words).toBe('Expires in 5 months · 29 Apr 2027');
    expect(expiryOf(NOW + 12 * DAY, NOW)).toMatchObject({ tone: 'warn', badge: 'Expires soon' });
    expect(expiryOf(NOW - DAY, NOW)).toMatchObject({ tone: 'danger', badge: 'Expired' });
    expect(expiryOf(null, NOW).words).toBe('No expiry noted');
  });

  it('says how long until the lock, rounded up', () => {
    expect(lockWords(NOW + 13.2 * MINUTE, NOW)).toBe('Locks in 14 min');
    expect(lockWords(NOW + 20 * SECOND, NOW)).toBe('Locks in under a minute');
  });

  it('takes an expiry through the form and back', () => {
    expect(fromLocalInput(toLocalInput(NOW))).toBe(NOW);
    expect(toLocalInput(null)).toBe('');
    expect(fromLocalInput('')).toBeNull();
  });
});

describe('When a meeting starts', () => {
  const zone = { iana: 'Pacific/Kiritimati', offsetMinutes: 840, label: 'Line Islands' };
  const schedule = { startMs: NOW, always: false, durationMinutes: 60, recurring: false, zone };

  it('is said here, and beside it on the meeting’s own clocks', () => {
    expect(startWords(schedule).here).toBe(momentWords(NOW));
    expect(startWords(schedule).there).toBe('Sat, 21 Nov 2026, 04:03 in Line Islands');
  });

  it('is said once when the clocks agree', () => {
    const here = { iana: null, offsetMinutes: offsetMinutesAt(NOW), label: 'Here' };
    expect(startWords({ ...schedule, zone: here }).there).toBeNull();
  });

  it('is any time for a personal room, whatever placeholder came along', () => {
    const words = startWords({ ...schedule, always: true, startMs: null });
    expect(words).toEqual({ here: 'Any time (personal room)', there: null });
  });
});
