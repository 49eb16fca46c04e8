import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  SNIPPETS,
  type SnippetRequest,
  withPlaceholder,
} from '../../src/ui/views/requests/snippets.ts';

/** Whatever a quote, a shell or a number could spoil. */
const BODY = `@{"id":121120347236861135,"t":"it's “q” ‘c’ $HOME \`id\` \\\\n\\"","u":"é"}`;
const request: SnippetRequest = {
  method: 'POST',
  url: "https://h.example/it's/[1]?x=%2B&y=$(id)",
  headers: [
    { name: 'Authorization', value: 'Bearer •••' },
    { name: 'Content-Type', value: 'application/json' },
  ],
  body: BODY,
};

const written = (id: string, of = request) =>
  SNIPPETS.find((each) => each.id === id)?.write(withPlaceholder(of)) ?? '';

describe('A request for another program', () => {
  it('is read by a shell as it was meant', () => {
    const print = 'curl() { for each in "$@"; do printf "%s\\0" "$each"; done; }\n';
    const args = execFileSync('sh', ['-c', print + written('curl')], { encoding: 'utf8' });
    expect(args.split('\0')).toEqual([
      ...['--globoff', '--request', 'POST', request.url],
      ...['--header', 'Authorization: Bearer YOUR_SECRET'],
      ...['--header', 'Content-Type: application/json'],
      ...['--data-raw', BODY, ''],
    ]);
  });

  it('is read by JavaScript as it was meant', async () => {
    const seen: unknown[] = [];
    const run = new Function(
      'fetch',
      'console',
      `return (async () => {${written('javascript')}})()`,
    );
    const answer = async (...given: unknown[]) => {
      seen.push(...given);
      return { status: 200, text: async () => '' };
    };
    await run(answer, { log: () => {} });
    expect(seen).toEqual([
      request.url,
      {
        method: 'POST',
        headers: { Authorization: 'Bearer YOUR_SECRET', 'Content-Type': 'application/json' },
        body: BODY,
      },
    ]);
  });

  it('doubles for PowerShell every quote that it takes for one', () => {
    expect(written('powershell')).toBe(
      [
        '$headers = @{',
        "  'Authorization' = 'Bearer YOUR_SECRET'",
        '}',
        `$body = [Text.Encoding]::UTF8.GetBytes('${BODY.replace(/['‘’]/g, '$&$&')}')`,
        "Invoke-RestMethod -Method POST -Uri 'https://h.example/it''s/[1]?x=%2B&y=$(id)' -Headers $headers -ContentType 'application/json' -Body $body",
      ].join('\n'),
    );
  });

  it.each(['python', 'java'])('keeps every digit and sign for %s', (id) => {
    const text = written(id);
    const literals = [...text.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([each]) => JSON.parse(each));
    expect(literals).toContain(BODY);
    expect(literals).toContain(request.url);
    expect(literals).toContain('Bearer YOUR_SECRET');
  });

  it.each(SNIPPETS)('has no body for $label where there is none', ({ write }) => {
    const text = write({ ...request, method: 'GET', body: null });
    expect(text).not.toContain('121120347236861135');
    expect(text).not.toMatch(/data-raw|\$body|body:|data=|ofString\("/);
  });
});
