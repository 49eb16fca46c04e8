import { Failure } from '../../domain/failure.ts';
import { csvRows } from './csv.ts';
import { assertSize } from './file-text.ts';
import { entriesIn, insomniaRows } from './insomnia.ts';
import { parseJson } from './json.ts';
import { postmanRows } from './postman.ts';
import type { ImportRow } from './rows.ts';
import { assertCount, fitting, rowOf } from './rows.ts';
import { branchOf, listOf, type Tree } from './tree.ts';
import { parseYaml } from './yaml.ts';

/**
 * The rows of named values that a file's text holds, whichever of the known kinds it is.
 * @throws Failure `import-*`
 */
export function readRows(text: string): ImportRow[] {
  assertSize(text.length);
  if (text.includes('\0')) throw new Failure('import-kind', { kind: 'binary' });
  return fitting(rowsOf(text));
}

function rowsOf(text: string): ImportRow[] {
  const start = text.slice(0, 2_000).trimStart();
  if (text.trim() === '') throw new Failure('import-kind', { kind: 'empty' });
  if (start.startsWith('<')) throw new Failure('import-kind', { kind: 'web-page' });
  if (/^[[{]/.test(start)) return rowsOfTree(parseJson(text));
  return INSOMNIA.test(start) ? rowsOfTree(parseYaml(text)) : csvRows(text);
}

/** How Insomnia's own YAML begins, after a comment perhaps. */
const INSOMNIA = /^(?:_type: export|type: ["']?[\w.]*\.insomnia(?:\.rest)?\/)/m;

function rowsOfTree(tree: Tree): ImportRow[] {
  return postmanRows(tree) ?? insomniaRows(tree) ?? plainRows(tree);
}

/** JSON of no tool: objects of names and values, as somebody copied them out of an editor. */
function plainRows(tree: Tree): ImportRow[] {
  const objects = listOf(tree) ?? [tree];
  if (objects.some((each) => branchOf(each) === null)) {
    throw new Failure('import-kind', { kind: 'unknown' });
  }
  assertCount(objects.length);
  const environments = objects.flatMap((each) => postmanRows(each) ?? []);
  if (environments.length > 0) return environments;
  return objects.map((each) => rowOf({ entries: entriesIn(each) }));
}
