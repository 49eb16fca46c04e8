import { describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import { JsonNumber, type LosslessValue, parseLossless } from '../../src/domain/lossless-json.ts';
import type { Operation, OperationField } from '../../src/domain/operation.ts';
import { itemsIn, nextPage, type PageAnswer, pagesOf } from '../../src/domain/operation-pages.ts';
import { type OperationValues, requestOf } from '../../src/domain/operation-request.ts';

const made = (part: Partial<Operation>): Operation => ({
  id: 'things.list',
  label: 'List things',
  group: 'Things',
  about: 'Lists things.',
  method: 'GET',
  path: '/things',
  fields: [],
  ...part,
});
const field = (part: Partial<OperationField>): OperationField => ({
  name: 'id',
  in: 'query',
  kind: 'text',
  ...part,
});

/** What a request is refused with. */
function problemWith(operation: Operation, values: OperationValues): unknown {
  try {
    return requestOf(operation, values);
  } catch (error) {
    return isFailure(error, 'field-invalid') ? error.facts : error;
  }
}

describe('the path', () => {
  const one = made({
    path: '/things/{thingId}/parts/{partId}',
    fields: [
      field({ name: 'thingId', in: 'path', required: true, encoding: 'twice-if-slashed' }),
      field({ name: 'partId', in: 'path', required: true }),
    ],
  });

  it.each([
    ['abc', 'abc'],
    ['BrgGrWeZSwaXkLBTpvmmvg==', 'BrgGrWeZSwaXkLBTpvmmvg%3D%3D'],
    ['a/b+c=', 'a%2Fb%2Bc%3D'],
    ['/ajXp112QmuoKj4854875==', '%252FajXp112QmuoKj4854875%253D%253D'],
    ['a//b', 'a%252F%252Fb'],
    ['a?b#c%2F', 'a%3Fb%23c%252F'],
    ['$& é', '%24%26%20%C3%A9'],
  ])('has the id %s as %s', (thingId, written) => {
    expect(requestOf(one, { thingId, partId: 'x' }).path).toBe(`/things/${written}/parts/x`);
  });

  it('encodes once where no system asks for more', () => {
    expect(requestOf(one, { thingId: 'x', partId: '//x' }).path).toBe('/things/x/parts/%2F%2Fx');
  });

  it.each(['.', '..', ' .. '])('takes no “%s”, which would be another path', (thingId) => {
    expect(problemWith(one, { thingId, partId: 'x' })).toMatchObject({
      field: 'thingId',
      problem: 'must not be “.” or “..”',
    });
  });

  it('is not written without a part of it', () => {
    expect(problemWith(one, { thingId: 'x' })).toMatchObject({
      field: 'partId',
      problem: 'is missing',
    });
  });

  it('has what it is under before it, where that is filled in', () => {
    const accountId = field({ name: 'accountId', in: 'path', encoding: 'twice-if-slashed' });
    const under = made({ under: { path: '/accounts/{accountId}', field: accountId } });
    expect(requestOf(under, {}).path).toBe('/things');
    expect(requestOf(under, { accountId: 'A1' }).path).toBe('/accounts/A1/things');
    expect(requestOf(under, { accountId: '/A1' }).path).toBe('/accounts/%252FA1/things');
  });
});

describe('headers of the person’s own', () => {
  const one = made({
    fields: [
      field({ name: 'Verint-UserName', in: 'header' }),
      field({ name: 'verint-*', in: 'header', kind: 'list' }),
    ],
  });

  it('are lines of a name and a value', () => {
    const values = {
      'Verint-UserName': 'jdoe',
      'verint-*': 'verint-a: 1:2\r\n\n Verint-B :x, y ',
    };
    expect(requestOf(one, values).headers).toEqual({
      Accept: 'application/json',
      'Verint-UserName': 'jdoe',
      'verint-a': '1:2',
      'Verint-B': 'x, y',
    });
  });

  it.each(['x-other: 1', 'verint-a', 'verint-a:', ': 1', 'verint a: 1', 'verint-a: 1\nhost: x'])(
    'are not %j',
    (typed) => {
      expect(problemWith(one, { 'verint-*': typed })).toMatchObject({
        field: 'verint-*',
        problem: 'must be lines as in “verint-name: value”',
      });
    },
  );
});

describe('query and headers', () => {
  const list = made({
    fields: [
      field({ name: 'from', kind: 'date' }),
      field({ name: 'tag', kind: 'list' }),
      field({ name: 'live', kind: 'switch' }),
      field({ name: 'x-tenant', in: 'header' }),
    ],
  });

  it('hold what was filled in, encoded', () => {
    const values = { from: '2026-11-21', tag: 'a b\n\nc&d', live: 'no', 'x-tenant': ' T1 ' };
    expect(requestOf(list, values)).toEqual({
      method: 'GET',
      path: '/things?from=2026-11-21&tag=a%20b&tag=c%26d&live=false',
      headers: { Accept: 'application/json', 'x-tenant': 'T1' },
      body: null,
    });
  });

  it('keep a plus sign apart from a blank', () => {
    expect(requestOf(list, { tag: 'a+b c' }).path).toBe('/things?tag=a%2Bb%20c');
  });

  it('are empty where nothing was', () => {
    expect(requestOf(list, { from: ' ', live: '' }).path).toBe('/things');
  });

  it('name the API that they are for', () => {
    expect(requestOf({ ...list, api: 'policy' }, {}).api).toBe('policy');
  });

  it.each([
    [{ from: '2026-02-30' }, 'must be a date as in 2026-11-21'],
    [{ from: '21.11.2026' }, 'must be a date as in 2026-11-21'],
    [{ live: 'true' }, 'must be yes or no'],
    [{ 'x-tenant': 'a\r\nHost: b' }, 'must be one line'],
    [{ tag: '\ud800' }, 'has a character that cannot be sent'],
  ])('refuse %j', (values, problem) => {
    expect(problemWith(list, values)).toMatchObject({ problem });
  });
});

describe('the body', () => {
  const send = made({
    method: 'POST',
    fields: [
      field({ name: 'to.0.msisdn.0', in: 'body' }),
      field({ name: 'to.0.lists', in: 'body', kind: 'list' }),
      field({ name: 'content.text', in: 'body', kind: 'long-text' }),
      field({ name: 'content.urgent', in: 'body', kind: 'switch' }),
      field({ name: 'correlation', in: 'body', kind: 'number', most: 2 ** 70 }),
      field({ name: 'more', in: 'body', kind: 'json' }),
    ],
  });

  it('is made of the paths that the fields name', () => {
    const values = {
      'to.0.msisdn.0': '+447700900001',
      'to.0.lists': 'one\ntwo',
      'content.text': ' Hello\n"you" ',
      'content.urgent': 'no',
    };
    expect(JSON.parse(requestOf(send, values).body ?? '')).toEqual({
      to: [{ msisdn: ['+447700900001'], lists: ['one', 'two'] }],
      content: { text: ' Hello\n"you" ', urgent: false },
    });
    expect(requestOf(send, values).headers).toMatchObject({ 'Content-Type': 'application/json' });
  });

  it('has every digit of a number', () => {
    const values = {
      correlation: '121120347236861135',
      more: '{"id":1.50,"big":9007199254740993}',
    };
    expect(requestOf(send, values).body).toBe(
      '{"correlation":121120347236861135,"more":{"id":1.50,"big":9007199254740993}}',
    );
  });

  it('is an empty object where nothing was filled in', () => {
    expect(requestOf(send, {}).body).toBe('{}');
  });

  it('can be typed as a whole, and fields put into it', () => {
    const whole = made({
      method: 'POST',
      fields: [field({ name: 'a.b', in: 'body' }), field({ name: '*', in: 'body', kind: 'json' })],
    });
    expect(requestOf(whole, { '*': '[1,2]' }).body).toBe('[1,2]');
    expect(requestOf(whole, { '*': '{"a":{"c":1}}', 'a.b': 'x' }).body).toBe(
      '{"a":{"c":1,"b":"x"}}',
    );
  });

  it('leaves no hole in a list', () => {
    const pair = made({
      fields: [field({ name: 'to.0', in: 'body' }), field({ name: 'to.1', in: 'body' })],
    });
    expect(requestOf(pair, { 'to.1': 'x' }).body).toBe('{"to":["x"]}');
  });

  it.each([
    [{ correlation: '0x10' }, 'must be a number'],
    [{ correlation: '1e99' }, 'must be at most 1.1805916207174113e+21'],
    [{ more: '{"a":' }, 'must be JSON'],
  ])('is not made of %j', (values, problem) => {
    expect(problemWith(send, values)).toMatchObject({ problem });
  });
});

describe('pages', () => {
  const list = made({
    paging: { field: 'next_page_token', next: { body: 'next_page_token' }, items: 'things' },
  });
  const answer = (body: LosslessValue, headers = {}): PageAnswer => ({ headers, body });

  it('go on with the same question', () => {
    const next = nextPage(list, { from: '2026-11-01' }, answer({ next_page_token: 'T1' }));
    expect(next).toEqual({ from: '2026-11-01', next_page_token: 'T1' });
    expect(requestOf(list, next ?? {}).path).toBe('/things?next_page_token=T1');
  });

  it.each([[{ next_page_token: '' }], [{}], [null], [[]], [{ next_page_token: null }]])(
    'end at %j',
    (body) => {
      expect(nextPage(list, {}, answer(body))).toBeNull();
    },
  );

  it('may be told of in a header, or within', () => {
    const byHeader = made({ paging: { field: 'page', next: { header: 'x-next' } } });
    expect(nextPage(byHeader, {}, answer(null, { 'x-next': '2' }))).toEqual({ page: '2' });
    const within = made({ paging: { field: 'page', next: { body: 'meta.next' } } });
    const told = answer({ meta: { next: new JsonNumber('9007199254740993') } });
    expect(nextPage(within, {}, told)).toEqual({ page: '9007199254740993' });
  });

  it('stop where a token comes a second time, also after others', async () => {
    const tokens: Record<string, string> = { '': 'A', A: 'B', B: 'A' };
    const seen: string[] = [];
    const reading = async () => {
      const ask = async (values: OperationValues) => {
        const page = values['next_page_token'] ?? '';
        return answer({ next_page_token: tokens[page] ?? '', things: [page] });
      };
      for await (const page of pagesOf(list, {}, ask)) seen.push(String(itemsIn(list, page)));
    };
    await expect(reading()).rejects.toMatchObject({
      code: 'page-repeated',
      facts: { operation: 'List things' },
    });
    expect(seen).toEqual(['', 'A', 'B']);
  });

  it('have no items where the answer has no list', () => {
    expect(itemsIn(list, answer(parseLossless('{"things":{"a":1}}')))).toEqual([]);
  });
});
