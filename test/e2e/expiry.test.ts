import { beforeAll, expect, it, vi } from 'vitest';
import { DAY } from '../../src/domain/time.ts';
import { toLocalInput } from '../../src/ui/date-words.ts';
import type { PanelPage } from './pages/panel-page.ts';
import { useScene } from './scene.ts';

const scene = useScene('shared');
let panel: PanelPage;

/** Keys by their label and the days that they have left. */
const KEYS = { Lapsed: -2, Soon: 10, Later: 100 };
const endOf = (days: number) => Math.trunc(startedAtMs / 60_000) * 60_000 + days * DAY;
const startedAtMs = Date.now();

beforeAll(async () => {
  await scene.openVault();
  panel = await scene.panel();
  for (const [label, days] of Object.entries(KEYS)) {
    const expires = toLocalInput(endOf(days));
    await panel.addKey(scene.sandboxKey({ label, apiKey: `key-${label}`, expires }));
  }
});

it('The icon in the toolbar counts the keys that want attention, also after the worker died', async () => {
  await vi.waitFor(async () => expect(await icon()).toEqual(SAID), { timeout: 30_000 });
  await scene.browser.stopBackground();
  await panel.reload();
  await vi.waitFor(async () => expect(await icon()).toEqual(SAID), { timeout: 30_000 });
});

it('The page of expiries is found above the keys, with the coming year as a picture', async () => {
  await panel.openTab('Keys');
  await panel.press('button~1 expired, 1 within 30 days');
  const picture = await panel.find(
    'image|The coming year with 3 keys. The table below says the same.',
  );
  const ends = await picture.evaluate((found) =>
    [...found.querySelectorAll('.timeline-end')].map((each) => each.getBoundingClientRect().x),
  );
  // The soonest first: each lies further to the right.
  expect(ends).toHaveLength(3);
  expect(ends).toEqual([...ends].sort((a, b) => a - b));
  expect(new Set(ends).size).toBe(3);
  const rows = await panel.table('Expiries');
  expect(rows.map(([key]) => key?.split('\n')[0])).toEqual(Object.keys(KEYS));
  await scene.screenshot('expiry');
});

it('A calendar file has every expiry that is to come, with its alarms', async () => {
  await panel.press('button|Add all to calendar');
  const file = await scene.downloaded(/^latchkey-expiries.*\.ics$/);
  const events = file.replace(/\r\n /g, '').split('BEGIN:VEVENT').slice(1);
  expect(events.map((event) => /SUMMARY:.*“(.*?)”/.exec(event)?.[1])).toEqual(['Soon', 'Later']);
  for (const event of events) expect(event.match(/BEGIN:VALARM/g)?.length).toBeGreaterThan(0);
  const start = new Date(endOf(KEYS.Soon)).toISOString().replace(/[-:]|\.\d+/g, '');
  expect(events[0]).toContain(start);
});

const SAID = { text: '2', title: 'Latchkey: 2 keys need attention (1 expired)' };

/** What the icon in the toolbar says. */
function icon(): Promise<{ text: string; title: string }> {
  return panel.page.evaluate(async () => {
    const { action } = Reflect.get(globalThis, 'chrome');
    return { text: await action.getBadgeText({}), title: await action.getTitle({}) };
  });
}
