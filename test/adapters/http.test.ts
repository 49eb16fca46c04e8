import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserHttp, LARGEST_REPLY_BYTES } from '../../src/adapters/http.ts';

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/never') return;
    response.end('x'.repeat(Number(request.url?.slice(1))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = (path: string, more: object = {}) =>
  browserHttp({ method: 'GET', url: `${url}/${path}`, headers: {}, body: null, ...more });

describe('One call', () => {
  it('brings the whole of an answer, and its size', async () => {
    expect(await get('12')).toMatchObject({ text: 'x'.repeat(12), bytes: 12, isCut: false });
  });

  it('takes no answer that is larger than any answer to a question', async () => {
    expect((await get(`${LARGEST_REPLY_BYTES}`)).bytes).toBe(LARGEST_REPLY_BYTES);
    await expect(get(`${LARGEST_REPLY_BYTES + 1}`)).rejects.toMatchObject({
      code: 'answer-too-large',
    });
  });

  it('takes as much of it as is wanted, and says that there is more', async () => {
    const cut = await get('300000', { mostBytes: 1_000 });
    expect(cut).toMatchObject({ text: 'x'.repeat(1_000), bytes: 1_000, isCut: true });
    expect(await get('1000', { mostBytes: 1_000 })).toMatchObject({ bytes: 1_000, isCut: false });
  });

  it('ends where it is told to', async () => {
    const stopper = new AbortController();
    const asked = new Promise((resolve) => server.once('request', resolve));
    const call = get('never', { signal: stopper.signal });
    await asked;
    stopper.abort();
    await expect(call).rejects.toMatchObject({ code: 'request-stopped' });
  });
});
