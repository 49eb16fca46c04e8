import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox, webexMeetingsPaths } from './sandbox.ts';
import { createCaller } from './webex-meetings/caller.ts';
import { meetings } from './webex-meetings/meetings.ts';

let sandbox: Sandbox;
let caller: ReturnType<typeof createCaller>;

beforeAll(async () => {
  sandbox = await startSandbox();
  caller = createCaller(sandbox.origin, Date.now);
});
afterAll(async () => {
  caller.hangUp();
  await sandbox.close();
});

function fixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/webex-meetings/${name}.json`, import.meta.url));
}

async function meeting(sessionKey: number) {
  const { status, text } = await caller.session(sessionKey);
  expect(status).toBe(200);
  return { text, json: JSON.parse(text) };
}

describe('a meeting', () => {
  it('of the documentation is answered byte for byte', async () => {
    const { status, headers, bytes } = await caller.session(400971234);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json;charset=UTF-8');
    expect(Date.parse(headers.date ?? '')).not.toBeNaN();
    expect(bytes).toEqual(fixture('getsessioninfoagg'));
    expect(bytes.toString()).toContain('"confID":121120347236861135,');
  });

  it('made up has the members of the documented one', async () => {
    const documented = JSON.parse(fixture('getsessioninfoagg').toString());
    const { json } = await meeting(512340011);
    expect(Object.keys(json)).toEqual(Object.keys(documented));
    for (const member of ['accessControl', 'schedule', 'metaData', 'telephony', 'host']) {
      expect(Object.keys(json[member])).toEqual(Object.keys(documented[member]));
    }
    expect(Object.keys(json.telephony.callInNum)).toEqual(
      Object.keys(documented.telephony.callInNum),
    );
  });

  it.each([...meetings.keys()])('%s answers with its own key and valid JSON', async (key) => {
    const { json } = await meeting(Number(key));
    expect(String(json.sessionkey)).toBe(key);
  });

  it('in progress in New York has its host inside and needs a password', async () => {
    const { json } = await meeting(512340011);
    expect(json.status).toBe('INPROGRESS');
    expect(json.accessControl).toMatchObject({ hostJoined: true, passwordReq: true });
    expect(json.schedule).toMatchObject({ timeZoneID: 11, startDate: '06/10/2026 10:00:00' });
  });

  it('with a password shows no telephony to an anonymous caller', async () => {
    const { json } = await meeting(512340022);
    expect(json.accessControl.passwordReq).toBe(true);
    expect(json).not.toHaveProperty('telephony');
  });

  it('can be long in every way', async () => {
    const { text, json } = await meeting(5123400033);
    expect(json.telephony.callInNum.globalNum).toHaveLength(120);
    expect(json.metaData.confName.length).toBeGreaterThan(300);
    expect(text).toContain('"confID":9223372036854775807,');
  });

  it('can be recurring in Adelaide', async () => {
    const { json } = await meeting(512340052);
    expect(json.metaData.isRecurring).toBe(true);
    expect(json.schedule.timeZoneID).toBe(52);
  });

  it('can have members that the documentation does not know', async () => {
    const { json } = await meeting(51234000044);
    expect(json).toMatchObject({ isLocked: true, supportE2E: true });
  });

  it('can be in a zone beyond the table', async () => {
    const { json } = await meeting(512340099);
    expect(json.schedule.timeZoneID).toBeGreaterThan(61);
    expect(json.schedule.timeZone).toBe('GMT+05:45, Nepal (Kathmandu)');
  });

  it('that does not exist is not found', async () => {
    const { status, text } = await caller.session(999999999);
    expect(status).toBe(404);
    expect(JSON.parse(text)).toEqual({
      code: '060001',
      message: 'Corresponding Meeting not found',
    });
  });

  it.each([
    ['a key that is a text', { sessionKey: '400971234' }],
    ['a fraction', { sessionKey: 400971234.5 }],
    ['a misspelt member', { sessionkey: 400971234 }],
    ['an array', [400971234]],
    ['null', null],
    ['nothing', ''],
    ['broken JSON', '{"sessionKey":'],
  ])('is not looked up by %s', async (_, body) => {
    const { status, text } = await caller.post(webexMeetingsPaths.sessionInfo, body);
    expect(status).toBe(400);
    expect(JSON.parse(text).code).toBe('BAD_BODY');
  });
});

describe("a person's sites", () => {
  async function sites(email: string) {
    return JSON.parse((await caller.sites(email)).text).sites;
  }

  it('of the documentation are answered byte for byte', async () => {
    const { status, bytes } = await caller.sites('test@cisco.com');
    expect(status).toBe(200);
    expect(bytes).toEqual(fixture('getallsitesbyemailagg'));
  });

  it('are found by the email in any case', async () => {
    expect(await sites('ADA@Example.com')).toEqual([
      {
        siteUrl: 'example.webex.com',
        fedWebSSOProtocol: 'SAML 2.0',
        siteName: 'example',
        isLinkageUser: '0',
        siteType: '3',
      },
    ]);
  });

  it('may be none or sixty', async () => {
    expect((await caller.sites('nobody@example.com')).text).toBe('{"sites":[]}');
    expect((await caller.sites('stranger@example.com')).text).toBe('{"sites":[]}');
    expect(await sites('many@example.com')).toHaveLength(60);
  });

  it('are not looked up by anything but a text', async () => {
    expect((await caller.sites(7)).status).toBe(400);
  });
});

describe('the sandbox keeps browsers honest: it', () => {
  it('answers no preflight', async () => {
    const path = webexMeetingsPaths.sessionInfo;
    const { status, headers } = await caller.post(path, '', { method: 'OPTIONS' });
    expect(status).toBe(405);
    expect(headers.allow).toBe('POST');
    expect(sandbox.requests.at(-1)).toMatchObject({ method: 'OPTIONS', status: 405 });
    expect((await caller.post('/nowhere', '', { method: 'OPTIONS' })).status).toBe(405);
  });

  it('sends no CORS header', async () => {
    const { headers } = await caller.session(400971234);
    const cors = Object.keys(headers).filter((name) => name.startsWith('access-control-'));
    expect(cors).toEqual([]);
  });

  it('has nothing at other paths or by other methods', async () => {
    expect((await caller.post('/gapi/v1/other', {})).status).toBe(404);
    const { sessionInfo } = webexMeetingsPaths;
    expect((await caller.post(sessionInfo, {}, { method: 'PUT' })).status).toBe(405);
  });
});
