import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { HttpReply } from '../../src/adapters/http.ts';
import { addressSchema } from '../../src/domain/address.ts';
import type { Credential } from '../../src/domain/credential.ts';
import { Failure } from '../../src/domain/failure.ts';
import { meetingPasswordsSchema, meetingSchema } from '../../src/domain/meeting.ts';
import { siteSchema } from '../../src/domain/site.ts';
import type { Ask, Signer } from '../../src/providers/provider.ts';
import { lookUp, passwords } from '../../src/providers/webex-meetings/meetings.ts';
import { renewal } from '../../src/providers/webex-meetings/renewal.ts';
import { listByEmail } from '../../src/providers/webex-meetings/sites.ts';
import { webexMeetings } from '../../src/providers/webex-meetings/webex-meetings.ts';
import { signer } from '../../src/services/tokens.ts';
import { sentenceFor } from '../../src/ui/sentences.ts';
import { createFakeGateway } from '../fakes/gateway.ts';
import { replying } from '../fakes/http.ts';
import { createFakeWorld } from '../fakes/world.ts';
import { altered, anyJson, anyText, CASES, damaged, forAll, tamely } from './arbitraries.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/webex-meetings/${name}.json`, import.meta.url), 'utf8');

const FAULT = `<?xml version="1.0"?><serv:message><serv:header><serv:response>
<serv:result>FAILURE</serv:result><serv:reason>Corresponding Meeting not found</serv:reason>
<serv:exceptionID>060001</serv:exceptionID></serv:response></serv:header></serv:message>`;
const PAGE = '<!-- a --><!doctype html><html><body>Sorry</body></html>';

const FIELDS = { email: 'a@b.example', baseUrl: 'https://meetings-api.webex.com' };

/** A reply of any status whose body is text, JSON, or nearly the real thing. */
function replies(name: string) {
  const real = fixture(name);
  const text = fc.oneof(
    anyText,
    anyJson,
    { arbitrary: altered(real), weight: 4 },
    { arbitrary: damaged(real), weight: 2 },
    damaged(FAULT),
    damaged(PAGE),
  );
  const status = fc.oneof(
    { arbitrary: fc.constant(200), weight: 4 },
    fc.integer({ min: 200, max: 599 }),
  );
  return fc.record({ text, status }).map((reply) => ({
    ...reply,
    headers: {},
    receivedAtMs: 1_800_000_000_000,
    host: 'meetings-api.webex.com',
    label: 'Desk',
    skewSeconds: null,
    quote: (said: string) => said,
  }));
}

const asking = <R>(reply: R) => (async () => reply) as unknown as Ask;

/** What a page would refuse to take is a fault of the parser. */
function expectReadable(schema: v.GenericSchema, value: unknown): void {
  if (value === null) return;
  const outcome = v.safeParse(schema, JSON.parse(JSON.stringify(value)));
  expect(outcome.issues).toBeUndefined();
}

/** No address of a reply leads anywhere but to Webex or the key's own host. */
function expectNoForeignLink(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const address = v.safeParse(addressSchema, value);
  if (address.success && address.output.href !== null) {
    const { protocol, hostname } = new URL(address.output.href);
    expect(protocol).toBe('https:');
    expect(hostname).toMatch(/^(.+\.)?webex\.com$/);
  }
  for (const child of Object.values(value)) expectNoForeignLink(child);
}

const header = fc.oneof(
  anyText,
  fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String),
  fc.date().map(String),
  damaged('Wed, 04 Mar 2026 05:08:07 GMT'),
);

describe('Whatever a server says of time', () => {
  it('a wait has an end that can be shown, or none is told', async () => {
    const key: Credential = {
      id: 'a',
      version: 1,
      provider: webexMeetings.id,
      label: 'Desk',
      description: '',
      expiresAtMs: null,
      disabled: false,
      lookUpOnly: false,
      rules: [],
      deleteAfterExpiry: false,
      fields: { ...FIELDS, secretKey: 'secret', lifetimeSeconds: '300' },
      previous: [],
      createdAtMs: 0,
    };
    let next: Partial<HttpReply> = {};
    const world = createFakeWorld({ http: (request) => replying(next)(request) });
    const status = fc.constantFrom(200, 429);
    await forAll(fc.tuple(header, header, status), async ([retryAfter, date, code]) => {
      next = { status: code, headers: { 'retry-after': retryAfter, date } };
      // One that was never refused before: after a refusal nothing would be sent for a while.
      const gateway = createFakeGateway({ ...world, signer: unsigned }, [key]);
      const ask = gateway.askAs(webexMeetings, key);
      const reply = await tamely(async () => {
        try {
          return await ask({ method: 'GET', path: '/x', headers: {}, body: null });
        } catch (error) {
          if (error instanceof Failure) expect(sentenceFor(error).text).not.toMatch(/invalid|NaN/i);
          throw error;
        }
      });
      if (reply !== null) expect(reply.skewSeconds ?? 0).not.toBeNaN();
    });
  });
});

const unsigned: Signer = { ...signer, hs256: async () => 'token' };

/** A fuzz that only ever meets refusals would show little: some of its replies are good ones. */
const SOME = CASES / 20;

describe('Whatever a server answers', () => {
  it('to the question for a meeting', async () => {
    let read = 0;
    await forAll(replies('getsessioninfoagg'), async (reply) => {
      const meeting = await tamely(() => lookUp('400971234', asking(reply), FIELDS));
      expectReadable(meetingSchema, meeting);
      expectNoForeignLink(meeting);
      if (meeting !== null) read += 1;
    });
    expect(read).toBeGreaterThan(SOME);
  });

  it('to the question for a meeting’s passwords', async () => {
    await forAll(replies('getsessioninfoagg'), async (reply) => {
      const found = await tamely(() => passwords('400971234', asking(reply)));
      expectReadable(meetingPasswordsSchema, found);
    });
  });

  it('to the question for sites', async () => {
    let read = 0;
    await forAll(replies('getallsitesbyemailagg'), async (reply) => {
      const list = await tamely(() => listByEmail('a@b.example', asking(reply), FIELDS));
      expectReadable(v.array(siteSchema), list?.sites ?? null);
      expectNoForeignLink(list);
      if (list !== null) read += 1;
    });
    expect(read).toBeGreaterThan(SOME);
  });

  it('to a renewal: a key is text, a date is one, and no refusal hides a secret', async () => {
    let read = 0;
    await forAll(replies('renew'), async (reply) => {
      const key = await tamely(() => renewal.read(reply));
      if (key !== null) {
        read += 1;
        for (const value of Object.values(key.fields)) expect(typeof value).toBe('string');
        expect(key.fields['secretKey']).toMatch(/^\S+$/);
        if (key.expiresAtMs !== null) expect(Number.isSafeInteger(key.expiresAtMs)).toBe(true);
      }
      const refusal = await tamely(() => renewal.refusal(reply));
      if (refusal !== null) expect(reply.text).not.toMatch(/secretkey/i);
    });
    expect(read).toBeGreaterThan(SOME);
  });

  it('to the test of a new key', async () => {
    await forAll(replies('getallsitesbyemailagg'), async (reply) => {
      await tamely(() => renewal.test(asking(reply), FIELDS));
    });
  });
});
