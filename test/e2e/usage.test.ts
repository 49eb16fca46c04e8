import { beforeAll, expect, it, vi } from 'vitest';
import { webexMeetingsPaths } from '../sandbox/sandbox.ts';
import type { PanelPage } from './pages/panel-page.ts';
import { useScene } from './scene.ts';

const { sessionInfo } = webexMeetingsPaths;
const ROOM = "John's Personal Room";
const CLOCK = /\d\d:\d\d/;
const DAY_MINUTES = 24 * 60;
const scene = useScene('shared');
let panel: PanelPage;

beforeAll(async () => {
  panel = await scene.panelWithKey();
});

const asked = () => scene.sandbox.webexMeetings.calls(sessionInfo).asked;

it('The usage page counts what is asked elsewhere, forecasts the month and draws its days', async () => {
  await panel.openKeyPage('Usage', 'Sandbox');
  const meter = await panel.find('meter|Last 60 seconds');
  const used = () =>
    meter.evaluate((found) => (found instanceof HTMLMeterElement ? found.value : -1));
  expect(await used()).toBe(0);
  const popup = await scene.popup();
  for (const sessionKey of ['400971234', '512340011']) await popup.lookUp(sessionKey);
  await popup.meeting('Support stand-up');
  await vi.waitFor(async () => expect(await used()).toBe(asked()), { timeout: 30_000 });
  expect(await used()).toBe(2);
  const limits = await panel.textOf('region|Limits');
  expect(limits).toContain('2 of 200 calls · 198 left');
  expect(limits).toContain('2 of 30,000 calls · 29,998 left');
  expect(limits).toMatch(/If it goes on like the last seven days, they last until/);
  const chart = await panel.find('region|Calls by day', 'image');
  expect(
    await chart.evaluate((found) => ({
      name: found.getAttribute('aria-label')?.slice(0, '2 calls in the last 30 days'.length),
      days: found.querySelectorAll('rect').length,
      drawn: [...found.querySelectorAll('rect')].at(-1)?.getBoundingClientRect().height,
    })),
  ).toMatchObject({ name: '2 calls in the last 30 days', days: 30, drawn: expect.closeTo(64, -1) });
  await scene.screenshot('usage');
});

it('A server that wants a pause gets it: the key says until when, and asks nothing meanwhile', async () => {
  const popup = await scene.popup();
  scene.sandbox.failNext('rate-limited', { path: sessionInfo, retryAfterSeconds: 300 });
  const before = asked();
  await popup.lookUp('400971234');
  const { text } = await popup.alert();
  expect(text).toContain('The server asks for a pause.');
  const until = CLOCK.exec(text)?.[0];
  expect(until).toBeDefined();
  // The worker that noted it dies.
  await scene.browser.stopBackground();
  await popup.press('button|Look up');
  expect(CLOCK.exec((await popup.alert()).text)?.[0]).toBe(until);
  expect(asked()).toBe(before + 1);
  await popup.openKeyPage('Usage', 'Sandbox');
  // To the second there, and by the minute after which it is so in the sentence.
  const exact = /\d\d:\d\d:\d\d/.exec(await popup.textOf('status~wants a pause until'))?.[0];
  expect((minutesOf(until) - minutesOf(exact) + DAY_MINUTES) % DAY_MINUTES).toBeLessThan(1);
  await scene.screenshot('usage-paused');

  await popup.press('button|Ask anyway');
  await popup.find('status~asks with this key again');
  await popup.press('button|Back');
  await popup.lookUp('400971234');
  await popup.meeting(ROOM);
  expect(asked()).toBe(before + 2);
});

/** Minutes since midnight of a time on the clock. */
function minutesOf(clock = ''): number {
  const [hours = NaN, minutes = NaN, seconds = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes + seconds / 60;
}
