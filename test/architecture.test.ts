import { describe, expect, it } from 'vitest';
import { failureFacts } from '../src/domain/failure-facts.ts';
import { providers } from '../src/providers/index.ts';
import { wordsOf } from '../src/providers/words.ts';
import { contract } from '../src/rpc/contract.ts';
import { sentences } from '../src/ui/sentences.ts';
import { bothDesks } from './fakes/handlers.ts';
import {
  childrenOf,
  foldersIn,
  type Import,
  lineAt,
  type Node,
  readSource,
  type SourceFile,
  walk,
} from './source-tree.ts';

/** The doors of ARCHITECTURE.md: which rooms a room may enter, and which libraries it may use. */
interface Doors {
  rooms: readonly string[];
  /** Rooms whose types alone it may use. */
  types?: readonly string[];
  libraries: readonly string[];
}

const SCHEMA = ['valibot'];
const PAGE: Doors = { rooms: ['domain', 'rpc', 'ui'], libraries: [...SCHEMA, 'preact', 'lucide'] };

const DOORS: Record<string, Doors> = {
  domain: {
    rooms: [],
    libraries: [...SCHEMA, 'lossless-json', '@scure/base', '@date-fns/tz'],
  },
  providers: { rooms: ['domain'], libraries: SCHEMA },
  services: {
    rooms: ['domain', 'providers'],
    types: ['adapters'],
    libraries: [...SCHEMA, 'jose', '@scure/base'],
  },
  adapters: { rooms: ['domain'], libraries: [...SCHEMA, 'webextension-polyfill'] },
  rpc: { rooms: ['domain'], libraries: SCHEMA },
  background: {
    rooms: ['domain', 'rpc', 'providers', 'services', 'adapters'],
    libraries: SCHEMA,
  },
  offscreen: { rooms: ['domain'], libraries: SCHEMA },
  content: { rooms: ['domain', 'rpc'], libraries: SCHEMA },
  'kdf-worker': { rooms: ['domain'], libraries: [...SCHEMA, '@noble/hashes'] },
  ui: PAGE,
  popup: { ...PAGE },
  panel: { ...PAGE },
};

/** Single files that may use one library more than their room. */
const KEYHOLES: Record<string, readonly string[]> = {
  'rpc/channel.ts': ['webextension-polyfill'],
  'rpc/worker-channel.ts': ['webextension-polyfill'],
  'ui/gesture.ts': ['webextension-polyfill'],
  'ui/views/hand-over/QrCode.tsx': ['lean-qr'],
  'ui/calendar.ts': ['ical-generator'],
  'ui/csv.ts': ['papaparse'],
  'ui/strength.ts': ['@zxcvbn-ts/core', '@zxcvbn-ts/language-common', '@zxcvbn-ts/language-en'],
};

/** What pages take from the providers: data for forms, which the worker does not carry. */
const HATCHES: Record<string, readonly string[]> = {
  'ui/use-systems.ts': ['providers/words.ts'],
  'ui/use-operations.ts': ['providers/operations.ts'],
  'ui/sentences/systems.ts': ['providers/codes.ts'],
};

const LONGEST_FUNCTION_LINES = 60;
const DRAWERS = /(^|[/-])(utils?|helpers?|common|shared|misc|managers?)([./-]|$)/i;

const files = readSource();

describe('The house', () => {
  it('has no room without doors and no doors without a room', () => {
    expect(foldersIn('src').sort()).toEqual(Object.keys(DOORS).sort());
  });

  it.each(files)('$path enters only rooms that it may', (file) => {
    expect(file.imports.filter((one) => one.own && !mayEnter(file, one))).toEqual([]);
  });

  it.each(files)('$path uses only libraries of its room', (file) => {
    const allowed = [...(DOORS[file.room]?.libraries ?? []), ...(KEYHOLES[file.path] ?? [])];
    const used = file.imports.filter((one) => !one.own).map((one) => one.target);
    expect(used.filter((library) => !allowed.includes(library))).toEqual([]);
  });

  it('has no drawer for whatever found no place', () => {
    expect(files.map((file) => file.path).filter((path) => DRAWERS.test(path))).toEqual([]);
  });

  it('names files as nouns in kebab-case and components in PascalCase', () => {
    const odd = files.filter(({ path }) => {
      const name = path.split('/').at(-1) ?? '';
      return !/^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/.test(name) && !/^([A-Z][a-z0-9]*)+\.tsx$/.test(name);
    });
    expect(odd.map((file) => file.path)).toEqual([]);
  });
});

describe('The lists', () => {
  it('name every provider folder', () => {
    expect(providers.map((provider) => provider.id).sort()).toEqual(
      foldersIn('src/providers').sort(),
    );
  });

  it.each(providers)(
    'give $label words for its form, and for no field that it has not',
    ({ id, fields }) => {
      const words = wordsOf(id);
      expect(words?.about).toMatch(/\w\.$/);
      const names = fields.map(({ name }) => name);
      expect(Object.keys(words?.fields ?? {}).filter((name) => !names.includes(name))).toEqual([]);
    },
  );

  it('give every failure a sentence', () => {
    expect(Object.keys(sentences).sort()).toEqual(Object.keys(failureFacts).sort());
  });

  it('give every request a handler, in the script that reads it', async () => {
    const desks = await bothDesks();
    for (const { requests, handlers } of desks) {
      expect(Object.keys(handlers).sort()).toEqual(Object.keys(requests).sort());
    }
    const asked = desks.flatMap(({ requests }) => Object.keys(requests));
    expect(asked.sort()).toEqual(Object.keys(contract).sort());
  });
});

describe('The code', () => {
  it.each(files)('$path has no any, no cast, no “!”', (file) => {
    const bad = [...walk(file.program)].filter((node) => isAny(node) || isCast(node));
    expect(
      bad.map((node) => `line ${lineAt(file.text, node.start)}: ${textOf(file, node)}`),
    ).toEqual([]);
  });

  it.each(files)(`$path has no function over ${LONGEST_FUNCTION_LINES} lines`, (file) => {
    const long = functionsOf(file.program)
      .filter((node) => !isServiceBody(file, node))
      .map((node) => ({ line: lineAt(file.text, node.start), lines: linesOf(file, node) }))
      .filter(({ lines }) => lines > LONGEST_FUNCTION_LINES);
    expect(long).toEqual([]);
  });

  it('keeps no state in a module: a worker that dies forgets it', () => {
    const worker = files.filter((file) =>
      ['background', 'services', 'providers', 'adapters', 'kdf-worker'].includes(file.room),
    );
    const stateful = worker.filter((file) =>
      childrenOf(file.program)
        .flatMap((node) => [node, ...childrenOf(node)])
        .filter((node) => node.type === 'VariableDeclaration')
        .some((node) => node['kind'] !== 'const' || holdsState(textOf(file, node))),
    );
    expect(stateful.map((file) => file.path)).toEqual([]);
  });

  it('lets only the http adapter fetch', () => {
    const fetching = files.filter((file) =>
      /\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket/.test(file.text),
    );
    expect(fetching.map((file) => file.path)).toEqual(['adapters/http.ts']);
  });

  it('lets no browser remember or look up what is typed: each file with a control turns it off', () => {
    const typing = files.filter(
      ({ path, text }) =>
        path.endsWith('.tsx') && /<(input|textarea)\b|contentEditable/.test(withoutChoices(text)),
    );
    expect(typing.length).toBeGreaterThan(2);
    const remembered = typing.filter(
      ({ text }) => !/autocomplete(: '|=")off/.test(text) || !/spellcheck(: |=\{)false/.test(text),
    );
    expect(remembered.map((file) => file.path)).toEqual([]);
  });

  it('sets no HTML', () => {
    const setting = files.filter((file) =>
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write/i.test(file.text),
    );
    expect(setting.map((file) => file.path)).toEqual([]);
  });
});

/** Nothing is typed into a box to tick, nor into the choice of a file. */
function withoutChoices(text: string): string {
  return text.replace(/<input\s+[^<>]*?type="(checkbox|radio|file)"/g, '');
}

/** A collection that can change; one that is declared read-only is a table. */
function holdsState(declaration: string): boolean {
  return (
    /=\s*new (Map|Set|WeakMap|WeakSet)\b/.test(declaration) && !/:\s*Readonly/.test(declaration)
  );
}

function mayEnter(file: SourceFile, { target, typeOnly }: Import): boolean {
  if (/^providers\/(.+\/)?(words|operations|codes)\.ts$/.test(target)) {
    return HATCHES[file.path]?.includes(target) === true;
  }
  const room = target.split('/')[0] ?? '';
  const doors = DOORS[file.room];
  if (room === file.room || doors?.rooms.includes(room)) return true;
  return typeOnly && doors?.types?.includes(room) === true;
}

function isAny(node: Node): boolean {
  return node.type === 'TSAnyKeyword';
}

/** `as const` is no cast: it claims nothing that is not written there. */
function isCast(node: Node): boolean {
  if (node.type === 'TSNonNullExpression' || node.type === 'TSTypeAssertion') return true;
  return (
    node.type === 'TSAsExpression' && !JSON.stringify(node['typeAnnotation']).includes('"const"')
  );
}

function functionsOf(program: Node): Node[] {
  return [...walk(program)].filter((node) =>
    /^(ArrowFunction|Function)(Expression|Declaration)$/.test(node.type),
  );
}

/** The outer body of `export function createX`: what counts is each verb in it. */
function isServiceBody(file: SourceFile, node: Node): boolean {
  return (
    /^(async )?function create[A-Z]/.test(textOf(file, node)) &&
    file.text.slice(0, node.start).endsWith('export ')
  );
}

function linesOf(file: SourceFile, node: Node): number {
  return textOf(file, node).split('\n').length;
}

function textOf(file: SourceFile, node: Node): string {
  return file.text.slice(node.start, node.end);
}
