import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../../../src/domain/failure.ts';
import type { ProviderReply } from '../../../src/providers/provider.ts';
import { lookUp } from '../../../src/providers/webex-meetings/meetings.ts';
import { renewal } from '../../../src/providers/webex-meetings/renewal.ts';
import { listByEmail } from '../../../src/providers/webex-meetings/sites.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/webex-meetings/${name}.json`, import.meta.url), 'utf8');

const SEED_MEETING = fixture('getsessioninfoagg');
const SEED_RENEWAL = fixture('renew');
const FIELDS = {
  baseUrl: 'https://meetings-api.webex.com',
  email: 'a@example.com',
  passcode: 'XXXXX',
};

const reply = (text: string, status = 200): ProviderReply => ({
  status,
  text,
  headers: {},
  receivedAtMs: Date.parse('2026-03-04T00:00:00Z'),
  host: 'meetings-api.webex.com',
  label: 'Our key',
  skewSeconds: 0,
  quote: (said) => said.replaceAll('SECRET', '•••'),
});

const meetingOf = (text: string, status = 200) =>
  lookUp('400971234', async () => reply(text, status), FIELDS);
const sitesOf = (text: string, status = 200) =>
  listByEmail('a@example.com', async () => reply(text, status), FIELDS);
const edited = (edit: (meeting: Record<string, unknown>) => void) => {
  const meeting = JSON.parse(SEED_MEETING);
  edit(meeting);
  return JSON.stringify(meeting);
};

describe('A reply about a meeting', () => {
  it.each<[string, string, number, FailureCode, object]>([
    ['nothing', '', 200, 'answer-empty', {}],
    ['white space', ' \n', 200, 'answer-empty', {}],
    ['cut off', SEED_MEETING.slice(0, 700), 200, 'answer-cut-off', {}],
    ['text', 'Service unavailable', 200, 'answer-not-json', {}],
    ['doubled', `${SEED_MEETING}${SEED_MEETING}`, 200, 'answer-not-json', {}],
    ['nested too deep', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 200, 'answer-not-json', {}],
    ['an empty object', '{}', 200, 'answer-shape', { field: 'sessionkey' }],
    ['an array', '[]', 200, 'answer-shape', {}],
    ['null', 'null', 200, 'answer-shape', {}],
    [
      'a schedule of text',
      edited((m) => {
        m['schedule'] = 'tomorrow';
      }),
      200,
      'answer-shape',
      { field: 'schedule' },
    ],
    [
      'numbers in no list',
      edited((m) => {
        m['telephony'] = { callInNum: { globalNum: 'many' } };
      }),
      200,
      'answer-shape',
      { field: 'telephony.callInNum.globalNum' },
    ],
    [
      'a flag that is none',
      edited((m) => {
        m['isAllowJBH'] = 'maybe';
      }),
      200,
      'answer-shape',
      { field: 'isAllowJBH' },
    ],
    [
      'a date that is none',
      edited((m) => {
        m['schedule'] = { startDate: 'soon' };
      }),
      200,
      'answer-shape',
      { field: 'schedule.startDate' },
    ],
    ['a web page', '<!DOCTYPE html><html></html>', 200, 'service-retired', { sign: 'a web page' }],
    ['a web page, 404', '<html></html>', 404, 'service-retired', {}],
    ['gone', '', 410, 'service-retired', { sign: '410' }],
    ['404', '', 404, 'meeting-missing', { sessionKey: '400971234' }],
    ['401', '', 401, 'unauthorized', {}],
    [
      '401 of an expired key',
      '{"message":"API key expired"}',
      401,
      'credential-expired',
      { saidBy: 'server' },
    ],
    [
      '401 of an expired token',
      '{"message":"token expired for this key"}',
      401,
      'unauthorized',
      {},
    ],
    ['403', '', 403, 'forbidden', {}],
    ['500', 'Internal SECRET', 500, 'server-error', { status: 500 }],
    [
      '400 with JSON',
      '{"code":1234,"message":"bad SECRET"}',
      400,
      'server-refused',
      { code: '1234', reason: 'bad •••' },
    ],
    ['400 without', '', 400, 'server-refused', { code: '400', reason: '' }],
    ['an XML fault: not found', fault('060001'), 200, 'meeting-missing', {}],
    ['an XML fault: no record', fault('000015'), 200, 'meeting-missing', {}],
    ['an XML fault: no session', fault('030047'), 200, 'unauthorized', {}],
    [
      'an XML fault: access denied',
      fault('000001', 'Access denied'),
      200,
      'server-refused',
      { code: '000001', reason: 'Access denied' },
    ],
    ['an XML fault without a code', fault(''), 200, 'server-refused', { code: 'XML' }],
    [
      'a web page behind an XML prolog',
      '<?xml version="1.0"?><!-- moved --><!DOCTYPE html><html></html>',
      200,
      'service-retired',
      {},
    ],
    ['comments without end', '<!---->'.repeat(200_000), 200, 'server-refused', {}],
    ['a JSON fault: not found', '{"code":"060001","message":"gone"}', 200, 'meeting-missing', {}],
  ])('that is %s is a failure of its own', async (_name, text, status, code, facts) => {
    await expect(meetingOf(text, status)).rejects.toMatchObject({ code, facts });
  });

  it('may leave out whatever it likes but the number', async () => {
    const meeting = await meetingOf('{"sessionkey":400971234}');
    expect(meeting).toMatchObject({
      name: 'Meeting 400971234',
      telephony: null,
      hostJoined: null,
      meetingPassword: 'not-told',
    });
  });

  it('may have null where something was', async () => {
    const meeting = await meetingOf(
      edited((m) => {
        m['telephony'] = null;
        m['host'] = null;
        m['schedule'] = null;
      }),
    );
    expect(meeting).toMatchObject({
      telephony: null,
      host: { name: null },
      schedule: { startMs: null, always: false },
    });
  });

  it('may send numbers as text', async () => {
    const meeting = await meetingOf(
      SEED_MEETING.replace('10224462261', '"+1 022 446 2261"').replace(
        '121120347236861135',
        '"121120347236861135"',
      ),
    );
    expect(meeting.telephony?.toll).toBe('+1 022 446 2261');
    expect(meeting.conferenceId).toBe('121120347236861135');
  });

  it('shows unknown fields, and of the ones that look secret only that they are there', async () => {
    const meeting = await meetingOf(
      edited((m) => {
        m['hostKey'] = '123456';
        m['extra'] = { deep: [1, { a: 'x' }] };
        m['host'] = { firstName: 'A', title: 'Dr' };
      }),
    );
    expect(meeting.more).toEqual([
      { name: 'host.title', value: 'Dr' },
      { name: 'hostKey', value: null },
      { name: 'extra.deep.0', value: '1' },
      { name: 'extra.deep.1.a', value: 'x' },
    ]);
  });

  it('may say “OK” beside the answer, and a name twice', async () => {
    const text = SEED_MEETING.replace('{', '{"code":200,"message":"OK","siteName":"first",');
    expect(await meetingOf(text)).toMatchObject({ site: { name: 'hmwds6' } });
  });

  it.each([
    ['hostAccessCode', '123456'],
    ['meetingPwd', 'hush'],
    ['joinUrl', 'https://x.webex.com/j.php?MTID=m1&PW=hush'],
    ['authHeader', 'hush'],
  ])('keeps an unknown “%s” to itself', async (name, value) => {
    const meeting = await meetingOf(
      edited((m) => {
        m[name] = value;
      }),
    );
    expect(meeting.more).toEqual([{ name, value: null }]);
  });

  it('keeps its passwords to itself', async () => {
    const meeting = await meetingOf(
      edited((m) => {
        m['accessControl'] = { sessionPassword: 'hush', audioPassword: 4711 };
      }),
    );
    expect(meeting).toMatchObject({ meetingPassword: 'set', audioPassword: 'set' });
    expect(JSON.stringify(meeting)).not.toMatch(/hush|4711/);
  });
});

describe('A reply about sites', () => {
  it.each<[string, string, FailureCode, string?]>([
    [
      'a site without an address',
      '{"sites":[{"siteName":"a"}]}',
      'answer-shape',
      'sites.0.siteUrl',
    ],
    ['sites in no list', '{"sites":{"0":{}}}', 'answer-shape', 'sites'],
    ['nothing', '', 'answer-empty'],
    ['a number', '7', 'answer-shape'],
    ['an empty object', '{}', 'answer-shape', 'sites'],
    ['sites that are null', '{"sites":null}', 'answer-shape', 'sites'],
  ])('that is %s is refused', async (_name, text, code, field) => {
    await expect(sitesOf(text)).rejects.toMatchObject({ code, facts: field ? { field } : {} });
  });

  it('makes no link of a foreign host', async () => {
    const { sites } = await sitesOf(
      '{"sites":[{"siteUrl":"webex.com.evil.example","siteName":"x","isLinkageUser":"1"}]}',
    );
    expect(sites).toMatchObject([
      { address: { href: null, text: 'webex.com.evil.example' }, sso: null, linkedUser: true },
    ]);
  });

  it('shows unknown fields of each site', async () => {
    const { sites, more } = await sitesOf(
      '{"sites":[{"siteUrl":"a.webex.com"},{"siteUrl":"b.webex.com","uuid":"u"}],"next":2}',
    );
    expect(more).toEqual([{ name: 'next', value: '2' }]);
    expect(sites.map((site) => site.more)).toEqual([[], [{ name: 'uuid', value: 'u' }]]);
  });
});

describe('A reply to a renewal', () => {
  const read = (text: string) => renewal.read(reply(text));

  it('is read as the seed has it', () => {
    expect(read(SEED_RENEWAL)).toEqual({
      fields: {
        apiKey: 'fe0d2090-ebcf-11e8-8eb2-f2801f1b9fdf',
        secretKey: 'XYZXYZXYZ...',
        passcode: 'XXXXX',
        email: 'john@test.com',
      },
      expiresAtMs: Date.parse('2019-08-01T00:08:00Z'),
    });
  });

  it('is not given up for a date that cannot be read', () => {
    const answer = '{"apikey":"a","secretkey":"s","expiration":"8/1/27 12:08 AM CEST"}';
    expect(read(answer)).toEqual({ fields: { apiKey: 'a', secretKey: 's' }, expiresAtMs: null });
  });

  it.each<[string, string, number, FailureCode | null]>([
    ['401', '', 401, 'unauthorized'],
    ['403', '{"code":"X","message":"no"}', 403, 'forbidden'],
    ['a fault', fault('000001'), 200, 'server-refused'],
    ['an error of the server', '', 500, null],
    ['a web page of a proxy', '<html></html>', 200, null],
    ['404', '', 404, null],
    ['a fault beside a key', '{"code":"1","message":"m","secretKey":"s"}', 400, null],
  ])('that is %s is a refusal or leaves it open', (_name, text, status, code) => {
    expect(renewal.refusal(reply(text, status))?.code ?? null).toBe(code);
  });

  it.each<[string, string, FailureCode, object]>([
    [
      'no secret',
      '{"apikey":"a","expiration":"8/1/19 12:08 AM GMT"}',
      'answer-shape',
      { field: 'secretkey' },
    ],
    [
      'an empty secret',
      '{"apikey":"a","secretkey":" ","expiration":"8/1/19 12:08 AM GMT"}',
      'answer-shape',
      { field: 'secretkey' },
    ],
    [
      'no key',
      '{"secretkey":"s","expiration":"8/1/19 12:08 AM GMT"}',
      'answer-shape',
      { field: 'apikey' },
    ],
    ['cut off', SEED_RENEWAL.slice(0, 80), 'answer-cut-off', {}],
    ['empty', '', 'answer-empty', {}],
  ])('with %s is kept for a person to read', (_name, text, code, facts) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code, facts: expect.objectContaining(facts) }),
    );
  });
});

function fault(exceptionId: string, reason = 'Corresponding Meeting not found'): string {
  return `<serv:message xmlns:serv="x"><serv:header><serv:response><serv:result>FAILURE</serv:result>
<serv:reason>${reason}</serv:reason><serv:gsbStatus>PRIMARY</serv:gsbStatus>
<serv:exceptionID>${exceptionId}</serv:exceptionID></serv:response></serv:header></serv:message>`;
}
