import { beforeAll, describe, expect, it } from 'vitest';
import type { PanelPage } from './pages/panel-page.ts';
import { useScene } from './scene.ts';

const ROOM = "John's Personal Room";
const scene = useScene('shared');
let panel: PanelPage;

beforeAll(async () => {
  panel = await scene.panelWithKey();
});

describe('At the support desk', () => {
  it('thousands are looked up in one go: pasted, shown, and taken away as a file', async () => {
    await panel.openTab('Bulk');
    await panel.fill(
      'Session keys or emails',
      '400 971 234\n512-340-011\n400971234\norder 17\n999999999',
    );
    await panel.find('button~line holds nothing');
    await panel.press('button|Start');
    await panel.find('status|Done');
    const rows = await panel.table('Results');
    expect(rows.map(([key, name, status]) => [key, name, status])).toEqual([
      ['400 971 234', ROOM, 'Not in progress'],
      ['512 340 011', 'Support stand-up', 'In progress'],
      ['999 999 999', '', 'No meeting with this session key'],
    ]);
    await scene.screenshot('bulk');
    await panel.press('button|Export CSV');
    const csv = await scene.downloaded(/^latchkey-meetings-.*\.csv$/);
    expect(csv.split('\r\n')).toHaveLength(5);
    expect(csv).toContain('Support stand-up');
  });

  it('a meeting is watched, and told of within one call of its beginning, whoever dies', async () => {
    await panel.lookUp('400971234');
    await panel.press(`article|${ROOM}`, 'button|Watch');
    await panel.choose('Tell me when', 'The meeting starts');
    await panel.press(`article|${ROOM}`, 'button|Start watching');
    await panel.press('button|Watched meetings');
    await panel.find(`article|${ROOM}`, 'button|Stop watching');
    await scene.browser.stopBackground();
    scene.sandbox.webexMeetings.begun.add('400971234');
    await panel.find(`article|${ROOM}`, 'button|Forget');
    expect(await panel.textOf(`article|${ROOM}`)).toContain('It has started');
    await scene.screenshot('watched');
  });

  it('what was looked up lately is looked up again with a press, and forgotten with another', async () => {
    await panel.reload();
    await panel.openTab('Look up');
    await panel.press('region|Recent look-ups', `button~${ROOM}`);
    expect(await panel.meeting(ROOM)).toMatchObject({ Status: 'In progress' });
    await panel.reload();
    await panel.press('region|Recent look-ups', 'button|Forget all');
    await panel.gone('region|Recent look-ups');
  });
});
