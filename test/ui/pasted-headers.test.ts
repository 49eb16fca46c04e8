import { describe, expect, it } from 'vitest';
import { instantIn, readDelivery } from '../../src/ui/views/webhooks/delivery-fields.ts';
import { readHeaders } from '../../src/ui/views/webhooks/pasted-headers.ts';

const WANTED = { 'x-zm-signature': 'v0=abc', 'x-zm-request-timestamp': '1720705455' };

describe('Headers are understood', () => {
  it.each([
    ['as lines', 'x-zm-signature: v0=abc\nx-zm-request-timestamp: 1720705455'],
    ['as Windows lines', 'X-Zm-Signature: v0=abc\r\nX-Zm-Request-Timestamp:1720705455\r\n'],
    ['as a JSON object', '{"x-zm-signature": "v0=abc", "x-zm-request-timestamp": 1720705455}'],
    [
      'as JSON with lists',
      '{"x-zm-signature": ["v0=abc"], "x-zm-request-timestamp": ["1720705455"]}',
    ],
    [
      'within a larger JSON object',
      '{"method":"POST","headers":{"x-zm-signature":"v0=abc","x-zm-request-timestamp":"1720705455"}}',
    ],
    [
      'as JSON names and values',
      '[{"name":"x-zm-signature","value":"v0=abc"},{"key":"x-zm-request-timestamp","value":"1720705455"}]',
    ],
    ['as JSON by turns', '["X-Zm-Signature","v0=abc","X-Zm-Request-Timestamp","1720705455"]'],
    [
      'as options of cURL',
      `curl -X POST https://a.example -H 'x-zm-signature: v0=abc' \\\n  --header "x-zm-request-timestamp: 1720705455"`,
    ],
    ['as a browser copies them now', 'x-zm-signature\nv0=abc\nx-zm-request-timestamp\n1720705455'],
    ['as cURL tells of them', '> x-zm-signature: v0=abc\n> x-zm-request-timestamp: 1720705455'],
    [
      'as Python prints them',
      "{'X-Zm-Signature': 'v0=abc', 'X-Zm-Request-Timestamp': '1720705455'}",
    ],
    ['out of a table', 'x-zm-signature   v0=abc\nx-zm-request-timestamp 1720705455'],
    ['as an address book has them', 'x-zm-signature = v0=abc\nx-zm-request-timestamp=1720705455'],
    ['as a browser copies them', 'x-zm-signature:\nv0=abc\nx-zm-request-timestamp:\n1720705455'],
    ['as code has them', `'x-zm-signature': 'v0=abc',\n"x-zm-request-timestamp": "1720705455",`],
    ['with tabs', 'x-zm-signature\tv0=abc\nx-zm-request-timestamp\t1720705455'],
    [
      'as a whole request without a body',
      'POST /hook HTTP/1.1\r\nx-zm-signature: v0=abc\r\nx-zm-request-timestamp: 1720705455\r\n\r\n',
    ],
  ])('%s', (_, text) => {
    expect(readHeaders(text)).toEqual({ headers: WANTED, body: null });
  });

  it('of a whole request with a body, whose bytes stay', () => {
    const text =
      'POST /hook HTTP/1.1\nx-zm-signature: v0=abc\nx-zm-request-timestamp: 1720705455\n\n{"a": 1}\n\n2';
    expect(readHeaders(text)).toEqual({ headers: WANTED, body: '{"a": 1}\n\n2' });
  });

  it.each([
    ['in single quotes', `-d '{"a":"it'\\''s \\u0041"}'`, `{"a":"it's \\u0041"}`],
    ['in double quotes', String.raw`--data "{\"a\":\"\\u0041\"}"`, '{"a":"\\u0041"}'],
    [
      'as a browser quotes it',
      String.raw`--data-raw $'{"a":"it\'s \\u0041\u0021"}'`,
      `{"a":"it's \\u0041!"}`,
    ],
  ])('of a command of cURL with a body %s, whose bytes stay', (_, data, body) => {
    const options = `-H 'x-zm-signature: v0=abc' -H 'x-zm-request-timestamp: 1720705455'`;
    expect(readHeaders(`curl https://a.example ${options} ${data}`)).toEqual({
      ...{ headers: WANTED, body },
    });
  });

  it('of an event that a cloud hands on, with its body', () => {
    const event = { httpMethod: 'POST', headers: WANTED, body: '{"a":"\\u0041"}' };
    expect(readHeaders(JSON.stringify(event))).toEqual({ headers: WANTED, body: event.body });
    const sealed = { ...event, body: 'e30=', isBase64Encoded: true };
    expect(readHeaders(JSON.stringify(sealed)).body).toBeNull();
  });

  it('with colons in their values, twice, and not at all', () => {
    expect(readHeaders('Date: Wed, 04 Mar 2026 05:06:07 GMT\nA: 1\na: 2').headers).toEqual({
      date: 'Wed, 04 Mar 2026 05:06:07 GMT',
      a: '1, 2',
    });
    expect(readHeaders('no header here').headers).toEqual({});
    // Blanks without end took a browser's breath away.
    expect(readHeaders(`x${' '.repeat(100_000)}y`).headers).toEqual({});
    expect(readHeaders('').headers).toEqual({});
    expect(readHeaders('null').headers).toEqual({});
    expect(readHeaders('{"__proto__": "x", "a b": "y"}').headers).toEqual(
      Object.fromEntries([['__proto__', 'x']]),
    );
  });
});

describe('What a delivery says', () => {
  it.each([
    ['event_ts', '1627906944384', 1_627_906_944_384],
    ['payload.object.start_time', '1627906944', 1_627_906_944_000],
    ['createdAt', '1627906944384', 1_627_906_944_384],
    ['id', '1627906944384', null],
    ['account_ts', '17', null],
  ])('has a date where %s is %s', (path, text, atMs) => {
    expect(instantIn(path, text)).toBe(atMs);
  });

  it('is its event and every value by the path to it, no digit lost, credentials masked', () => {
    const body =
      '{"event":"session.ended","payload":{"object":{"id":121120347236861135,"download_token":"abc","passcode":"","list":[{"a":null},[]]}},"authorization":"x"}';
    expect(readDelivery(body)).toEqual({
      event: 'session.ended',
      fields: [
        { path: 'payload.object.id', text: '121120347236861135', masked: false },
        { path: 'payload.object.download_token', text: 'abc', masked: true },
        { path: 'payload.object.passcode', text: '', masked: false },
        { path: 'payload.object.list.0.a', text: 'null', masked: false },
        { path: 'payload.object.list.1', text: '[]', masked: false },
        { path: 'authorization', text: 'x', masked: true },
      ],
      more: 0,
    });
  });

  it('is cut where it is endless, and nothing where it is no JSON', () => {
    const endless = JSON.stringify(Array.from({ length: 250 }, (_, place) => place));
    expect(readDelivery(endless)).toMatchObject({ event: null, more: 50 });
    expect(readDelivery('<xml/>')).toBeNull();
    expect(readDelivery('"text"')).toMatchObject({
      fields: [{ path: '(the body)', text: 'text' }],
    });
  });
});
