// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { HOUR, SECOND } from '../../src/domain/time.ts';
import type { UsageReport } from '../../src/domain/usage.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import { HOST } from '../preview/fixtures.ts';
import { daysWith, usualUsage } from '../preview/usage-answers.ts';
import { all, closePage, field, find, openPanel, openPopup, press, see } from './person.ts';

afterEach(closePage);

let program: FakeProgram;

async function openUsage(part: Partial<UsageReport> = {}, open = openPopup): Promise<void> {
  program = createFakeProgram();
  program.answers['usage.report'] = () => ({ ...usualUsage, ...part });
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
    await openUsage({}, open);
    expect(document.activeElement?.textContent).toBe('Usage');
    expect(text()).toContain(`“Support desk” at ${HOST}`);
    expect(program.inputs[program.log.indexOf('usage.report')]).toEqual({ credentialId: 'key-1' });
    press('Back');
    await see(() => find('article', 'Support desk'));
  });

  it('says of both limits what is used and left', async () => {
    await openUsage();
    expect(meters()[0]).toBe('Last 60 seconds: 37 of 200 calls, 163 left');
    expect(meters()[1]).toMatch(/^[A-Z][a-z]+: 8,902 of 30,000 calls, 21,098 left$/);
    expect(text()).toMatch(/last until they begin anew on \d+ \w+ \d{4}\./);
    expect(all('alert')).toEqual([]);
  });

  it('says when the month’s calls will run out', async () => {
    await openUsage({ inMonth: 26_480, runsOutAtMs: Date.UTC(2026, 10, 27, 12) });
    expect(text()).toContain('they run out on 27 Nov 2026.');
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
    await openUsage({ inWindow: 0, inMonth: 0, days: daysWith(Array(30).fill(0)) });
    expect(text()).toContain('No calls in the last 30 days.');
    expect(document.querySelector('svg[role=img]')).toBeNull();
  });

  it('says that no limit is known where a system names none', async () => {
    const none = { perMinute: null, perMonth: null };
    await openUsage({ systemLimits: none, ownLimits: none });
    expect(meters()).toEqual([]);
    expect(text()).toContain('8,902 calls; no limit is known');
    expect(() => field('Share of the limits')).toThrow('No field');
  });
});

describe('A key that may not ask now', () => {
  it('says who wants the pause, until when, and asks anyway on request', async () => {
    const untilMs = Date.now() + 45 * SECOND;
    await openUsage({ blocked: { untilMs, saidBy: 'server', limit: null } });
    find('status', new RegExp(`${HOST} wants a pause until \\d\\d:\\d\\d:\\d\\d`));
    program.answers['usage.report'] = () => usualUsage;
    press('Ask anyway');
    await see(() => find('status', /Latchkey asks with this key again/));
    expect(program.log).toContain('usage.ask-anyway');
    expect(document.activeElement?.getAttribute('role')).toBe('status');
  });

  it('says that the month is used up, that it is a guess, and when it turns', async () => {
    const untilMs = Date.now() + 200 * HOUR;
    await openUsage({ inMonth: 30_000, blocked: { untilMs, saidBy: 'latchkey', limit: 'month' } });
    const words = find('status', /calls of this month are used up/).textContent;
    expect(words).toContain('knows of no calls but its own');
    expect(meters()[1]).toContain('30,000 of 30,000 calls, used up');
    program.answers['usage.report'] = () => ({ ...usualUsage, inMonth: 30_000 });
    press('Ask anyway');
    await see(() => find('status', /asks although the month’s calls are used up/));
  });

  it('has nothing to press where the minute is all that is to be waited for', async () => {
    const untilMs = Date.now() + 12 * SECOND;
    await openUsage({ inWindow: 200, blocked: { untilMs, saidBy: 'latchkey', limit: 'minute' } });
    find('status', /The next call can be made at/);
    expect(() => find('button', 'Ask anyway')).toThrow('No button');
  });

  it('says when asking anyway could not be noted', async () => {
    const untilMs = Date.now() + HOUR;
    await openUsage({ blocked: { untilMs, saidBy: 'server', limit: null } });
    program.answers['usage.ask-anyway'] = () => {
      throw new Failure('storage-failed', { doing: 'write' });
    };
    press('Ask anyway');
    await see(() => find('alert', /./));
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
  ])('by %s seconds is said', async (skewSeconds, skewCorrected, words) => {
    await openUsage({ skewSeconds, skewCorrected });
    find('status', new RegExp(words));
  });

  it.each([null, 0, 4, -9])('by %s seconds is not worth a word', async (skewSeconds) => {
    await openUsage({ skewSeconds });
    expect(text()).not.toContain('clock');
  });
});
