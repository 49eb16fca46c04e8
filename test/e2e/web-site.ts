import { createServer } from 'node:http';
import { afterAll, beforeAll } from 'vitest';

/** A web site on this computer, with the pages that a test gives it. */
export interface WebSite {
  origin: string;
  /** The match pattern that the person allows. */
  pattern: string;
  /** HTML by path. */
  pages: Record<string, string>;
}

/** A site that begins before a file's tests and ends after them. By name, not by number: the sandbox has that. */
export function useWebSite(pages: Record<string, string>): WebSite {
  const site: WebSite = { origin: '', pattern: 'http://localhost/*', pages };
  const server = createServer((request, reply) => {
    const html = site.pages[request.url ?? ''];
    const headers = {
      'Content-Type': 'text/html; charset=utf-8',
      // As strict as a page may be: nothing of ours may need more.
      'Content-Security-Policy': "default-src 'none'; script-src 'unsafe-inline'",
    };
    reply.writeHead(html === undefined ? 404 : 200, headers).end(html);
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const address = server.address();
    if (typeof address === 'object' && address) site.origin = `http://localhost:${address.port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return site;
}
