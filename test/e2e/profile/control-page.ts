import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/**
 * An ordinary page with an ordinary form, on a server of its own: what is typed here a browser
 * keeps. Without it, nobody would know whether nothing was kept or nothing was looked at.
 */
export async function serveControlPage(): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(PAGE);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const PAGE = `<!doctype html><title>An ordinary form</title>
<form action="/" method="get">
  <label>Note<input name="note"></label>
  <label>Story<input name="story"></label>
</form>`;
