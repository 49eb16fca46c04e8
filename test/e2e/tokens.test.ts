import { beforeAll, describe, expect, it } from 'vitest';
import { webioTemplates } from '../sandbox/webio/webio.ts';
import type { LatchkeyPage } from './pages/latchkey-page.ts';
import { PASSPHRASE, useScene } from './scene.ts';

const scene = useScene('shared');
let panel: LatchkeyPage;

beforeAll(async () => {
  panel = await scene.panelWithKey();
});

/** Puts what is on the clipboard into a field, as a person does. */
async function paste(label: string): Promise<string> {
  const field = await panel.find(`field|${label}`);
  await field.evaluate((found) => (found instanceof HTMLElement ? found.focus() : null));
  await panel.page.keyboard.down('Control');
  await panel.page.keyboard.press('v');
  await panel.page.keyboard.up('Control');
  return panel.valueOf(label);
}

describe('A token', () => {
  it('is created and copied, and is nowhere in the page', async () => {
    await panel.openTab('Tokens');
    await panel.press('button|Create token');
    await panel.find('region|Token', 'term|apikey');
    await panel.press('region|Token', 'button|Copy token');
    await panel.find('button|Close');
    expect(await panel.wholeText()).not.toContain('eyJ');
  });

  it('that was copied can be pasted and inspected: the stored key signed it', async () => {
    expect(await paste('Token to inspect')).toMatch(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{43}$/);
    await panel.find('region|Inspection', 'definition~Sandbox (Secret key)');
    expect(await panel.textOf('region|Inspection')).toContain('Nothing is wrong');
  });

  it('is shown after the passphrase, and is the same', async () => {
    const pasted = await panel.valueOf('Token to inspect');
    await panel.press('region|Token', 'button|Show token');
    await panel.fill('Passphrase again', PASSPHRASE);
    await panel.press('region|Token', 'button|Show');
    expect(await panel.textOf('region|Token', 'code')).toBe(pasted);
    await panel.press('region|Token', 'button|Hide token');
    await panel.gone('region|Token', 'code');
  });

  it('of nobody is told so, with what is wrong', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    await panel.fill('Token to inspect', `${part({ alg: 'none' })}.${part({ exp: 1 })}.`);
    const said = await panel.textOf('region|Inspection');
    expect(said).toContain('“none”: nobody signed it, and it is refused');
    expect(said).toContain('It expired');
  });
});

describe('Webio', () => {
  it('is added with the address and the paths that the user has', async () => {
    const { organisation } = scene.sandbox.webio;
    await panel.openTab('Keys');
    await panel.press('button|Add key');
    await panel.choose('System', 'Webio');
    await panel.fill('Label', 'Collections');
    await panel.fill('Organisation ID', organisation.id);
    await panel.fill('API key', organisation.apiKey);
    await panel.fill('Secret', organisation.secret);
    await panel.fill('Base URL', scene.sandbox.origin);
    await panel.fill('Conversation path', webioTemplates.conversation);
    await panel.fill('Transcript path', webioTemplates.transcript);
    await panel.saveKey();
    await panel.find('list|Keys', 'article|Collections', 'button|Copy token');
  });

  it('sends webhooks that are told from those of somebody else', async () => {
    const { headers, body } = scene.sandbox.webio.deliver();
    await panel.openTab('Webhooks');
    await panel.fill('Headers', JSON.stringify(headers));
    await panel.fill('Body', body);
    await panel.press('button|Verify');
    const verdict = await panel.textOf('region|Verdict');
    expect(verdict).toMatch(/^Valid/);
    expect(verdict).toContain('inboundMessage');
    await panel.fill('Headers', `x-webio-token: ${headers['x-webio-token']?.slice(0, -2)}AA`);
    await panel.press('button|Verify');
    expect(await panel.textOf('region|Verdict')).toMatch(/^Not valid/);
  });
});
