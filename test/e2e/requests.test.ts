import { beforeAll, describe, expect, it } from 'vitest';
import { verintKeys, verintPaths } from '../sandbox/verint/verint.ts';
import type { PanelPage } from './pages/panel-page.ts';
import { LOOPBACK, useScene } from './scene.ts';

const { external, custom } = verintKeys;

describe('A request of the person’s own', () => {
  const scene = useScene('shared');
  let panel: PanelPage;

  beforeAll(async () => {
    await scene.openVault();
    await scene.browser.allowHost(LOOPBACK);
    panel = await scene.panel();
  });

  async function addVerintKey(label: string, secret: string): Promise<void> {
    await panel.openTab('Keys');
    await panel.press('button|Add key');
    await panel.choose('System', 'Verint');
    await panel.fill('Label', label);
    await panel.fill('Base URL', scene.sandbox.origin);
    await panel.fill('Key ID', external.id);
    await panel.fill('API key', secret);
    await panel.saveKey();
    await panel.find('list|Keys', `article|${label}`);
  }

  it('is written, signed and sent with a Verint key; its answer is shown to the last digit', async () => {
    await addVerintKey('Audit', external.secret);
    await panel.press('tab|Requests');
    await panel.fill('path', `${verintPaths.auditExport}?from=2026-11-01`);
    await panel.fill('Verint-UserName', 'ana');
    await panel.find('region~Authorization: Vrnt-1-HMAC-SHA256 •••');
    await panel.press('button|Send');
    await panel.find('region|Answer', 'heading|Answer');
    await panel.find('region~121120347236861135');
    const answer = await panel.textOf('region|Answer');
    expect(answer).toContain('200 OK');
    expect(answer).toContain('"/api/audit/export"');
    expect(answer).toContain('"ana"');
    const asked = scene.sandbox.requests.at(-1);
    expect(asked).toMatchObject({ verdict: 'answered', query: '?from=2026-11-01' });
    expect(await panel.wholeText()).not.toContain(external.secret);
    expect(await panel.wholeText()).not.toContain(String(asked?.headers['authorization']));
    await scene.screenshot('requests');
  });

  it('that may change something goes out after a question', async () => {
    await panel.choose('Operation', 'Signed POST');
    await panel.fill('path', verintPaths.qualityExport);
    await panel.fill('JSON', '{"id":121120347236861135}');
    const before = scene.sandbox.requests.length;
    await panel.press('button|Send');
    await panel.find('button|Send now');
    expect(scene.sandbox.requests).toHaveLength(before);
    const arrived = scene.sandbox.nextRequest(verintPaths.qualityExport);
    await panel.press('button|Send now');
    expect(await arrived).toMatchObject({ method: 'POST', body: '{"id":121120347236861135}' });
    await panel.find('region|Answer', 'heading|Answer');
    await panel.find('region~method "POST"');
    expect((await arrived).verdict).toBe('answered');
  });

  it('can be stopped', async () => {
    await panel.choose('Operation', 'Free request');
    await panel.fill('Path', verintPaths.auditUsers);
    scene.sandbox.failNext('slow', { path: verintPaths.auditUsers, delayMs: 60_000 });
    const arrived = scene.sandbox.nextRequest(verintPaths.auditUsers);
    await panel.press('button|Send');
    await arrived;
    await panel.press('button|Stop');
    expect((await panel.alert()).text).toContain('Stopped');
  });

  it('that the browser’s own rules forbid is refused before', async () => {
    await panel.fill('Headers', 'Authorization: Bearer x');
    await panel.find('status~“Authorization” cannot be set here');
    await panel.fill('Headers', '');
  });

  it('with a wrong secret ends in words', async () => {
    await addVerintKey('Mistyped', custom.secret);
    await panel.openTab('Keys');
    await panel.press('article|Mistyped', 'button|Requests of “Mistyped”');
    await panel.fill('path', verintPaths.auditExport);
    await panel.press('button|Send');
    expect((await panel.alert()).text).toContain('“Mistyped” was not accepted');
    const answer = await panel.textOf('region|Answer');
    expect(answer).toContain('401');
    expect(answer).toContain('SIGNATURE_WRONG');
    expect(scene.sandbox.requests.at(-1)?.verdict).toBe('SIGNATURE_WRONG');
  });

  it('is remembered without its answer, until it is forgotten', async () => {
    await panel.press('button~Sent before');
    await panel.find('button~Use again');
    expect(await panel.text()).toContain('Signed POST');
    await panel.press('button|Forget all of them');
    await panel.find('button~Sent before (0)');
  });
});
