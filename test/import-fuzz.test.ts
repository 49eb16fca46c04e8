import fc from 'fast-check';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../src/domain/failure.ts';
import { importDraftSchema, importVerdictSchema } from '../src/domain/import-draft.ts';
import { providers } from '../src/providers/index.ts';
import type { Book } from '../src/services/book.ts';
import { createImport } from '../src/services/import.ts';
import { candidatesOf } from '../src/ui/import/candidates.ts';
import { readRows } from '../src/ui/import/file-kind.ts';
import { LARGEST_IMPORT, readText } from '../src/ui/import/file-text.ts';
import { proposalsIn } from '../src/ui/import/finds.ts';
import type { ImportRow } from '../src/ui/import/rows.ts';
import { cardFor } from './fakes/cards.ts';

/** What a parser must never do, tried on ten thousand made-up files each. */
const CASES = { numRuns: 10_000 };
const LONGEST_MS = 1_000;
const TIMEOUT = 120_000;

const untouched = Reflect.ownKeys(Object.prototype).map(String).sort();
afterEach(() => {
  expect(Reflect.ownKeys(Object.prototype).map(String).sort()).toEqual(untouched);
});

/** Does it and fails when it took over a second, by the clock and by the processor both. */
async function quickly<T>(task: () => T | Promise<T>): Promise<T> {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  try {
    return await task();
  } finally {
    const { user, system } = process.cpuUsage(before);
    const took = Math.min(performance.now() - begun, (user + system) / 1_000);
    expect(took).toBeLessThan(LONGEST_MS);
  }
}

/** The rows of a file, or `null` when it was refused in words; anything else that is thrown fails. */
async function rowsOrRefusal(text: string): Promise<ImportRow[] | null> {
  try {
    return await quickly(() => readRows(text));
  } catch (error) {
    if (error instanceof Failure && error.code.startsWith('import-')) return null;
    throw error;
  }
}

const NAMES = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'name',
    'key',
    'value',
  ],
  ...['values', 'type', 'enabled', 'secret', '_type', 'resources', 'data', '_id', 'parentId'],
  ...['environments', 'subEnvironments', 'globals', 'info', 'item', 'API key', 'webex_api_key'],
  ...['Secret key', 'passcode', 'email', 'label', 'expires', 'system', 'base_url', 'prod_secret'],
];
const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 12 }));
const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('export', 'environment', 'a', 'b', 'https://meetings-api.webex.com', '{{x}}', ''),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);

/** An object with those names as its own, `__proto__` among them. */
function objectOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  return fc
    .array(fc.tuple(name, value), { maxLength: 6 })
    .map((entries) => Object.fromEntries(entries));
}

const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    objectOf(tie('tree')),
  ),
}));

/** A text with a piece cut out, or put in, as a copy that broke off or a hand that slipped. */
function damaged(whole: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    '',
    '"',
    '{',
    ']',
    '\\',
    '\n',
    '\u0000',
    ',',
    ':',
    '- ',
    '  ',
    '\u2028',
  );
  const cut = fc
    .tuple(whole, fc.nat(), fc.nat({ max: 4 }), piece)
    .map(([text, at, length, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + length);
    });
  return fc.oneof({ arbitrary: whole, weight: 2 }, { arbitrary: cut, weight: 1 });
}

const json = (value: fc.Arbitrary<unknown>) =>
  damaged(
    fc.tuple(value, fc.constantFrom(0, 2)).map(([each, gap]) => JSON.stringify(each, null, gap)),
  );

const variable = fc.oneof(
  objectOf(tree),
  fc.record({
    key: name,
    value: tree,
    type: fc.constantFrom('secret', 'default', 7),
    enabled: leaf,
  }),
);
const postman = fc.record(
  { name: leaf, values: fc.array(variable, { maxLength: 8 }), environments: tree, globals: tree },
  { requiredKeys: ['values'] },
);
const id = fc.constantFrom('a', 'b', 'c', '', null, '__proto__');
const resource = fc.record(
  {
    _type: fc.constantFrom('environment', 'environment', 'workspace', 'request', '__proto__'),
    ...{ _id: id, parentId: id, name: leaf, data: fc.oneof(objectOf(tree), tree) },
  },
  { requiredKeys: ['_type'] },
);
const insomnia = fc.oneof(
  fc.record({
    _type: fc.constant('export'),
    resources: fc.array(fc.oneof(resource, tree), { maxLength: 8 }),
  }),
  fc.record({
    type: fc.constantFrom('environment.insomnia.rest/5.0', 'mcpClient.insomnia/5.0'),
    name: leaf,
    environments: fc.oneof(
      tree,
      fc.record({ data: tree, subEnvironments: fc.array(fc.oneof(tree, objectOf(tree))) }),
    ),
  }),
);

const cell = fc.oneof(
  name,
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(fc.constantFrom('"', '""', ',', ';', '\t', '\n', '\r', ' ', 'a', '\ufeff', '='), {
      maxLength: 12,
    })
    .map((signs) => signs.join('')),
);
const csv = fc
  .tuple(
    fc.array(
      fc.array(
        fc.oneof(
          cell,
          cell.map((text) => `"${text.replaceAll('"', '""')}"`),
        ),
        { maxLength: 8 },
      ),
      { maxLength: 8 },
    ),
    fc.constantFrom(',', ';', '\t'),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([lines, delimiter, end]) => lines.map((cells) => cells.join(delimiter)).join(end));

const indentation = fc.constantFrom('    ', '    ', '      ', '  ', '', '   ', '\t');
const plainLine = fc
  .tuple(
    indentation,
    fc.constantFrom('', '- '),
    fc.constantFrom(...NAMES),
    fc.constantFrom('x', '1', '"a"', "'b'", ''),
  )
  .map(([indent, dash, each, value]) => `${indent}${dash}${each}: ${value}`);
const oddLine = fc
  .tuple(
    indentation,
    fc.constantFrom('', '- ', '- - ', '-'),
    fc.oneof(name, fc.constantFrom('"a b"', "'it''s'", '"\\', '? x', '<<')),
    fc.constantFrom(':', ': ', ':  ', '', ' :'),
    fc.oneof(
      fc.constantFrom(
        '',
        '|',
        '|-',
        '>-',
        '*a',
        '&a x',
        '!!str x',
        '{a: b}',
        '[]',
        '~',
        "'x",
        '"\\x41"',
        'x # y',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
  )
  .map(([indent, dash, each, colon, value]) => `${indent}${dash}${each}${colon}${value}`);
const yamlLine = fc.oneof({ arbitrary: plainLine, weight: 5 }, { arbitrary: oddLine, weight: 1 });
const yaml = fc
  .array(yamlLine, { maxLength: 10 })
  .map((lines) =>
    ['type: environment.insomnia.rest/5.0', 'environments:', '  data:', ...lines].join('\n'),
  );

describe('Whatever a file holds, it is read or refused in words within a second:', () => {
  it.each([
    ['CSV', damaged(csv)],
    ['Postman', json(postman)],
    ['Insomnia, JSON', json(insomnia)],
    ['Insomnia, YAML', damaged(yaml)],
    ['JSON of any kind', json(tree)],
    ['any text', fc.string({ unit: 'binary', maxLength: 200 })],
  ])('%s', { timeout: TIMEOUT }, async (kind, texts) => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const rows = await rowsOrRefusal(text);
        if (rows !== null) read += 1;
      }),
      CASES,
    );
    // Or the files would be so bad that nothing beyond the first check was tried.
    if (kind !== 'any text') expect(read).toBeGreaterThan(CASES.numRuns / 20);
  });

  it('bytes', { timeout: TIMEOUT }, async () => {
    const mark = fc.constantFrom(
      [],
      [0xff, 0xfe],
      [0xfe, 0xff],
      [0xef, 0xbb, 0xbf],
      [0x50, 0x4b, 3, 4],
    );
    const bytes = fc
      .tuple(mark, fc.uint8Array({ maxLength: 60 }))
      .map((parts) => new Uint8Array(parts.flatMap((part) => [...part])));
    await fc.assert(
      fc.asyncProperty(bytes, async (file) => {
        const text = await readText(new Blob([file])).catch((error: unknown) => {
          if (error instanceof Failure && error.code === 'import-kind') return null;
          throw error;
        });
        if (text !== null) await rowsOrRefusal(text);
      }),
      CASES,
    );
  });
});

const emptyBook: Book = {
  all: async () => new Map(),
  get: async () => null,
  ids: () => [],
  put: () => {},
  remove: () => {},
};
const imports = createImport({
  activity: { note: async () => {} },
  transact: (task) => task(emptyBook),
  clock: { now: () => Date.UTC(2026, 2, 4) },
  random: { id: () => crypto.randomUUID(), bytes: (length) => new Uint8Array(length) },
  providers,
});
const systems = providers.map(cardFor);

/** What the page shows of the rows, and what it would save. */
async function preview(rows: readonly ImportRow[]) {
  const { drafts, judged, leftOut, chosen } = proposalsIn(rows, systems);
  v.parse(v.array(importDraftSchema), drafts);
  const { verdicts } = await imports.check(drafts);
  v.parse(v.array(importVerdictSchema), verdicts);
  return { finds: judged(verdicts), leftOut, chosen };
}

const importValue = fc.record({
  name: fc.oneof(
    name,
    fc.tuple(name, name).map(([first, second]) => `${first}_${second}`),
  ),
  value: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('webex', '20.05.2027', 'a@b.example'),
  ),
  secret: fc.boolean(),
});
const importRow: fc.Arbitrary<ImportRow> = fc.record({
  label: fc.string({ maxLength: 20 }),
  line: fc.option(fc.nat()),
  values: fc.array(importValue, { maxLength: 12 }),
  leftOut: fc.array(name, { maxLength: 3 }),
  ragged: fc.option(fc.record({ cells: fc.nat(), columns: fc.nat() })),
  system: fc.option(fc.constantFrom('webex-meetings', '__proto__', 'constructor', '')),
});

describe('Whatever rows a file holds,', () => {
  it('keys are found in them or it is said that there is none, and no secret is shown', {
    timeout: TIMEOUT,
  }, async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(importRow, { maxLength: 4 }), async (rows) => {
        const marked = rows.map((row, at) => withMarks(row, at));
        const answer = await quickly(() => preview(marked)).catch((error: unknown) => {
          if (error instanceof Failure && error.code === 'import-nothing') return null;
          throw error;
        });
        if (answer === null) return;
        found += 1;
        const shown = JSON.stringify(answer);
        for (const secret of secretsIn(marked)) expect(shown).not.toContain(secret);
      }),
      CASES,
    );
    expect(found).toBeGreaterThan(CASES.numRuns / 20);
  });

  it('only what is ready is saved, and all of it', { timeout: TIMEOUT }, async () => {
    const whole = { apiKey: 'A', 'Secret key': 'S', passcode: 'P', email: 'a@b.example' };
    const good = Object.entries(whole).map(([each, value]) => ({
      name: each,
      value,
      secret: false,
    }));
    const maybe = fc.oneof(
      importRow,
      importRow.map((row) => ({ ...row, system: null, values: [...good, ...row.values] })),
    );
    let saved = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(maybe, { minLength: 1, maxLength: 4 }), async (rows) => {
        const found = await preview(rows).catch(() => null);
        const ready = found?.finds.filter((find) => find.ready).map(({ key }) => key) ?? [];
        if (found === null || ready.length === 0) return;
        const { labels } = await imports.save(found.chosen(ready));
        saved += 1;
        expect(new Set(labels).size).toBe(ready.length);
      }),
      CASES,
    );
    expect(saved).toBeGreaterThan(CASES.numRuns / 20);
  });
});

/** With values that can be told from everything else on a page. */
function withMarks(row: ImportRow, place: number): ImportRow {
  const values = row.values.map((each, at) => ({
    ...each,
    value: `${each.value}§${place}.${at}§`,
  }));
  return { ...row, values };
}

/** The values that went to secret fields, and those that went nowhere. */
function secretsIn(rows: readonly ImportRow[]): string[] {
  const candidates = candidatesOf(rows, systems);
  const used = new Set(
    candidates.flatMap(({ row, used: names }) =>
      names.map((each) => `${rows.indexOf(row)} ${each}`),
    ),
  );
  const spare = rows.flatMap(({ values }, place) =>
    values.filter((each) => !used.has(`${place} ${each.name}`)).map(({ value }) => value),
  );
  const secret = candidates.flatMap(({ provider, values }) =>
    (provider?.fields ?? [])
      .filter(({ kind }) => kind === 'secret')
      .flatMap((field) => values.get(field.name)?.value ?? []),
  );
  return [...spare, ...secret].map((value) =>
    value.slice(value.lastIndexOf('§', value.length - 2)),
  );
}

const filled = (piece: string, before = '', after = '') =>
  before + piece.repeat((LARGEST_IMPORT - before.length - after.length - 2) / piece.length) + after;
const HEADER = 'API key,secret\n';
const FIVE = 'type: environment.insomnia.rest/5.0\nenvironments:\n  data:\n';

describe('The largest file of the worst kind takes less than a second:', () => {
  it.each([
    ['quotes that never end well', filled('"a', `${HEADER}"`)],
    ['the same before a long blank', `${filled('"a', `${HEADER}"`, ' '.repeat(400_000))},`],
    ['the same before many tabs', `${filled('"a', `${HEADER}"`, '\t'.repeat(400_000))},`],
    [
      'the same before a blank that is just allowed',
      filled(`"${'"a'.repeat(3_000)}${' '.repeat(100)},`, HEADER),
    ],
    ['quotes alone', filled('"', HEADER)],
    ['commas alone', filled(',', HEADER)],
    ['blank lines', filled('\n', HEADER)],
    ['blanks of a line', filled(`${' '.repeat(99)}\n`, HEADER)],
    ['short lines', filled('a,b\n', HEADER)],
    ['short lines of a list', filled('a,b\n', 'key,value\n')],
    ['a header without end', filled('a,', '', '\n1,2')],
    [
      '300 lines of 1,000 cells',
      `${'webex api key,'.repeat(999)}secret\n${`${'a,'.repeat(999)}b\n`.repeat(300)}`,
    ],
    ['columns of names that all mean something', filled('prod_api_key,test secret,', '', '\na,b')],
    ['a string without end', filled('\\"', '["')],
    ['small numbers', `${filled('1,', '[', '')}1]`],
    ['empty objects', `${filled('{},', '[', '')}1]`],
    ['names', `{${Array.from({ length: 60_000 }, (_, at) => `"n_${at}":"1"`).join()}}`],
    [
      'names of keys',
      `{${Array.from({ length: 40_000 }, (_, at) => `"${at}_api_key":"${at}"`).join()}}`,
    ],
    [
      'long names, one in the other',
      `{"${'n'.repeat(200_000)}":{"${'m'.repeat(200_000)}":{${names(40_000)}}}}`,
    ],
    ['many environments on a rich one', shared(250, 40_000)],
    [
      'many variables',
      `{"name":"A","values":[${Array.from({ length: 30_000 }, () => '{"key":"a","value":"1"}').join()}]}`,
    ],
    ['YAML of short lines', filled('    a: b\n', FIVE)],
    ['YAML of objects', filled('    a:\n', FIVE)],
    ['YAML of items', filled('    - a: b\n', FIVE)],
    ['YAML of blank lines', filled('\n', `${FIVE}    a: b`)],
    ['YAML with a quote that never ends', filled('\\"', `${FIVE}    "`)],
    ['YAML with one that never ends in each line', filled('    a: "\n', FIVE)],
    ['YAML with quotes of the other kind', filled("''", `${FIVE}    a: '`)],
    ['YAML that goes on', filled('      b\n', `${FIVE}    a: |\n`)],
  ])('%s', async (_, text) => {
    expect(text.length).toBeLessThanOrEqual(LARGEST_IMPORT);
    const rows = await rowsOrRefusal(text);
    if (rows !== null) await quickly(() => preview(rows).catch(() => null));
  });
});

function names(count: number): string {
  return Array.from({ length: count }, (_, at) => `"${at}":1`).join();
}

function shared(environments: number, variables: number): string {
  const below = Array.from({ length: environments }, (_, at) => ({
    ...{ _type: 'environment', _id: `e${at}`, parentId: 'base', name: `e${at}` },
    data: { apiKey: `${at}`, secret: 's' },
  }));
  const data = Object.fromEntries(Array.from({ length: variables }, (_, at) => [`v${at}`, 'x']));
  const base = { _type: 'environment', _id: 'base', parentId: 'w', data };
  return JSON.stringify({ _type: 'export', resources: [base, ...below] });
}
