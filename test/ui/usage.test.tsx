// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import type { Limits, Usage } from '../../src/domain/usage.ts';
import { monthOf, monthTurnMs } from '../../src/domain/usage-count.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import { HOST } from '../preview/fixtures.ts';
import { daysWith, inLastMinute, inThisMonth, usedKey } from '../preview/usage-answers.ts';
import { all, closePage, field, find, openPanel, openPopup, press, see } from './person.ts';

afterEach(closePage);

let program: FakeProgram;

async function openUsage(
  part: Partial<Usage> = {},
  { open = openPopup, limits }: { open?: typeof openPopup; limits?: Limits } = {},
): Promise<void> {
  program = createFakeProgram();
  program.answers['usage.report'] = () => usedKey(part, limits);
  open(program);
  await see(() => find('button', 'Lock'));
  find('tab', 'Keys').click();
  await see(() => press('Usage of “Support desk”'));
  await see(() => find('region', 'Limits'));
}

const meters = () =>
  [...document.querySelectorAll('meter')].map(
    (meter) => `${meter.getAttribute('aria-label')}: ${meter.getAttribute('aria-valuetext')}`,
  );
const text = () => document.querySelector('#app')?.textContent ?? '';

describe('The page about the use of a key', () => {
  it.each([
    ['popup', openPopup],
    ['panel', openPanel],
  ])('opens from the key’s card in the %s and takes the focus', async (_, open) => {
    await openUsage({}, { open });
    expect(document.activeElement?.textContent).toBe('Usage');
    expect(text()).toContain(`“Support desk” at ${HOST}`);
    expect(program.inputs[program.log.indexOf('usage.report')]).toEqual({ credentialId: 'key-1' });
    press('Back');
    await see(() => find('article', 'Support desk'));
  });

  it('says of both limits what is used and left', async () => {
    await openUsage({ days: inThisMonth(10) });
    expect(meters()[0]).toBe('Last 60 seconds: 37 of 200 calls, 163 left');
    expect(meters()[1]).toMatch(/^[A-Z][a-z]+: 10 of 30,000 calls, 29,990 left$/);
    expect(text()).toMatch(/last until they begin anew on \d+ \w+ \d{4}\./);
    expect(all('alert')).toEqual([]);
  });

  it('says when the month’s calls will run out', async () => {
    // The clock's last day of a month has no forecast but its turn.
    const lastDay = monthTurnMs(Date.now()) - Date.now() < DAY;
    await openUsage({ days: inThisMonth(29_990) });
    const words = lastDay ? /they (run out|last until)/ : /they run out on \d+ \w+ \d{4}\./;
    expect(text()).toMatch(words);
  });

  it('has the days as a picture with words and as a table', async () => {
    const days = daysWith(Array.from({ length: 30 }, (_, place) => (place === 28 ? 1_200 : 0)));
    await openUsage({ days });
    const picture = document.querySelector('svg[role=img]');
    expect(picture?.getAttribute('aria-label')).toMatch(
      /^1,200 calls in the last 30 days, most on \d+ \w+: 1,200\.$/,
    );
    expect(picture?.querySelectorAll('rect')).toHaveLength(30);
    const rows = all('row', find('table', /Calls by day/));
    expect(rows.map((row) => row.textContent).slice(1)).toEqual([expect.stringMatching(/1,200$/)]);
  });

  it('draws nothing of a key that was never used', async () => {
    await openUsage({ freeAtMs: [], days: {} });
    expect(text()).toContain('No calls in the last 30 days.');
    expect(document.querySelector('svg[role=img]')).toBeNull();
  });

  it('says that no limit is known where a system names none', async () => {
    const none = { perMinute: null, perMonth: null };
    await openUsage({ days: inThisMonth(8_902) }, { limits: none });
    expect(meters()).toEqual([]);
    expect(text()).toContain('8,902 calls; no limit is known');
    expect(() => field('Share of the limits')).toThrow('No field');
  });
});

describe('A key that may not ask now', () => {
  it('says who wants the pause, until when, and asks anyway on request', async () => {
    await openUsage({ block: { waitMs: MINUTE, untilMs: Date.now() + 45 * SECOND } });
    find('status', new RegExp(`${HOST} wants a pause until \\d\\d:\\d\\d:\\d\\d`));
    program.answers['usage.report'] = () => usedKey();
    press('Ask anyway');
    await see(() => find('status', /Latchkey asks with this key again/));
    expect(program.log).toContain('usage.ask-anyway');
    expect(document.activeElement?.getAttribute('role')).toBe('status');
  });

  it('says that the month is used up, that it is a guess, and when it turns', async () => {
    const untilMs = Date.now() + 200 * HOUR;
    await openUsage({
      days: inThisMonth(30_000),
      blocked: { untilMs, saidBy: 'latchkey', limit: 'month' },
    });
    const words = find('status', /calls of this month are used up/).textContent;
    expect(words).toContain('knows of no calls but its own');
    expect(meters()[1]).toContain('30,000 of 30,000 calls, used up');
    program.answers['usage.report'] = () =>
      usedKey({ days: inThisMonth(30_000), liftedMonth: monthOf(Date.now()) });
    press('Ask anyway');
    await see(() => find('status', /asks although the month’s calls are used up/));
  });

  it('has nothing to press where the minute is all that is to be waited for', async () => {
    await openUsage({ freeAtMs: inLastMinute(200, 12 * SECOND) });
    find('status', /The next call can be made at/);
    expect(() => find('button', 'Ask anyway')).toThrow('No button');
  });

  it('says when asking anyway could not be noted', async () => {
    await openUsage({ block: { waitMs: HOUR, untilMs: Date.now() + HOUR } });
    program.answers['usage.ask-anyway'] = () => {
      throw new Failure('storage-failed', { doing: 'write' });
    };
    press('Ask anyway');
    await see(() => find('alert', /browser/));
    find('button', 'Ask anyway');
  });
});

describe('The share of a key’s limits', () => {
  it('is chosen, and shown with what it comes to', async () => {
    program = createFakeProgram();
    openPanel(program);
    await see(() => find('tab', 'Keys').click());
    await see(() => press('Usage of “Support desk”'));
    const select = await see(() => field('Share of the limits'));
    expect(select.textContent).toContain('50 % (100/min, 15,000/month)');
    select.value = '50';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await see(() => expect(meters()[0]).toContain('of 100 calls'));
    expect(program.inputs[program.log.indexOf('usage.set-share')]).toEqual({
      credentialId: 'key-1',
      percent: 50,
    });
  });
});

describe('A clock that is off', () => {
  it.each([
    [240, true, `This computer’s clock is 4 minutes behind ${HOST}`],
    [-45, true, `This computer’s clock is 45 seconds ahead of ${HOST}`],
    [18_000, true, `This computer’s clock is 5 hours behind ${HOST}`],
    [-900_000, false, `This computer’s clock is more than a day ahead of ${HOST}`],
  ])('by %s seconds is said', async (seconds, corrected, words) => {
    const skewMs = seconds * SECOND;
    await openUsage({ skewMs, correctionMs: corrected ? skewMs : 0 });
    find('status', new RegExp(words));
  });

  it.each([null, 0, 4, -9])('by %s seconds is not worth a word', async (seconds) => {
    await openUsage({ skewMs: seconds && seconds * SECOND });
    expect(text()).not.toContain('clock');
  });
});
