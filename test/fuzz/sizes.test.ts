import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserHttp, LARGEST_REPLY_BYTES } from '../../src/adapters/http.ts';
import { sha256Hex } from '../../src/domain/bytes.ts';
import { recognise } from '../../src/domain/recognition/recognise.ts';
import type { Ask, ProviderReply } from '../../src/providers/provider.ts';
import { parseExpiry, parseStart } from '../../src/providers/webex-meetings/dates.ts';
import { lookUp, passwords } from '../../src/providers/webex-meetings/meetings.ts';
import { renewal } from '../../src/providers/webex-meetings/renewal.ts';
import { listByEmail } from '../../src/providers/webex-meetings/sites.ts';
import { zoneFor } from '../../src/providers/webex-meetings/time-zones.ts';
import { createShelf, stored } from '../../src/services/stored.ts';
import { createFakeStorage } from '../fakes/storage.ts';
import { tamely } from './arbitraries.ts';

const MB = 1_000_000;
const DEEP = 10_000;

const deepObject = `${'{"sites":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`;
const deepList = `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`;
/** So deep that a parser may just read it, and then something behind it may not. */
const fairlyDeep = (depth: number) => `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`;

const fill = (piece: string, size = LARGEST_REPLY_BYTES) =>
  piece.repeat(Math.floor(size / piece.length));
const many = (piece: (place: number) => string, count: number) =>
  Array.from({ length: count }, (_, place) => piece(place)).join();

/** Bodies as large as they may be, of the kinds that make readers slow or deep. */
const bodies: [string, string][] = [
  ['an object in 10,000 others', deepObject],
  ['a list in 10,000 others', deepList],
  ['10,000 levels beside an answer', `{"sessionkey":1,"sites":[],"apikey":"a","x":${deepObject}}`],
  ['objects and lists that are not closed', fill('{"a":[')],
  ...[100, 500, 1_000, 2_000, 3_000, 5_000].map((depth): [string, string] => [
    `${2 * depth} levels`,
    `{"sessionkey":1,"sites":[],"x":${fairlyDeep(depth)}}`,
  ]),
  ['a comment that does not end', `<!--${fill('-')}`],
  ['comments without an end', fill('<!-- --> ')],
  ['an XML prolog that does not end', `<?xml${fill(' ?')}`],
  ['XML that opens and opens', fill('<result>')],
  ['XML with a long name', `<${fill('a')}`],
  ['white space', fill(' ')],
  ['white space and a brace', `${fill(' ')}{`],
  ['one long text', `{"sessionkey":"${fill('9')}"}`],
  ['one long number', `{"sessionkey":${fill('9')},"sites":[]}`],
  ['quotes that do not end', `{"${fill('\\"')}`],
  ['quotes and brackets', fill('"["[')],
  ['escapes', `{"sessionkey":"${fill('\\u0041')}"}`],
  ['many names', `{"sessionkey":1,"sites":[],${many((place) => `"f${place}":${place}`, 50_000)}}`],
  ['the same name', `{${many(() => '"sites":[]', 80_000)}}`],
  ['many sites', `{"sites":[${many((place) => `{"siteUrl":"s${place}"}`, 30_000)}]}`],
];

const replyOf = (text: string, status: number): ProviderReply => ({
  text,
  status,
  headers: {},
  receivedAtMs: 1_800_000_000_000,
  host: 'meetings-api.webex.com',
  label: 'Desk',
  skewSeconds: null,
  quote: (said) => said,
});

const FIELDS = { email: 'a@b.example', baseUrl: 'https://meetings-api.webex.com' };

describe.each(bodies)('A reply of %s', (_kind, text) => {
  it.each([200, 404, 500])('with status %i is read or refused at once', async (status) => {
    const reply = replyOf(text, status);
    const ask: Ask = async () => reply;
    await tamely(() => lookUp('400971234', ask, FIELDS));
    await tamely(() => passwords('400971234', ask));
    await tamely(() => listByEmail('a@b.example', ask, FIELDS));
    await tamely(() => renewal.test(ask, FIELDS));
    await tamely(() => renewal.read(reply));
    await tamely(() => renewal.refusal(reply));
  });
});

describe('A reply of 50 MB', () => {
  let sent = 0;
  const server = createServer(async (_request, response) => {
    const chunk = Buffer.alloc(MB, 'x');
    response.on('error', () => undefined);
    for (sent = 0; sent < 50 && !response.destroyed; sent += 1) {
      if (response.write(chunk)) continue;
      await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
    }
    response.end();
  });
  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => void server.close());

  it('is refused in words, long before its end', async () => {
    const { port } = server.address() as AddressInfo;
    const request = {
      method: 'GET',
      url: `http://127.0.0.1:${port}/`,
      headers: {},
      body: null,
    } as const;
    await expect(browserHttp(request)).rejects.toMatchObject({
      code: 'answer-too-large',
      facts: { host: `127.0.0.1:${port}` },
    });
    expect(sent).toBeLessThan(40);
  });
});

describe('50 MB of text', () => {
  const texts = [
    'x',
    ' ',
    '1',
    '1-',
    'a@',
    'a@b.',
    '@',
    'sip:1',
    '\u200b',
    'é',
    '１',
    '(',
    'a@a-',
  ].map((piece): [string, string] => [piece, fill(piece, 50 * MB)]);

  it.each(texts)('(%j again and again) is too long for the one box', async (_piece, text) => {
    const { candidates, problem } = recognise(text, { credentials: [], recent: [] });
    expect(candidates).toEqual([]);
    expect(problem?.problem).toBe('text-too-long');
  });

  it.each(texts)('(%j again and again) are no date and no zone', async (_piece, text) => {
    expect(await tamely(() => parseStart(text))).toBeNull();
    expect(await tamely(() => parseExpiry(text))).toBeNull();
    await tamely(() => zoneFor(null, text));
  });

  it('in storage are damaged, with a right sum and with a wrong one', async () => {
    const area = createFakeStorage();
    const shelf = createShelf(area);
    const text = JSON.stringify(fill('x', 50 * MB));
    for (const sha256 of ['', await sha256Hex(text)]) {
      area.content.set('head.0', JSON.stringify({ text, sha256 }));
      await expect(shelf.read(stored.head(0))).rejects.toMatchObject({ code: 'vault-damaged' });
    }
  });
});

describe('10,000 levels in storage', () => {
  it.each([deepObject, deepList])('are damaged', async (text) => {
    const area = createFakeStorage();
    area.content.set('head.0', JSON.stringify({ text, sha256: await sha256Hex(text) }));
    await expect(createShelf(area).read(stored.head(0))).rejects.toMatchObject({
      code: 'vault-damaged',
    });
    area.content.set('head.0', text);
    await expect(createShelf(area).read(stored.head(0))).rejects.toMatchObject({
      code: 'vault-damaged',
    });
  });
});
