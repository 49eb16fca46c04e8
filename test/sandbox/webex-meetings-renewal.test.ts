import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultKey, type Sandbox, startSandbox, webexMeetingsPaths } from './sandbox.ts';
import { createStoppedClock } from './stopped-clock.ts';
import { type CallChange, createCaller } from './webex-meetings/caller.ts';

const clock = createStoppedClock();
let sandbox: Sandbox;
let caller: ReturnType<typeof createCaller>;

beforeEach(async () => {
  clock.setTo('2026-08-31T00:08:30.000Z');
  sandbox = await startSandbox({ now: clock.now });
  caller = createCaller(sandbox.origin, clock.now);
});
afterEach(async () => {
  caller.hangUp();
  await sandbox.close();
});

const request = {
  apikey: defaultKey.apikey,
  passcode: defaultKey.passcode,
  email: defaultKey.email,
  disableoldapikeyrightaway: false,
};

function renew(change: object = {}, call: CallChange = {}) {
  return caller.post(webexMeetingsPaths.renew, { ...request, ...change }, call);
}

it('renews a key as the documentation shows it', async () => {
  const { status, text } = await renew();
  expect(status).toBe(200);
  const sample = new URL('../fixtures/webex-meetings/renew.json', import.meta.url);
  const documented = JSON.parse(readFileSync(sample, 'utf8'));
  const minted = JSON.parse(text);
  expect(Object.keys(minted)).toEqual(Object.keys(documented));
  expect(minted).toEqual({
    apikey: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    passcode: expect.stringMatching(/^[A-Z0-9]{5}$/),
    secretkey: expect.stringMatching(/^[A-Z0-9]{350}$/),
    email: defaultKey.email,
    name: defaultKey.name,
    expiration: '2/28/27 12:08 AM GMT',
  });
  expect(sandbox.webexMeetings.keys.map(({ apikey }) => apikey)).toEqual([
    defaultKey.apikey,
    minted.apikey,
  ]);
});

it('says noon and midnight as Americans do', async () => {
  clock.setTo('2026-01-05T12:00:00.000Z');
  const key = sandbox.webexMeetings.addKey();
  const { apikey, passcode, email } = key;
  const { text } = await renew({ apikey, passcode, email }, { key });
  expect(JSON.parse(text).expiration).toBe('7/5/26 12:00 PM GMT');
});

it('accepts both keys after a renewal that leaves the old one alone', async () => {
  const minted = JSON.parse((await renew()).text);
  expect((await caller.session(400971234)).status).toBe(200);
  expect((await caller.session(400971234, { key: minted })).status).toBe(200);
});

it('refuses the old key at once when the renewal disabled it', async () => {
  const minted = JSON.parse((await renew({ disableoldapikeyrightaway: true })).text);
  const old = await caller.session(400971234);
  expect(old.status).toBe(401);
  expect(JSON.parse(old.text).code).toBe('APIKEY_DISABLED');
  expect((await caller.session(400971234, { key: minted })).status).toBe(200);
});

it('lets the old key end at its own expiry and the new one live on', async () => {
  clock.setTo('2026-10-01T00:00:00.000Z');
  const minted = JSON.parse((await renew()).text);
  clock.setTo('2027-03-01T00:00:00.000Z');
  expect((await caller.session(400971234)).text).toContain('API key expired');
  expect((await caller.session(400971234, { key: minted })).status).toBe(200);
});

it('renews a renewed key', async () => {
  const minted = JSON.parse((await renew()).text);
  const { apikey, passcode, email } = minted;
  expect((await renew({ apikey, passcode, email }, { key: minted })).status).toBe(200);
  expect(sandbox.webexMeetings.keys).toHaveLength(3);
});

it.each([
  ['the API key', { apikey: '00000000-0000-4000-8000-000000000000' }],
  ['the passcode', { passcode: 'WRONG' }],
  ['the email', { email: 'else@example.com' }],
])('mints nothing when %s is not that of the key that signed', async (_, change) => {
  const { status, text } = await renew(change);
  expect(status).toBe(403);
  expect(JSON.parse(text).code).toBe('RENEWAL_MISMATCH');
  expect(sandbox.webexMeetings.keys).toHaveLength(1);
});

it.each([
  ['the passcode is missing', { passcode: undefined }],
  ['the wish about the old key is missing', { disableoldapikeyrightaway: undefined }],
  ['the wish about the old key is a text', { disableoldapikeyrightaway: 'false' }],
])('mints nothing when %s', async (_, change) => {
  expect((await renew(change)).status).toBe(400);
  expect(sandbox.webexMeetings.keys).toHaveLength(1);
});

it('does not renew an expired key', async () => {
  sandbox.webexMeetings.expireKey(defaultKey.apikey);
  expect((await renew()).text).toContain('API key expired');
  expect(sandbox.webexMeetings.keys).toHaveLength(1);
});

it('keeps any number of keys of one registration alive', async () => {
  const { webexMeetings } = sandbox;
  const [first, second] = [JSON.parse((await renew()).text), JSON.parse((await renew()).text)];
  expect(webexMeetings.liveKeys).toEqual([defaultKey.apikey, first.apikey, second.apikey]);
  const minted = JSON.parse((await renew({ disableoldapikeyrightaway: true })).text);
  expect(webexMeetings.liveKeys).toEqual([first.apikey, second.apikey, minted.apikey]);
});

it('turns every other key of the address off where it is told to have that habit', async () => {
  sandbox.webexMeetings.renewals.turnsOff = 'all-others';
  const other = sandbox.webexMeetings.addKey({ email: 'else@example.com' });
  await renew();
  const minted = JSON.parse((await renew({ disableoldapikeyrightaway: true })).text);
  expect(sandbox.webexMeetings.liveKeys).toEqual([other.apikey, minted.apikey]);
});

it('renews no key twice where it is told to have that habit', async () => {
  sandbox.webexMeetings.renewals.renewsAgain = false;
  expect((await renew()).status).toBe(200);
  const again = await renew({ disableoldapikeyrightaway: true });
  expect(JSON.parse(again.text).code).toBe('RENEWED_BEFORE');
  expect((await caller.session(400971234)).status).toBe(200);
});

it('lets a key live on that is to be turned off where it is told to be slow', async () => {
  sandbox.webexMeetings.renewals.isSlow = true;
  await renew({ disableoldapikeyrightaway: true });
  expect(sandbox.webexMeetings.liveKeys).toContain(defaultKey.apikey);
});
