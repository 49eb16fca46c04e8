import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../src/ui/import/file-kind.ts';
import { LARGEST_IMPORT, type PickedFile, readText } from '../../src/ui/import/file-text.ts';
import type { ImportRow } from '../../src/ui/import/rows.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/imports/${name}`, import.meta.url));

async function rowsOf(name: string): Promise<ImportRow[]> {
  return readRows(await readText(new Blob([fixture(name)])));
}

/** What a row says, as an object to compare with. */
function said(row: ImportRow | undefined) {
  return new Map(row?.values.map(({ name, value }) => [name, value]));
}

const refusal = (text: string) => {
  try {
    readRows(text);
  } catch (error) {
    return error;
  }
  throw new Error('It was read.');
};

describe('A CSV file', () => {
  it('gives a row for each line that says anything, with the line that it begins on', async () => {
    const rows = await rowsOf('keys.csv');
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 6]);
    expect(said(rows[1]).get('Label')).toBe('Desk, "EMEA"');
    expect(said(rows[1]).get('Secret Key')).toBe('NOTREAL0SECRET0\nFIXTURE0000000002');
    expect(said(rows[2]).has('Passcode')).toBe(false);
  });

  it('may come out of Excel: semicolons, a byte order mark, CRLF, a line with a cell too many', async () => {
    const [first, second] = await rowsOf('excel.csv');
    expect([...said(first).keys()][0]).toBe('Name');
    expect(said(first).get('Name')).toBe('Zürich');
    expect(first?.ragged).toBeNull();
    expect(second).toMatchObject({ line: 3, ragged: { cells: 8, columns: 7 } });
  });

  it('may begin with the hint that Excel wants', () => {
    const [row] = readRows('sep=;\nAPI key;secret\na,b;c\n');
    expect(row).toMatchObject({ line: 3, values: [{ value: 'a,b' }, { value: 'c' }] });
  });

  it('may be UTF-16 with tabs', async () => {
    const [row] = await rowsOf('utf-16.csv');
    expect(said(row).get('Label')).toBe('Kraków');
    expect(said(row).get('Secret')).toBe('NOTREAL0SECRET0FIXTURE0000000021');
  });

  it('of two columns, names and values, is one row', () => {
    const rows = readRows('key,value,enabled\nwebex_api_key,abc,true\nwebex_secret,def,true\n');
    expect(rows).toHaveLength(1);
    expect(said(rows[0])).toEqual(
      new Map([
        ['webex_api_key', 'abc'],
        ['webex_secret', 'def'],
      ]),
    );
  });

  it('that is damaged is refused by its line', () => {
    expect(refusal('a,b\n1,2\n"3,4\n')).toMatchObject({
      code: 'import-damaged',
      facts: { kind: 'csv', line: 3 },
    });
    expect(refusal('a,b\n1,"2"x\n')).toMatchObject({ facts: { kind: 'csv', line: 2 } });
  });

  it('with more than 300 lines is refused with both figures', () => {
    const text = `api key,secret\n${'a,b\n'.repeat(301)}`;
    expect(refusal(text)).toMatchObject({
      code: 'import-too-many',
      facts: { found: 301, limit: 300 },
    });
    expect(readRows(`api key,secret\n${'a,b\n\n'.repeat(300)}`)).toHaveLength(300);
  });
});

describe('An environment of Postman', () => {
  it('gives its values, which of them are secret, and what was switched off by name only', async () => {
    const [row, ...more] = await rowsOf('postman-environment.json');
    expect(more).toEqual([]);
    expect(row).toMatchObject({ label: 'Webex production', line: null, leftOut: ['old_secret'] });
    expect(said(row).get('passcode')).toBe('10031');
    expect(row?.values.find(({ name }) => name === 'webex_secret')?.secret).toBe(true);
    expect(row?.values.find(({ name }) => name === 'email')?.secret).toBe(false);
    expect(JSON.stringify(row)).not.toContain('NOTREAL0OLD0SECRET');
  });

  it('may be one of many, with the globals', () => {
    const values = [{ key: 'apiKey', value: 'x', enabled: true }];
    const dump = {
      version: 1,
      collections: [],
      environments: [{ name: 'A', values }],
      globals: values,
    };
    expect(readRows(JSON.stringify(dump)).map(({ label }) => label)).toEqual(['A', 'Globals']);
  });

  it('that was emptied before it was shared says so', () => {
    const values = [{ key: 'apiKey', value: '', enabled: true }];
    expect(refusal(JSON.stringify({ name: 'A', values }))).toMatchObject({
      code: 'import-nothing',
      facts: { rows: 0 },
    });
  });

  it('is not a collection, and that is said', () => {
    expect(refusal('{"info":{"name":"x"},"item":[]}')).toMatchObject({
      code: 'import-kind',
      facts: { kind: 'postman-collection' },
    });
  });
});

describe('An export of Insomnia', () => {
  it.each([
    ['insomnia-4.json', '0041', 'Training'],
    ['insomnia-5.yaml', '0051', "Training, 'EU'"],
  ])('%s gives each environment with what it has from its base', async (name, number, second) => {
    const rows = await rowsOf(name);
    expect(rows.map(({ label }) => label)).toEqual(['Production', second]);
    expect(Object.fromEntries(said(rows[0]))).toMatchObject({
      base_url: 'https://meetings-api.webex.com',
      'webex.apiKey': `fixture-api-key-${number}`,
      'webex.secret': `NOTREAL0SECRET0FIXTURE000000${number}`,
      'webex.email': 'base@example.com',
    });
  });

  it('keeps the digits of a number, and a zero before them', async () => {
    const [production] = await rowsOf('insomnia-5.yaml');
    expect(said(production).get('webex.passcode')).toBe('010051');
    const four =
      '{"_type":"export","resources":[{"_type":"environment","data":{"n":121120347236861135}}]}';
    expect(said(readRows(four)[0]).get('n')).toBe('121120347236861135');
  });

  it('with environments that belong to themselves or to each other ends all the same', () => {
    const one = (_id: string, parentId: string) => ({
      ...{ _id, parentId, _type: 'environment', name: _id },
      data: { apiKey: _id },
    });
    const resources = [one('a', 'a'), one('b', 'c'), one('c', 'b'), one('d', 'a'), one('e', 'd')];
    const rows = readRows(JSON.stringify({ _type: 'export', resources }));
    expect(rows.map(({ label }) => label)).toEqual(['e']);
  });

  it('leaves out what Insomnia sealed itself', async () => {
    const [, training] = await rowsOf('insomnia-4.json');
    expect(training?.leftOut).toEqual(['__insomnia_vault']);
  });

  it.each([
    ['an anchor', 'secret: &x NOTREAL'],
    ['a tag', 'secret: !!str NOTREAL'],
    ['a value that goes on', 'secret: NOT\n      REAL'],
    ['folded text', 'secret: >-\n      NOT\n      REAL'],
    ['an escape of YAML alone', 'secret: "NOT\\x41REAL"'],
    ['brackets', 'secret: {a: NOTREAL}'],
  ])('in a spelling that is not read (%s) leaves the value out by its name', (_, line) => {
    const text = `type: environment.insomnia.rest/5.0\nname: A\nenvironments:\n  data:\n    ${line}\n    passcode: "1"\n`;
    const [row] = readRows(text);
    expect(row).toMatchObject({ leftOut: ['secret'], values: [{ name: 'passcode', value: '1' }] });
  });

  it('takes “__proto__” and “constructor” for names like any other', () => {
    const text =
      'type: environment.insomnia.rest/5.0\ndata:\n  __proto__:\n    apiKey: x\n  constructor: y\n';
    expect([...said(readRows(text)[0]).keys()]).toEqual(['__proto__.apiKey', 'constructor']);
    expect(Reflect.get({}, 'apiKey')).toBeUndefined();
  });

  it('that is damaged is refused by its line', () => {
    expect(refusal('type: environment.insomnia.rest/5.0\nname: A\nnothing here\n')).toMatchObject({
      code: 'import-damaged',
      facts: { kind: 'yaml', line: 3 },
    });
  });
});

describe('JSON of names and values', () => {
  it('is read as somebody copied it out of an editor, nested or in a list', () => {
    expect([...said(readRows('{"webex":{"apiKey":"x"},"n":1}')[0]).keys()]).toEqual([
      'webex.apiKey',
      'n',
    ]);
    expect(readRows('[{"apiKey":"x"},{"apiKey":"y"}]')).toHaveLength(2);
  });

  it.each([
    ['{"a": 1,\n"b" 2}', 2],
    ['{"a": 1,\n\n"b": "2', 3],
    ['{\n"a": 1}}', 2],
    ['[1, 2', 1],
  ])('that is damaged is refused by its line: %j', (text, line) => {
    expect(refusal(text)).toMatchObject({ code: 'import-damaged', facts: { kind: 'json', line } });
  });

  it('takes “__proto__” and “constructor” for names like any other', () => {
    const text = '{"__proto__":{"apiKey":"x"},"constructor":{"prototype":{"polluted":"1"}}}';
    expect([...said(readRows(text)[0]).keys()]).toEqual([
      '__proto__.apiKey',
      'constructor.prototype.polluted',
    ]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('What is no file of keys', () => {
  it.each([
    ['nothing', ' \n\t', 'empty'],
    ['a sign-in page', '<!doctype html><title>Sign in</title>', 'web-page'],
    ['a picture', 'GIF89a\0\0', 'binary'],
    ['a text', 'Dear colleague\nplease find the key below', 'unknown'],
    ['a list of numbers', '[1,2,3]', 'unknown'],
  ])('is refused in words: %s', (_, text, kind) => {
    expect(refusal(text)).toMatchObject({ code: 'import-kind', facts: { kind } });
  });

  it.each([
    ['a workbook', [0x50, 0x4b, 0x03, 0x04, 0x14], 'workbook'],
    ['a file in another encoding', [...Buffer.from('Z\xfcrich,b', 'latin1')], 'encoding'],
    ['a program', [0x7f, 0x45, 0x00, 0xff], 'binary'],
  ])('is refused before its letters are guessed: %s', async (_, bytes, kind) => {
    await expect(readText(new Blob([new Uint8Array(bytes)]))).rejects.toMatchObject({
      code: 'import-kind',
      facts: { kind },
    });
  });
});

describe('What is past all measure', () => {
  it('is not read at all when it is a file of 50 MB', async () => {
    let read = false;
    const file: PickedFile = {
      size: 50_000_000,
      arrayBuffer: async () => {
        read = true;
        return new ArrayBuffer(0);
      },
    };
    await expect(readText(file)).rejects.toMatchObject({
      code: 'import-too-large',
      facts: { bytes: 50_000_000, limit: LARGEST_IMPORT },
    });
    expect(read).toBe(false);
  });

  it('is refused when it is 50 MB of pasted text', () => {
    expect(refusal('[1],'.repeat(12_500_000))).toMatchObject({
      code: 'import-too-large',
      facts: { bytes: 50_000_000 },
    });
  });

  it.each([
    ['lists', '['.repeat(10_000)],
    ['objects', '{"a":'.repeat(10_000)],
    ['whole lists', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['brackets after quotes', `["\\"",${'['.repeat(10_000)}`],
    ['YAML', `type: environment.insomnia.rest/5.0\ndata:\n${levels(1_200)}`],
    ['YAML in one line', `type: environment.insomnia.rest/5.0\ndata:\n  ${'- '.repeat(10_000)}`],
  ])('is refused when it is nested 10,000 deep: %s', (_, text) => {
    expect(refusal(text)).toMatchObject({ code: 'import-too-deep', facts: { limit: 64 } });
  });

  it('is said when the file cannot be read', async () => {
    const file = {
      size: 5,
      arrayBuffer: () => Promise.reject(new Error('gone: /home/me/keys.csv')),
    };
    await expect(readText(file)).rejects.toMatchObject({ code: 'import-unreadable', facts: {} });
  });

  it('is refused when environments multiply what they share', () => {
    const data = Object.fromEntries(
      Array.from({ length: 60 }, (_, place) => [`name${place}`, 'x'.repeat(10_000)]),
    );
    const below = Array.from({ length: 200 }, (_, place) => ({
      _type: 'environment',
      _id: `e${place}`,
      parentId: 'base',
      data: {},
    }));
    const base = { _type: 'environment', _id: 'base', parentId: 'w', data };
    const text = JSON.stringify({ _type: 'export', resources: [base, ...below] });
    expect(text.length).toBeLessThan(LARGEST_IMPORT);
    expect(refusal(text)).toMatchObject({ code: 'import-too-large' });
  });
});

function levels(count: number): string {
  return Array.from({ length: count }, (_, depth) => `${' '.repeat(depth + 1)}a:\n`).join('');
}
