import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';

const ROOT = resolve(fileURLToPath(import.meta.url), '../..');

/** A node of the syntax tree, as far as these tests look into it. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [name: string]: unknown;
}

/** One file of `src`, read and parsed. */
export interface SourceFile {
  /** Path below `src`: "services/vault.ts". */
  path: string;
  /** The first folder of the path: "services". */
  room: string;
  text: string;
  program: Node;
  imports: Import[];
}

/** One import: a path below `src` for our own files, else the library's name. */
export interface Import {
  target: string;
  own: boolean;
  typeOnly: boolean;
}

/** All TypeScript of `src` but type declarations. */
export function readSource(): SourceFile[] {
  const src = join(ROOT, 'src');
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => readFile(src, path));
}

/** The folders directly below a folder of the project. */
export function foldersIn(path: string): string[] {
  return readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function readFile(src: string, path: string): SourceFile {
  const text = readFileSync(join(src, path), 'utf8');
  const program = parse(text, path.endsWith('x') ? 'tsx' : 'ts');
  const room = path.split('/')[0] ?? '';
  return { path, room, text, program, imports: importsOf(program, src, path) };
}

function parse(text: string, lang: 'ts' | 'tsx'): Node {
  const ast: unknown = parseAst(text, { lang });
  if (!isNode(ast)) throw new Error('no syntax tree');
  return ast;
}

/** A node and all nodes below it, parents first. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child);
}

/** The nodes directly below a node. */
export function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

/** The 1-based line of a position in a file. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function importsOf(program: Node, src: string, path: string): Import[] {
  return [...walk(program)]
    .filter((node) => /^(Import|ExportNamed|ExportAll)(Declaration|Expression)$/.test(node.type))
    .flatMap((node) => {
      const from = node['source'];
      if (!isNode(from) || typeof from['value'] !== 'string') return [];
      return [resolveImport(from['value'], isTypeOnly(node), src, path)];
    });
}

function resolveImport(from: string, typeOnly: boolean, src: string, path: string): Import {
  const own = from.startsWith('.');
  if (!own) return { own, typeOnly, target: libraryOf(from) };
  const target = relative(src, resolve(src, dirname(path), from)).replaceAll('\\', '/');
  return { own, typeOnly, target };
}

function libraryOf(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}

function isTypeOnly(node: Node): boolean {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = [node['specifiers'] ?? []].flat().filter(isNode);
  return specifiers.length > 0 && specifiers.every((one) => one['importKind'] === 'type');
}
