import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';

/** What one build wrote into `dist`, as the browser will load it. */
export interface BuiltExtension {
  manifest: Manifest;
  /** Paths of all files, as in "assets/popup-abc.js". */
  files: string[];
  read(path: string): string;
  /** The scripts of a page or a script: those loaded at once and those loaded later. */
  scriptsOf(entry: string): { critical: string[]; all: string[] };
  /** Size of some files together, each compressed by itself, in bytes. */
  gzipSize(paths: readonly string[]): number;
}

/** The parts of a manifest that the tests look at. */
export interface Manifest {
  version: string;
  permissions: string[];
  optional_host_permissions: string[];
  action: { default_popup: string };
  side_panel?: { default_path: string };
  sidebar_action?: { default_panel: string };
  background: { service_worker?: string; scripts?: string[] };
  content_security_policy: { extension_pages: string };
  [name: string]: unknown;
}

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Reads `dist/<browser>`; says what to do when it is not there. */
export function readBuild(browser: 'chromium' | 'firefox'): BuiltExtension {
  const folder = join(ROOT, 'dist', browser);
  if (!existsSync(folder))
    throw new Error(`dist/${browser} is missing: run "npm run build" first.`);
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  return {
    manifest: JSON.parse(read('manifest.json')),
    files,
    read,
    scriptsOf: (entry) => scriptsOf(read, entry),
    gzipSize: (paths) =>
      paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path))).length, 0),
  };
}

function scriptsOf(read: (path: string) => string, entry: string) {
  const critical = new Set<string>();
  const all = new Set<string>();
  const starts = entry.endsWith('.html') ? scriptsOfPage(read(entry), entry) : [entry];

  function visit(path: string, atOnce: boolean): void {
    const seen = atOnce ? critical : all;
    if (seen.has(path)) return;
    seen.add(path);
    all.add(path);
    for (const found of importsIn(read(path), path)) visit(found.path, atOnce && found.atOnce);
  }

  for (const start of starts) visit(start, true);
  return { critical: [...critical], all: [...all] };
}

function scriptsOfPage(html: string, page: string): string[] {
  return [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map((match) =>
    inDist(match[1] ?? '', page),
  );
}

function importsIn(code: string, path: string): { path: string; atOnce: boolean }[] {
  const found: { path: string; atOnce: boolean }[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const source = importSource(value);
    if (source) found.push({ path: inDist(source.from, path), atOnce: source.atOnce });
    for (const child of Object.values(value)) visit(child);
  };
  visit(parseAst(code));
  return found;
}

function importSource(node: object): { from: string; atOnce: boolean } | null {
  const type = Reflect.get(node, 'type');
  if (type === 'CallExpression' && Reflect.get(node, 'callee').name === 'importScripts') {
    // What a service worker imports by a call of its own comes when it is needed.
    const from = textOf(Reflect.get(node, 'arguments')[0]);
    return from === null ? null : { from, atOnce: false };
  }
  if (!/^(Import|ExportNamed|ExportAll)(Declaration|Expression)$/.test(String(type))) return null;
  const from = textOf(Reflect.get(node, 'source'));
  return from === null ? null : { from, atOnce: type !== 'ImportExpression' };
}

/** The text of a literal: the minifier writes many as templates. */
function textOf(node: unknown): string | null {
  if (typeof node !== 'object' || node === null) return null;
  const template = Reflect.get(node, 'quasis')?.[0]?.value?.cooked;
  const text = template ?? Reflect.get(node, 'value');
  return typeof text === 'string' ? text : null;
}

function inDist(from: string, importer: string): string {
  if (from.startsWith('/')) return from.slice(1);
  return posix.normalize(posix.join(posix.dirname(importer), from));
}
