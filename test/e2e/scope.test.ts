import { beforeAll, expect, it } from 'vitest';
import { webexMeetingsPaths } from '../sandbox/sandbox.ts';
import type { PanelPage } from './pages/panel-page.ts';
import { useScene } from './scene.ts';

const { sessionInfo, sitesByEmail } = webexMeetingsPaths;
const SITES = '/gapi/v1/sites/**';
const scene = useScene('shared');
let panel: PanelPage;

beforeAll(async () => {
  panel = await scene.panelWithKey();
});

it('A rule says what it opens and leaves out while it is typed, and is saved', async () => {
  await panel.openKeyPage('Allowed URLs', 'Sandbox');
  await panel.press('button|Add URL');
  await panel.fill('URL', SITES, 'group|Rule 1 >> field');
  await panel.choose('Method', 'Any', 'group|Rule 1 >> combobox');
  const said = await panel.textOf('group|Rule 1', 'list');
  expect(said).toContain(`This wildcard also opens POST ${sitesByEmail} (finds sites by email).`);
  expect(said).toContain('Any method: it also opens DELETE.');
  expect(await panel.text()).toContain(`Left out: POST ${sessionInfo} (looks up meetings)`);
  await panel.press('button|Save URLs');
  await panel.find('status~The URLs are saved');
});

it('The tester tells what is allowed, by which rule, and what is denied and why', async () => {
  await panel.choose('Method', 'POST', 'form|Test a request >> combobox');
  await tests(sitesByEmail, `Allowed by rule 1: any ${SITES}`);
  await tests(sessionInfo, `Denied: no rule opens this path.`);
  await tests(`/gapi/v1/sites/..${sessionInfo}`, 'Denied: servers may differ in where this leads');
  await tests(`http://localhost${sitesByEmail}`, 'Denied: this does not lead plainly to the key’s');
  await scene.screenshot('rules');
});

it('What no rule opens is refused in a sentence, and nothing is sent; the rest works', async () => {
  const popup = await scene.popup();
  const before = scene.sandbox.requests.length;
  await popup.lookUp('400971234');
  const { text, buttons } = await popup.alert();
  expect(text).toContain(`POST ${sessionInfo} was not signed: no rule opens this path`);
  expect(text).toContain(SITES);
  expect(buttons).toContain('Open Keys');
  expect(scene.sandbox.requests).toHaveLength(before);
  await popup.lookUp('test@cisco.com');
  expect(await popup.table('Sites')).toHaveLength(10);
  expect(scene.sandbox.requests).toHaveLength(before + 1);
});

async function tests(url: string, verdict: string): Promise<void> {
  await panel.fill('URL', url, 'form|Test a request >> field');
  await panel.press('button|Test');
  await panel.find(`status~${verdict}`);
}
