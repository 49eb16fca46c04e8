import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Http, HttpReply } from '../src/adapters/http.ts';
import { requestOf } from '../src/domain/operation-request.ts';
import { operations } from '../src/providers/webex-meetings/operations.ts';
import type { InputOf } from '../src/rpc/contract.ts';
import { type Desk, deskAsKept, type Kept, keep, openDesk, recordsOf } from './fakes/desk.ts';
import { replying } from './fakes/http.ts';
import { PASSPHRASE, sandboxDraft, startProgram, withPassphrase } from './fakes/program.ts';
import { copyContent, createFakeWorld } from './fakes/world.ts';
import { defaultKey, type Sandbox, startSandbox, webexMeetingsPaths } from './sandbox/sandbox.ts';
import { verintKeys } from './sandbox/verint/verint.ts';

let sandbox: Sandbox;
let kept: Kept;
let desk: Desk;
let verint: string;
let webex: string;

beforeAll(async () => {
  sandbox = await startSandbox({ now: createFakeWorld().clock.now });
  const first = await openDesk();
  const { id: keyId, secret: apiKey } = verintKeys.external;
  const save = (draft: InputOf<'credentials.save'>) => first.program.ask('credentials.save', draft);
  const fields = { baseUrl: sandbox.origin, keyId, apiKey };
  verint = (await save({ ...sandboxDraft(''), provider: 'verint', label: 'Audit', fields })).id;
  webex = (await save(sandboxDraft(sandbox.origin))).id;
  kept = keep(first);
});
afterAll(() => sandbox.close());
beforeEach(() => {
  desk = deskAsKept(kept);
  sandbox.failNoMore();
  sandbox.verint.keys.splice(0, 9, ...Object.values(verintKeys));
});

type Input = InputOf<'requests.send'>;

const PLAIN = { api: null, method: 'GET', path: '/api/audit/export', headers: {} } as const;

function send(part: Partial<Input> = {}) {
  const remember = { operation: null, values: {} };
  const plain = { ...PLAIN, credentialId: verint, body: null, runId: 'run-1', proof: null };
  return desk.program.ask('requests.send', { ...plain, remember, ...part });
}

const lookUp = { credentialId: '', method: 'POST', path: webexMeetingsPaths.sessionInfo } as const;
const preview = (part: Partial<InputOf<'requests.preview'>> = {}) =>
  desk.program.ask('requests.preview', { ...PLAIN, credentialId: verint, ...part });
const history = async () => (await desk.program.ask('requests.history', {})).sent;
const edit = async (id: string, change: object) => {
  const { credentials } = await desk.program.ask('program.state', {});
  const key = credentials.find((each) => each.id === id);
  if (!key) throw new Error('There is no such key');
  const { version, provider, label, description, expiresAtMs, rules, fields } = key;
  const draft = { id, version, provider, label, description, expiresAtMs, rules, fields };
  await desk.program.ask('credentials.save', { ...draft, ...change });
};

describe('A request of the person’s own', () => {
  it('is sent as the key, with its proof, and comes back with every digit', async () => {
    const answer = await send({ headers: { 'Verint-UserName': 'jdoe' } });
    expect(sandbox.requests.at(-1)).toMatchObject({ status: 200, verdict: 'answered' });
    expect(sandbox.requests.at(-1)?.headers['verint-username']).toBe('jdoe');
    expect(answer).toMatchObject({ status: 200, isCut: false, hidden: 0, failure: null });
    expect(answer.text).toContain('"id":121120347236861135');
    expect(answer.bytes).toBe(answer.text?.length);
    expect(answer.headers).toContainEqual({
      name: 'content-type',
      value: 'application/json;charset=UTF-8',
    });
  });

  it('takes its query and its body along, to any path', async () => {
    const path = '/api/some/where/else?from=2026-01-01&x=%20';
    const { text } = await send({ method: 'POST', path, body: '{"a":1}' });
    expect(JSON.parse(text ?? '')).toMatchObject({
      path: '/api/some/where/else',
      query: '?from=2026-01-01&x=%20',
      body: '{"a":1}',
    });
  });

  it('tells what was sent without the proof', async () => {
    const { sent } = await send({ headers: { Accept: 'application/json' } });
    expect(sent).toEqual({
      method: 'GET',
      url: `${sandbox.origin}/api/audit/export`,
      headers: [
        { name: 'Accept', value: 'application/json' },
        { name: 'Authorization', value: 'Vrnt-1-HMAC-SHA256 •••' },
      ],
    });
    const { request, refusal } = await preview({ headers: { Accept: 'application/json' } });
    expect(request).toEqual(sent);
    expect(refusal).toBeNull();
  });

  it('shows a token only as what it is', async () => {
    const { request } = await preview({ ...lookUp, credentialId: webex });
    expect(request?.headers).toContainEqual({ name: 'JWTToken', value: '•••' });
  });

  it('is noted in the record of activity', async () => {
    await send({ path: '/api/audit/export?person=ana%40example.com' });
    await send({ remember: { operation: 'get', values: {} } });
    const { chunks } = await desk.program.ask('activity.read', {});
    const notes = chunks.flatMap((chunk) => chunk.notes).slice(-2);
    expect(notes).toMatchObject([
      { what: 'called', outcome: 'done', label: 'Audit', about: 'GET /api/audit/export' },
      { what: 'called', outcome: 'done', label: 'Audit', about: 'get', status: 200 },
    ]);
  });

  it('counts among the calls of the key', async () => {
    await send();
    const { usage } = await desk.program.ask('usage.report', { credentialId: verint });
    expect(Object.values(usage.days)).toEqual([1]);
  });

  it.each([
    ['a wrong secret', { secret: verintKeys.custom.secret }, 'unauthorized', 401],
    ['a key that the server does not know', { id: 'GONE0001' }, 'unauthorized', 401],
    [
      'a path that the server keeps from it',
      { type: 'custom', urls: ['GET /api/x'] },
      'forbidden',
      403,
    ],
  ] as const)(
    'says in words what %s means, and shows the answer',
    async (_, change, code, status) => {
      sandbox.verint.keys.splice(0, 9, { ...verintKeys.external, ...change });
      const answer = await send();
      expect(answer).toMatchObject({ status, failure: { code, facts: { label: 'Audit' } } });
      expect(answer.text).toContain('"code"');
      const { chunks } = await desk.program.ask('activity.read', {});
      expect(chunks.at(-1)?.notes.at(-1)).toMatchObject({ what: 'called', outcome: code, status });
    },
  );

  it('says what the status says where the system says no more', async () => {
    expect(await sendOver({ status: 404, text: 'No such thing' })).toMatchObject({
      failure: { code: 'server-refused', facts: { code: '404', reason: 'No such thing' } },
    });
    expect(await sendOver({ status: 502 })).toMatchObject({ failure: { code: 'server-error' } });
    expect(await sendOver({ status: 204 })).toMatchObject({ failure: null, text: '' });
  });
});

/** Sends one that gets this answer. */
async function sendOver(reply: Partial<HttpReply>, part: Partial<Input> = {}) {
  desk = deskOver(replying(reply));
  return send(part);
}

/** A browser in which the same keys lie, and that reaches the world so. */
function deskOver(http: Http): Desk {
  const world = createFakeWorld({ http });
  copyContent(deskAsKept(kept).world, world);
  return { world, program: startProgram(world) };
}

describe('What a key may not do', () => {
  it.each([
    ['outside of its rules', {}, 'out-of-scope'],
    ['with a header of the proof', { headers: { authorization: 'Bearer x' } }, 'header-refused'],
    ['with a cookie', { headers: { Cookie: 'a=1' } }, 'header-refused'],
    ['with the header of a proxy', { headers: { 'Proxy-Authorization': 'x' } }, 'header-refused'],
    ['with a header of two lines', { headers: { 'X-A': 'a\r\nCookie: b' } }, 'header-refused'],
    ['with a header without a name', { headers: { '': 'a' } }, 'header-refused'],
    ['with another host', { headers: { Host: 'elsewhere.example' } }, 'header-refused'],
    ['by another method than it says', { headers: { 'X-HTTP-Method': 'PUT' } }, 'out-of-scope'],
  ] as const)('%s is said before, and not sent', async (_, part, code) => {
    await edit(verint, { rules: [{ method: 'GET', url: '/api/qm/*' }] });
    const before = sandbox.requests.length;
    expect((await preview(part)).refusal).toMatchObject({ code });
    await expect(send(part)).rejects.toMatchObject({ code });
    expect(sandbox.requests.length).toBe(before);
    expect(await history()).toHaveLength(code === 'out-of-scope' ? 1 : 0);
  });

  it.each(['//elsewhere.example/x', '/api/../../x', '/\\elsewhere.example'])(
    'leads to no other host: %s',
    async (path) => {
      const { request } = await preview({ path });
      expect(new URL(request?.url ?? '').origin).toBe(sandbox.origin);
    },
  );

  it.each(['@elsewhere.example/x', '.elsewhere.example/x', ':99/x', ''])(
    'a path that would make another host is refused: %s',
    async (path) => {
      expect((await preview({ path })).refusal).toMatchObject({ code: 'host-foreign' });
      await expect(send({ path })).rejects.toMatchObject({ code: 'host-foreign' });
    },
  );

  it('a key that is switched off is not used', async () => {
    await desk.program.ask('credentials.set-disabled', { id: verint, disabled: true });
    expect((await preview()).refusal).toMatchObject({ code: 'credential-disabled' });
    await expect(send()).rejects.toMatchObject({ code: 'credential-disabled' });
  });

  it('a host that the browser does not allow is said, with what would go there', async () => {
    desk.world.allowed.clear();
    const { request, refusal } = await preview();
    expect(request?.url).toBe(`${sandbox.origin}/api/audit/export`);
    expect(refusal).toMatchObject({ code: 'host-not-allowed' });
  });

  it.each([
    '/gapi/v1/apikeys/actions/renew',
    '/gapi/v1/apikeys/actions/Renew/?x=1',
    '/gapi/v1//apikeys/actions/%72enew',
    '/gapi/v1/./x/../apikeys/actions/renew',
  ])('a new key is not made where nobody keeps it: %s', async (path) => {
    const asked = { credentialId: webex, method: 'POST', path } as const;
    expect((await preview(asked)).refusal).toMatchObject({ code: 'request-renews' });
    await expect(send({ ...asked, body: '{}' })).rejects.toMatchObject({ code: 'request-renews' });
  });

  it('a key for look-ups only answers nothing else', async () => {
    const { text } = await desk.program
      .ask('hand-over.make-request', {})
      .then((standing) => (standing.phase === 'open' ? standing : { text: '' }));
    const giver = deskAsKept(kept);
    const gift = await giver.program.ask('hand-over.give', {
      ...{ request: text, credentialId: webex, lookUpOnly: true, compared: true },
      ...withPassphrase(),
    });
    const opened = await desk.program.ask('hand-over.open', { text: gift.text });
    if (opened.phase !== 'opened') throw new Error(opened.phase);
    const { id } = await desk.program.ask('hand-over.keep', { requestId: opened.requestId });
    const asked = { ...lookUp, credentialId: id };
    expect((await preview(asked)).refusal).toMatchObject({ code: 'look-up-only' });
    await expect(send({ ...asked, body: '{}' })).rejects.toMatchObject({
      code: 'look-up-only',
      facts: { doing: 'request' },
    });
  });
});

describe('What comes back', () => {
  const operation = (wanted: string) => {
    const found = operations.find(({ id }) => id === wanted);
    if (!found) throw new Error(`There is no ${wanted}`);
    return found;
  };
  const asked = () =>
    requestOf(operation('meetings.getsessioninfoagg'), { sessionKey: '400971234' });

  it('has no secret of the key in it, nor its proof', async () => {
    const { secret } = verintKeys.external;
    let proof = '';
    desk = deskOver(async ({ headers }) => {
      proof = headers['Authorization'] ?? '';
      const text = `{"a":"${secret}","b":"${proof}","c":"${proof.split(' ')[1]}"}`;
      return { status: 200, text, headers: { 'x-echo': proof } };
    });
    const answer = await send();
    expect(proof).toContain('Vrnt-1-HMAC-SHA256 salt=');
    expect(answer.text).toBe('{"a":"•••","b":"•••","c":"•••"}');
    expect(JSON.stringify(answer)).not.toContain(proof.slice(-43));
  });

  it.each([
    [
      '{"sessionPassword":"Xk3","audioPassword":8812,"open":1}',
      '{"sessionPassword":"•••","audioPassword":"•••","open":1}',
      2,
    ],
    [
      '{"a":[{"secretkey" : "q\\"u"},{"pin":-4}]}',
      '{"a":[{"secretkey" : "•••"},{"pin":"•••"}]}',
      2,
    ],
    ['{"session_pin":"987536","sessionPin":1}', '{"session_pin":"•••","sessionPin":"•••"}', 2],
    [
      '{"serviceKey":"k","Authorization":"Bearer x"}',
      '{"serviceKey":"•••","Authorization":"•••"}',
      2,
    ],
    [
      '{"Attributes":[{"Name":"authToken","Value":"a"},{"Name":"msisdn","Value":"4","ID":1}]}',
      '{"Attributes":[{"Name":"authToken","Value":"•••"},{"Name":"msisdn","Value":"4","ID":1}]}',
      1,
    ],
    ['{"X-cp-continuation-token":"a","continuationToken":"b","sessionkey":4}', null, 0],
    ['{"shipping":"a","session_key":"b","spin":"c","value":"d","name":"pinned"}', null, 0],
    [
      '{"tokens":["a","b]"],"session_pin":"1","list":["x"]}',
      '{"tokens":"•••","session_pin":"•••","list":["x"]}',
      2,
    ],
    [
      '{"Authorization":"Bearer x","Set-Cookie":"a=b","shipping":"y"}',
      '{"Authorization":"•••","Set-Cookie":"•••","shipping":"y"}',
      2,
    ],
    ['{"next_page_token":"p2","token_type":"bearer","tokens":[1]}', null, 0],
    ['{"password":"","password_required":true,"x":"password"}', null, 0],
    ['<p class="password">no JSON</p>', null, 0],
  ])('keeps values back whose names say that they are secret: %s', async (text, shown, hidden) => {
    expect(await sendOver({ text })).toMatchObject({ text: shown ?? text, hidden });
  });

  it('shows them to whoever gives the passphrase again', async () => {
    const reply = { text: '{"passcode":"12345678"}' };
    const proof = { kind: 'passphrase', passphrase: PASSPHRASE } as const;
    expect(await sendOver(reply, { proof })).toMatchObject({ ...reply, hidden: 0 });
    await expect(sendOver(reply, withPassphrase('wrong one, quite wrong'))).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(desk.world.sent).toEqual([]);
  });

  it('is cut after five megabytes, and says so', async () => {
    const text = `["${'é'.repeat(2_600_000)}"]`;
    const answer = await sendOver({ text: text.slice(0, 100), bytes: 5_000_000, isCut: true });
    expect(answer).toMatchObject({ bytes: 5_000_000, isCut: true });
  });

  it('is not shown as text where it is none', async () => {
    const png = { headers: { 'content-type': 'image/png' }, text: 'PNG', bytes: 3 };
    expect(await sendOver(png)).toMatchObject({ text: null, bytes: 3 });
    expect(await sendOver({ text: 'a\0b' })).toMatchObject({ text: null });
  });

  it('leaves out headers that are orders to a browser', async () => {
    const headers = { 'set-cookie': 'a=1', 'x-ratelimit-remaining': '9', vary: 'Origin' };
    expect((await sendOver({ headers })).headers).toEqual([
      { name: 'x-ratelimit-remaining', value: '9' },
    ]);
  });

  it.each([
    ['meetings.getsessioninfoagg', { sessionKey: '400971234' }, '"confID"'],
    ['sites.getallsitesbyemailagg', { email: defaultKey.email }, '"sites"'],
  ])('of Webex Meetings’ %s is the server’s own', async (id, values, part) => {
    const answer = await send({ credentialId: webex, ...requestOf(operation(id), values) });
    expect(answer).toMatchObject({ status: 200, failure: null });
    expect(answer.text).toContain(part);
  });

  it('tells of a real meeting without its passwords', async () => {
    const { text } = await send({ credentialId: webex, ...asked() });
    expect(text).toContain('121120347236861135');
  });
});

describe('A request that is stopped', () => {
  it('is waited for no longer, whoever answers', async () => {
    sandbox.failNext('slow', { delayMs: 60_000, path: '/api/audit/export' });
    const arrived = sandbox.nextRequest();
    const sending = send();
    await arrived;
    await desk.program.ask('requests.stop', { runId: 'another' });
    await desk.program.ask('requests.stop', { runId: 'run-1' });
    await expect(sending).rejects.toMatchObject({ code: 'request-stopped' });
    expect(await history()).toMatchObject([{ outcome: 'request-stopped', status: null }]);
  });

  it('before it has gone out never goes out', async () => {
    const arrivedBefore = sandbox.requests.length;
    const sending = send();
    await desk.program.ask('requests.stop', { runId: 'run-1' });
    await expect(sending).rejects.toMatchObject({ code: 'request-stopped' });
    expect(sandbox.requests).toHaveLength(arrivedBefore);
  });
});

describe('The history of requests', () => {
  const remember = (operation: string, values: Record<string, string> = {}) => ({
    remember: { operation, values },
  });

  it('names the last fifty, newest first, also after the worker died', async () => {
    desk = deskOver(replying({}));
    for (let number = 1; number <= 52; number += 1) await send(remember(`op-${number}`));
    await desk.program.restartWorker();
    const sent = await history();
    expect(sent).toHaveLength(50);
    expect([sent[0]?.operation, sent.at(-1)?.operation]).toEqual(['op-52', 'op-3']);
    expect(sent[0]).toMatchObject({ credentialId: verint, status: 200, outcome: 'done' });
  });

  it('holds no secret of the key, nothing of the answer, and no proof', async () => {
    const { secret } = verintKeys.external;
    await send(remember('get', { path: `/api/${secret}/x`, long: 'x'.repeat(9_000) }));
    expect(await history()).toMatchObject([{ values: { path: '/api/•••/x' } }]);
    const records = (await recordsOf(desk)).filter((text) => text.includes('"operation"'));
    expect(records.join()).not.toMatch(/entries|Vrnt-1/);
    expect(records.join()).not.toContain(secret);
  });

  it('is forgotten on both generations of the vault', async () => {
    await send(remember('get', { path: '/api/of-somebody' }));
    await desk.program.ask('requests.forget', {});
    expect(await history()).toEqual([]);
    expect((await recordsOf(desk)).join()).not.toContain('of-somebody');
  });

  it('forgets with a key what was sent as it', async () => {
    await send(remember('get'));
    await desk.program.ask('credentials.delete', { id: verint });
    expect(await history()).toEqual([]);
  });

  it('goes on where it cannot be written: the answer is there', async () => {
    desk = deskOver(async () => {
      desk.world.local.failNext('write', 99);
      return { status: 200, text: '{}', headers: {} };
    });
    expect(await send(remember('get'))).toMatchObject({ status: 200, text: '{}' });
  });

  it('is not told to who has locked', async () => {
    sandbox.failNext('slow', { delayMs: 50, path: '/api/audit/export' });
    const arrived = sandbox.nextRequest();
    const sending = send(remember('get'));
    await arrived;
    await desk.program.ask('vault.lock', {});
    await expect(sending).rejects.toMatchObject({ code: 'vault-locked' });
    await desk.program.ask('vault.unlock', withPassphrase());
    expect(await history()).toMatchObject([{ operation: 'get', status: 200 }]);
  });
});
