import { beforeAll, describe, expect, it } from 'vitest';
import { webexMeetingsPaths } from '../sandbox/sandbox.ts';
import { LOOPBACK, useScene } from './scene.ts';

const { renew } = webexMeetingsPaths;
const ROOM = "John's Personal Room";

describe('A renewal', () => {
  const scene = useScene();

  beforeAll(async () => {
    await scene.createVault();
    await scene.browser.allowHost(LOOPBACK);
    const popup = await scene.popup();
    await popup.addKey(scene.sandboxKey());
  });

  it('whose answer is lost is one call, however often the browser itself repeats it', async () => {
    const popup = await scene.popup();
    scene.sandbox.failNext('drop-after-commit', { path: renew });
    const arrived = scene.sandbox.nextRequest(renew);
    await popup.renew('Sandbox');
    await arrived;
    await popup.gone('region|Renewal', 'status~Asking the server');
    await popup.find('region|Renewal', 'status');
    expect(scene.sandbox.webexMeetings.calls(renew).asked).toBe(1);
    expect(scene.sandbox.webexMeetings.keys.length).toBeGreaterThan(1);
    await popup.lookUp('400971234');
    await popup.meeting(ROOM);
  });

  it('whose answer cannot be read keeps it, says so, and the key works on', async () => {
    const popup = await scene.popup();
    scene.sandbox.failNext('cut-off', { path: renew });
    await popup.renew('Sandbox');
    expect((await popup.alert()).text).toContain('could not be read');
    await popup.find('region|Renewal', 'button|Put away');
    await popup.lookUp('400971234');
    await popup.meeting(ROOM);
  });
});
