import { posix } from 'node:path';
import { parseAst } from 'vite';
import type { Browser } from './manifest.ts';

/** A module as the bundler wrote it. */
export interface Chunk {
  fileName: string;
  isEntry: boolean;
  code: string;
}

interface Names {
  /** The scripts' names in the build. */
  first: string;
  later: string;
  browser: Browser;
}

/** Where the first script lays out what the later one takes, and the other way round. */
const SHARED = 'self.latchkey';
const FETCHED = 'self.latchkeyLater';

/**
 * Makes two scripts of a module and the one that it imports when it first needs it. A service worker
 * of Chromium must not `import()`, and it may `importScripts()` after its start only what it has
 * imported when it was installed. Source: Service Workers, "importScripts(urls)", step 2
 */
export function classicScripts(chunks: readonly Chunk[], names: Names): Record<string, string> {
  const [first, ...others] = [...chunks].sort((one, other) => +other.isEntry - +one.isEntry);
  const [later] = others;
  if (!first || !later || others.length > 1) {
    throw new Error(`The worker was built into ${chunks.length} scripts, and not into two.`);
  }
  const fetch = {
    chromium: `(importScripts("/${names.later}"),Promise.resolve(${FETCHED}))`,
    firefox: `import("/${names.later}").then(()=>${FETCHED})`,
  }[names.browser];
  const installed =
    names.browser === 'chromium'
      ? `self.addEventListener("install",()=>importScripts("/${names.later}"));`
      : '';
  const laterPath = posix.basename(later.fileName);
  return {
    [names.first]: wrap(rewrite(first.code, { exportsTo: SHARED, laterPath, fetch }) + installed),
    [names.later]: wrap(rewrite(later.code, { exportsTo: FETCHED, laterPath, fetch })),
  };
}

function wrap(code: string): string {
  return `(()=>{"use strict";${code}})();\n`;
}

interface Rewriting {
  exportsTo: string;
  laterPath: string;
  fetch: string;
}

/** The module's code with its imports and exports as assignments. */
function rewrite(code: string, rewriting: Rewriting): string {
  const edits: { start: number; end: number; text: string }[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const text = replacementOf(value, code, rewriting);
    if (text !== null) {
      edits.push({ start: Reflect.get(value, 'start'), end: Reflect.get(value, 'end'), text });
      return;
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(parseAst(code));
  return edits
    .sort((one, other) => other.start - one.start)
    .reduce((rest, { start, end, text }) => rest.slice(0, start) + text + rest.slice(end), code);
}

function replacementOf(node: object, code: string, rewriting: Rewriting): string | null {
  const { exportsTo, laterPath, fetch } = rewriting;
  const { type, specifiers = [], start, end } = node as Statement;
  const pairs = (from: 'imported' | 'exported', to: 'local') =>
    specifiers.map((each) => `${nameOf(each[from])}:${nameOf(each[to])}`).join(',');
  if (type === 'ImportDeclaration') return `const{${pairs('imported', 'local')}}=${SHARED};`;
  if (type === 'ExportNamedDeclaration') return `${exportsTo}={${pairs('exported', 'local')}};`;
  if (type !== 'ImportExpression') return null;
  if (!code.slice(start, end).includes(laterPath)) {
    throw new Error(`The worker imports ${code.slice(start, end)}, which no script holds.`);
  }
  return fetch;
}

interface Statement {
  type: string;
  start: number;
  end: number;
  specifiers?: Record<'imported' | 'exported' | 'local', { name?: string; value?: string }>[];
}

function nameOf({ name, value }: { name?: string; value?: string }): string {
  return name ?? value ?? '';
}
