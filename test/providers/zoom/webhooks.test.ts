import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { webhooks } from '../../../src/providers/zoom/webhooks.ts';
import { signer } from '../../../src/services/tokens.ts';
import { deliveryHeaders } from '../../sandbox/zoom/webhook.ts';
import { zoomKey } from '../../sandbox/zoom/zoom.ts';

const WEBHOOK_SECRET: string = zoomKey.webhookSecret;

const bytesOf = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/zoom/webhooks/${name}`, import.meta.url)));

/**
 * Published with its secret. Source: github.com/Jericho/ZoomNet, WebhookSignatureValidationTests.cs (MIT)
 */
const PUBLISHED = {
  secret: '4fv1RkqGQUq5sWbEz6hA5A',
  seconds: 1_720_705_455,
  body: bytesOf('url-validation.json'),
  signature: 'v0=93a1a675965ceb9c5a50c5dfb31f20e50f763be37a54ef74cd2d16a1a8e5c0d6',
};

function verify(
  body: Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
  { webhookSecret = WEBHOOK_SECRET, nowMs = PUBLISHED.seconds * 1_000 } = {},
) {
  return webhooks.verify({ webhookSecret }, signer, { headers, body, nowMs });
}

const published = (headers: Record<string, string> = {}, body = PUBLISHED.body) =>
  verify(
    body,
    {
      'x-zm-signature': PUBLISHED.signature,
      'x-zm-request-timestamp': String(PUBLISHED.seconds),
      ...headers,
    },
    { webhookSecret: PUBLISHED.secret },
  );

describe('The signature that was published', () => {
  it('is good, and the answer to the question is ready', async () => {
    expect(await published()).toEqual({
      problem: null,
      header: 'x-zm-signature',
      algorithm: 'SHA-256',
      signedAtMs: 1_720_705_455_000,
      reply:
        '{"plainToken":"xys8n8PGS7mAU0m5-YJjRA","encryptedToken":"2fffc6a967dde4f68024025a5bd991c5ae1e5313b4e6365be4883e3e81d479b3"}',
    });
  });

  it('is no longer good when any one byte of the body changes', async () => {
    for (let place = 0; place < PUBLISHED.body.length; place += 1) {
      const body = PUBLISHED.body.slice();
      body[place] = (body[place] ?? 0) ^ 1;
      expect(await published({}, body)).toMatchObject({ problem: 'signature', reply: null });
    }
  });

  it.each([
    [{ 'x-zm-signature': PUBLISHED.signature.replace('93a1', '93a0') }, 'signature'],
    [{ 'x-zm-request-timestamp': '1720705456' }, 'signature'],
    [{ 'x-zm-signature': PUBLISHED.signature.slice(3) }, 'header-odd'],
    [{ 'x-zm-signature': PUBLISHED.signature.toUpperCase() }, 'header-odd'],
    [{ 'x-zm-signature': `${PUBLISHED.signature}00` }, 'header-odd'],
    [
      { 'x-zm-signature': 'v0=a05d830fa017433bc47887f835a00b9ff33d3882f22f63a2986a8es270341' },
      'header-odd',
    ],
    [{ 'x-zm-request-timestamp': '1720705455858' }, 'header-odd'],
    [{ 'x-zm-request-timestamp': '' }, 'header-missing'],
    [{ 'x-zm-signature': '' }, 'header-missing'],
  ])('with %j is: %s', async (headers, problem) => {
    expect(await published(headers)).toMatchObject({ problem, reply: null });
  });
});

describe('A delivery', () => {
  const { seconds } = PUBLISHED;

  it('with escapes in its text is judged by its bytes', async () => {
    const body = bytesOf('escaped.json');
    const text = new TextDecoder().decode(body);
    expect(text).toContain('\\u00e9');
    expect(await verify(body, deliveryHeaders(body, seconds))).toMatchObject({ problem: null });
    // What a parser makes of it and writes again is another text, though it means the same.
    const rewritten = new TextEncoder().encode(JSON.stringify(JSON.parse(text)));
    expect(rewritten).not.toEqual(body);
    expect(await verify(rewritten, deliveryHeaders(body, seconds))).toMatchObject({
      problem: 'signature',
    });
  });

  it('need not be text at all', async () => {
    const body = Uint8Array.of(0xff, 0x00, 0xc3, 0x28);
    expect(await verify(body, deliveryHeaders(body, seconds))).toMatchObject({ problem: null });
  });

  it.each(['session-started.json', 'cobrowse-session-started.json'])(
    '%s is good and wants no answer',
    async (name) => {
      const body = bytesOf(name);
      const verdict = await verify(body, deliveryHeaders(body, seconds));
      expect(verdict).toMatchObject({ problem: null, reply: null, signedAtMs: seconds * 1_000 });
    },
  );

  it.each([
    [300, null],
    [301, 'age'],
    // A clock here that is behind makes nothing a forgery.
    [-3_600, null],
  ])('of %d seconds ago: %j', async (ago, problem) => {
    const body = bytesOf('session-started.json');
    const nowMs = (seconds + ago) * 1_000;
    const verdict = await verify(body, deliveryHeaders(body, seconds), { nowMs });
    expect(verdict.problem).toBe(problem);
  });

  it('is not judged without the secret, and not good with another', async () => {
    const body = bytesOf('session-started.json');
    const headers = deliveryHeaders(body, seconds);
    expect(await verify(body, headers, { webhookSecret: '' })).toMatchObject({
      problem: 'secret-missing',
    });
    const { apiSecret } = zoomKey;
    expect(await verify(body, headers, { webhookSecret: apiSecret })).toMatchObject({
      problem: 'signature',
    });
  });

  it('gets no signature of a text that could be another delivery’s', async () => {
    const plainToken = `v0:${seconds}:{"event":"session.ended"}`;
    const body = new TextEncoder().encode(
      JSON.stringify({ event: 'endpoint.url_validation', payload: { plainToken } }),
    );
    const verdict = await verify(body, deliveryHeaders(body, seconds));
    expect(verdict).toMatchObject({ problem: null, reply: null });
  });

  it('that asks whose endpoint it is gets its token back, signed', async () => {
    const body = new TextEncoder().encode(
      JSON.stringify({ event: 'endpoint.url_validation', payload: { plainToken: 'Abc-_9' } }),
    );
    const { reply } = await verify(body, deliveryHeaders(body, seconds));
    const encryptedToken = createHmac('sha256', zoomKey.webhookSecret)
      .update('Abc-_9')
      .digest('hex');
    expect(JSON.parse(reply ?? '')).toEqual({ plainToken: 'Abc-_9', encryptedToken });
  });
});
