import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Whatever the sandbox may be made of: Node itself, and one library that the product does not use. */
const ALLOWED = /^(node:[\w/]+|jsonwebtoken|\.{1,2}\/[\w./-]+\.ts)$/;

const IMPORT =
  /^import\s+'([^']+)'|^(?:import|export)\b[^;']*\bfrom '([^']+)'|\bimport\(\s*'([^']+)'/gm;

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => path.replaceAll('\\', '/'));

it.each(files)('The sandbox verifies without jose and without code of the product: %s', (path) => {
  const url = new URL(path, folder);
  const text = readFileSync(url, 'utf8');
  const found = text.matchAll(IMPORT);
  const imports = [...found].map(([, bare, named, dynamic]) => bare ?? named ?? dynamic ?? '');
  expect(imports.filter((to) => !ALLOWED.test(to))).toEqual([]);
  const own = imports.filter((to) => to.startsWith('.')).map((to) => new URL(to, url).href);
  expect(own.filter((to) => !to.startsWith(folder.href))).toEqual([]);
});

it('The sandbox has all five systems to be looked at', () => {
  expect(files.filter((path) => /(token|signature|proof)\.ts$/.test(path))).toHaveLength(5);
});
