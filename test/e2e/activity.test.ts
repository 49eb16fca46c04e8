import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Papa from 'papaparse';
import { beforeAll, expect, it, vi } from 'vitest';
import type { PanelPage } from './pages/panel-page.ts';
import { useProfile, useScene } from './scene.ts';

/** A spreadsheet would take it for a formula. */
const LABEL = '=Audited, “once”';
const SERVER_SAID = 'No such meeting (HTTP 404)';
const folder = await useProfile();
const scene = useScene('shared');
let panel: PanelPage;

beforeAll(async () => {
  panel = await scene.panelWithKey(scene.sandboxKey({ label: LABEL }));
  await panel.lookUp('512340011');
  await panel.meeting('Support stand-up');
  scene.sandbox.failNext('not-found');
  await panel.lookUp('400971234');
  await panel.alert();
});

it('What was done with a key stands under Activity, newest first, and can be searched', async () => {
  await panel.openTab('Activity');
  await panel.fill('Label contains', 'audited');
  await shown([
    ['Meeting look-up', 'Session 400971234', SERVER_SAID],
    ['Meeting look-up', 'Session 512340011', 'Done'],
    ['Key added', '', 'Done'],
  ]);
  expect(await panel.textOf('region|Activity')).not.toContain('Support stand-up');
  await scene.screenshot('activity');
  await panel.choose('Outcome', 'Failed only');
  await shown([['Meeting look-up', 'Session 400971234', SERVER_SAID]]);
});

it('What was found is exported for a spreadsheet, with nothing in it that is a formula', async () => {
  await panel.press('button|Export CSV');
  const csv = await scene.downloaded(/^latchkey-activity-.*\.csv$/);
  const { data } = Papa.parse<Record<string, string>>(csv.replace('\uFEFF', ''), {
    header: true,
    skipEmptyLines: true,
  });
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({ Key: `'${LABEL}`, Outcome: SERVER_SAID, 'HTTP status': '404' });
});

it('The exported chain verifies with the documented script, whole and filtered, and ends as is shown', async () => {
  const filtered = await exported();
  expect(filtered.match(/"label":/g)).toHaveLength(1);
  await panel.fill('Label contains', '');
  await panel.choose('Outcome', 'Done or failed');
  const whole = await exported();
  expect(whole.match(/"seq":/g)?.length).toBeGreaterThan(4);
  const { seq, hash } = JSON.parse(whole)[0].last;
  for (const text of [filtered, whole]) {
    expect((await verify(text)).trim()).toBe(`Verified up to entry ${seq}, hash ${hash}`);
  }
  const page = await panel.text();
  expect(page).toContain('Chain verified');
  expect(page).toContain(`Ends with entry ${seq}, hash ${hash.slice(0, 16)}`);
  await expect(verify(whole.replace('512340011', '512340012'))).rejects.toThrow('Broken at');
});

/** Waits until just these entries are there: what was done, about what, and how it ended. */
async function shown(expected: string[][]): Promise<void> {
  await vi.waitFor(async () => expect(await entries()).toEqual(expected), { timeout: 30_000 });
}

function entries(): Promise<string[][]> {
  return panel.page.evaluate(() =>
    [...document.querySelectorAll('.activity-entry')].map((entry) => {
      const part = (selector: string) => entry.querySelector(selector)?.textContent ?? '';
      const about = part('.activity-what .quiet');
      return [part('.activity-name'), about, part('.activity-outcome')];
    }),
  );
}

async function exported(): Promise<string> {
  await panel.press('button|Export JSON');
  return scene.downloaded(/^latchkey-activity-.*\.json$/);
}

/** What the script in docs/activity.md prints about an export; rejects where it ends with an error. */
async function verify(text: string): Promise<string> {
  const page = await readFile(new URL('../../docs/activity.md', import.meta.url), 'utf8');
  const script = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const [program, file] = [join(folder, 'verify-activity.mjs'), join(folder, 'activity.json')];
  await Promise.all([writeFile(program, script), writeFile(file, text)]);
  return (await promisify(execFile)(process.execPath, [program, file])).stdout;
}
