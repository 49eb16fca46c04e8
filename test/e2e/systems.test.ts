import { beforeAll, describe, expect, it } from 'vitest';
import { verintKeys } from '../sandbox/verint/verint.ts';
import { connectKey, connectPaths } from '../sandbox/webex-connect/webex-connect.ts';
import { webioOrganisation, webioTemplates } from '../sandbox/webio/webio.ts';
import { zoomBase, zoomKey } from '../sandbox/zoom/zoom.ts';
import { LOOPBACK, useScene } from './scene.ts';

const scene = useScene('shared');

/** What somebody does with a system: a key is put in, and one call is made with it. */
interface Journey {
  system: string;
  /** What is chosen in the form of the key, by its label. */
  chosen?: Record<string, string>;
  /** What is typed there; where it begins with "/", the sandbox's origin comes before it. */
  typed: Record<string, string>;
  /** The secret that is spoilt, and what it is then. */
  spoilt: readonly [label: string, value: string];
  operation: string;
  /** Whether it is asked about first. */
  changes?: true;
  values?: Record<string, string>;
  /** In the answer. */
  answer: string;
  /** In the failure, once the secret is wrong. */
  refusal: string;
}

const journeys: readonly Journey[] = [
  {
    system: 'Webex Connect',
    chosen: { Region: 'Sandbox or another host (under Advanced)' },
    typed: {
      'Service ID': connectKey.serviceId,
      'Service secret': connectKey.serviceSecret,
      'API host': connectPaths.apiHost,
    },
    spoilt: ['Service secret', Buffer.from('some other secret').toString('base64')],
    operation: 'Trigger a custom event',
    changes: true,
    values: { 'events.0.evtid': '4451', 'events.0.parameters': '{"name":"Ada"}' },
    answer: '1002',
    refusal: 'Webex Connect',
  },
  {
    system: 'Verint',
    typed: {
      'Base URL': '/',
      'Key ID': verintKeys.external.id,
      'API key': verintKeys.external.secret,
    },
    spoilt: ['API key', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    operation: 'Signed GET',
    values: { path: '/api/audit/export' },
    answer: 'audit',
    refusal: 'Verint',
  },
  {
    system: 'Zoom',
    typed: { 'API key': zoomKey.apiKey, 'API secret': zoomKey.apiSecret, 'Base URL': zoomBase },
    spoilt: ['API secret', 'another secret'],
    operation: 'List sessions',
    answer: 'next_page_token',
    refusal: 'Zoom',
  },
  {
    system: 'Webio',
    typed: {
      'Organisation ID': webioOrganisation.id,
      'API key': webioOrganisation.apiKey,
      Secret: webioOrganisation.secret,
      'Base URL': '/',
      'Transcript path': webioTemplates.transcript,
    },
    spoilt: ['Secret', 'another secret, of thirty-two bytes or more'],
    operation: 'Transcript of a conversation',
    values: { conversationId: '97847' },
    answer: 'No I don',
    refusal: 'Webio',
  },
];

beforeAll(async () => {
  await scene.openVault();
  await scene.browser.allowHost(LOOPBACK);
});

describe.each(journeys)('A key of $system', (journey) => {
  const {
    system,
    chosen = {},
    typed,
    spoilt,
    operation,
    changes,
    values = {},
    answer,
    refusal,
  } = journey;
  const label = `${system} of the sandbox`;

  async function send() {
    const panel = await scene.panel();
    await panel.openTab('Requests');
    await panel.choose('Key', label);
    await panel.choose('Operation', operation);
    for (const [name, value] of Object.entries(values)) await panel.fill(name, value);
    await panel.press('button|Send');
    if (changes) await panel.press('button|Send now');
    return panel;
  }

  it('is put in, and a call is made with it', async () => {
    const panel = await scene.panel();
    await panel.openTab('Keys');
    await panel.press('button|Add key');
    await panel.choose('System', system);
    await panel.fill('Label', label);
    for (const [field, value] of Object.entries(chosen)) await panel.choose(field, value);
    if (!(await panel.shows(`field|${Object.keys(typed).at(-1)}`))) {
      await panel.press('button|Advanced');
    }
    for (const [field, value] of Object.entries(typed)) {
      const isPlace = value.startsWith('/') && !/path/i.test(field);
      await panel.fill(field, isPlace ? scene.sandbox.origin + value.replace(/^\/$/, '') : value);
    }
    await panel.saveKey();
    await panel.find('list|Keys', `article|${label}`);
    await send();
    await panel.find('region|Answer', `heading|Answer`);
    await panel.page.waitForFunction(
      (wanted) => document.querySelector('.answer')?.textContent?.includes(wanted),
      {},
      answer,
    );
  });

  it('tells in words of the system why it is refused with a wrong secret', async () => {
    const panel = await scene.panel();
    await panel.openTab('Keys');
    await panel.press(`article|${label}`, 'button|Edit');
    await panel.fill(spoilt[0], spoilt[1]);
    await panel.saveKey();
    await panel.find('list|Keys', `article|${label}`, 'button|Edit');
    await send();
    const { text } = await panel.alert();
    expect(text).toContain(refusal);
  });
});
