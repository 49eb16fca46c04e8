import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultKey, type Sandbox, startSandbox, webexMeetingsPaths } from './sandbox.ts';
import { createStoppedClock } from './stopped-clock.ts';
import { createCaller } from './webex-meetings/caller.ts';

const clock = createStoppedClock();
const { sessionInfo } = webexMeetingsPaths;
let sandbox: Sandbox;
let caller: ReturnType<typeof createCaller>;

beforeEach(async () => {
  sandbox = await startSandbox({ now: clock.now });
  caller = createCaller(sandbox.origin, clock.now);
});
afterEach(async () => {
  caller.hangUp();
  await sandbox.close();
});

const ask = () => caller.session(400971234);

describe('the record', () => {
  it('shows what was sent, newest last', async () => {
    await ask();
    await caller.post(`${sessionInfo}?a=b`, '{ "sessionKey" : 1 }');
    expect(sandbox.requests).toHaveLength(2);
    expect(sandbox.requests[1]).toMatchObject({
      method: 'POST',
      path: sessionInfo,
      query: '?a=b',
      host: new URL(sandbox.origin).host,
      headers: { 'content-type': 'application/json;charset=utf-8' },
      body: '{ "sessionKey" : 1 }',
      socket: 1,
      atMs: clock.now(),
      resend: false,
      status: 404,
      verdict: '060001',
    });
    expect(sandbox.requests[1]?.rawHeaders).toContain('JWTToken');
  });

  it('numbers the connections', async () => {
    await ask();
    await ask();
    caller.hangUp();
    await ask();
    expect(sandbox.requests.map(({ socket }) => socket)).toEqual([1, 1, 2]);
  });

  it('keeps a request that broke off', async () => {
    const socket = connect(Number(new URL(sandbox.origin).port), '127.0.0.1');
    const head = `POST ${sessionInfo} HTTP/1.1\r\nHost: x\r\nContent-Length: 99`;
    socket.write(`${head}\r\nExpect: 100-continue\r\n\r\n{"sess`);
    // "100 Continue": the server has read the head and waits for the rest.
    await once(socket, 'data');
    socket.destroy();
    await sandbox.close();
    expect(sandbox.requests).toMatchObject([{ method: 'POST', verdict: 'abandoned' }]);
  });

  it('owns up when the sandbox itself breaks, and goes on', async () => {
    sandbox.failNext('redirect', { location: 'no\nheader' });
    await expect(ask()).rejects.toThrow('socket hang up');
    expect(sandbox.requests.at(-1)?.verdict).toContain('broken sandbox');
    expect((await ask()).status).toBe(200);
  });

  it('hands out the next request to who waits for it', async () => {
    const next = sandbox.nextRequest(sessionInfo);
    await caller.sites('test@cisco.com');
    await ask();
    expect(await next).toBe(sandbox.requests[1]);
  });
});

it('tells the time by its own clock', async () => {
  const { headers } = await ask();
  expect(headers.date).toBe(new Date(clock.now()).toUTCString());
});

describe('a request that a browser resends by itself', () => {
  const token = 'the same token';
  const post = (body = '{}', proof: string | null = token, path: string = sessionInfo) =>
    caller.post(path, body, { token: proof });

  async function dropOnWarmConnection(): Promise<void> {
    await ask();
    sandbox.failNext('drop-before');
    await expect(post()).rejects.toThrow();
  }

  const resends = () => sandbox.requests.slice(2).map(({ resend }) => resend);

  it('is counted apart, once', async () => {
    await dropOnWarmConnection();
    await post();
    await post();
    expect(resends()).toEqual([true, false]);
    expect(sandbox.webexMeetings.calls(sessionInfo)).toEqual({ asked: 3, resent: 1 });
  });

  it('is recognised after a drop that came after the work was done', async () => {
    await ask();
    sandbox.failNext('drop-after-commit');
    await expect(post()).rejects.toThrow();
    await post();
    expect(resends()).toEqual([true]);
  });

  it('is none when the connection was fresh', async () => {
    sandbox.failNext('drop-before');
    await expect(post()).rejects.toThrow();
    await post();
    expect(sandbox.requests.map(({ resend }) => resend)).toEqual([false, false]);
  });

  it('is none with another token, body or path, or without a token', async () => {
    await dropOnWarmConnection();
    await post('{}', 'another token');
    await post('{"a":1}');
    await post('{}', token, webexMeetingsPaths.renew);
    await post('{}', null);
    expect(resends()).toEqual([false, false, false, false]);
  });

  it('is none without proof, even when everything is the same', async () => {
    await ask();
    sandbox.failNext('drop-before');
    await expect(post('{}', null)).rejects.toThrow();
    await post('{}', null);
    expect(resends()).toEqual([false]);
  });

  it('is recognised for two seconds', async () => {
    await dropOnWarmConnection();
    clock.advance(2_001);
    await post();
    expect(resends()).toEqual([false]);
    caller.hangUp();

    await dropOnWarmConnection();
    clock.advance(2_000);
    await post();
    expect(sandbox.requests.at(-1)?.resend).toBe(true);
  });
});

it('closes open connections when it is closed', async () => {
  await ask();
  const socket = connect(Number(new URL(sandbox.origin).port), '127.0.0.1');
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  socket.resume();
  await sandbox.close();
  await closed;
  await expect(fetch(sandbox.origin)).rejects.toThrow();
});

it('refuses to start on a port that is taken', async () => {
  const port = Number(new URL(sandbox.origin).port);
  await expect(startSandbox({ port })).rejects.toThrow('EADDRINUSE');
});

it('shows the default key on the registration page', async () => {
  const response = await fetch(`${sandbox.origin}/gapi/registerapikey`);
  expect(response.headers.get('content-type')).toContain('text/html');
  const page = await response.text();
  expect(page).toContain('This is the Latchkey sandbox');
  for (const value of Object.values(defaultKey)) expect(page).toContain(value);
  expect(page).toContain('9/4/26 5:06 AM GMT');
});

it('can be started by hand, prints the default key, and stops when told to', async () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main, '--port', '0']);
  const exited = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    if (lines.push(line) === 6) break;
  }
  expect(lines).toContain(`API key: ${defaultKey.apikey}`);
  expect(lines).toContain(`Secret key: ${defaultKey.secretkey}`);
  const page = lines.at(-1)?.replace('What to look up: ', '') ?? '';
  expect((await fetch(page)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});
