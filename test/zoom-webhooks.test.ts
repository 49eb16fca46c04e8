import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { PASSPHRASE, type Program, sandboxDraft, startProgram } from './fakes/program.ts';
import { createFakeWorld } from './fakes/world.ts';
import { deliveryHeaders } from './sandbox/zoom/webhook.ts';
import { zoomKey } from './sandbox/zoom/zoom.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`./fixtures/zoom/webhooks/${name}`, import.meta.url), 'utf8');

/** Published with its secret. Source: github.com/Jericho/ZoomNet, WebhookSignatureValidationTests.cs (MIT) */
const PUBLISHED = {
  secret: '4fv1RkqGQUq5sWbEz6hA5A',
  seconds: 1_720_705_455,
  body: fixture('url-validation.json'),
  headers: {
    'x-zm-signature': 'v0=93a1a675965ceb9c5a50c5dfb31f20e50f763be37a54ef74cd2d16a1a8e5c0d6',
    'x-zm-request-timestamp': '1720705455',
  },
};

let program: Program;

/** A vault with a Zoom key that has this token for webhooks, at the time of the published delivery. */
async function begin(webhookSecret: string, iso = '2024-07-11T13:45:00Z'): Promise<string> {
  program = startProgram(createFakeWorld({ iso }));
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  const fields = { ...zoomKey, baseUrl: 'https://api.zoom.us/v2', webhookSecret };
  const draft = { ...sandboxDraft(''), provider: 'zoom', label: 'Video', fields };
  return (await program.ask('credentials.save', draft)).id;
}

const verify = (credentialId: string, headers: Record<string, string>, body: string) =>
  program.ask('webhooks.verify', { credentialId, headers, body });

describe('The delivery of Zoom’s that was published', () => {
  let id: string;
  beforeEach(async () => {
    id = await begin(PUBLISHED.secret);
  });

  it('is valid, with the answer that it wants', async () => {
    const { verdict, reading } = await verify(id, PUBLISHED.headers, PUBLISHED.body);
    expect(verdict).toMatchObject({ problem: null, signedAtMs: PUBLISHED.seconds * 1_000 });
    const plainToken = 'xys8n8PGS7mAU0m5-YJjRA';
    const hmac = createHmac('sha256', PUBLISHED.secret).update(plainToken).digest('hex');
    expect(JSON.parse(verdict.reply ?? '')).toEqual({ plainToken, encryptedToken: hmac });
    expect(reading).toBe('as-pasted');
  });

  it('is not valid with one changed byte, and gets no answer then', async () => {
    const { body, headers } = PUBLISHED;
    for (const changed of [body.replace('xys8', 'xyS8'), ` ${body}`, body.replace(':', ': ')]) {
      const { verdict } = await verify(id, headers, changed);
      expect(verdict).toMatchObject({ problem: 'signature', reply: null });
    }
  });

  it('is told from one that is old', async () => {
    const late = await begin(PUBLISHED.secret, '2024-07-11T13:50:00Z');
    const { verdict } = await verify(late, PUBLISHED.headers, PUBLISHED.body);
    expect(verdict).toMatchObject({ problem: 'age' });
  });
});

describe('A delivery of Zoom’s', () => {
  const { seconds } = PUBLISHED;
  let id: string;
  beforeEach(async () => {
    id = await begin(zoomKey.webhookSecret);
  });

  it('with escapes is judged by its bytes, not by what they mean', async () => {
    const body = fixture('escaped.json');
    const headers = deliveryHeaders(body, seconds);
    expect((await verify(id, headers, body)).verdict.problem).toBeNull();
    const rewritten = JSON.stringify(JSON.parse(body));
    expect(rewritten).not.toBe(body);
    expect((await verify(id, headers, rewritten)).verdict.problem).toBe('signature');
  });

  it.each(['session-started.json', 'cobrowse-session-started.json'])(
    '%s is valid with the key’s token for webhooks, and with no other of its secrets',
    async (name) => {
      const body = fixture(name);
      expect((await verify(id, deliveryHeaders(body, seconds), body)).verdict.problem).toBeNull();
      for (const secret of [zoomKey.apiSecret, zoomKey.sdkSecret]) {
        const headers = deliveryHeaders(body, seconds, secret);
        expect((await verify(id, headers, body)).verdict.problem).toBe('signature');
      }
    },
  );
});
