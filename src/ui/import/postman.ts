import { Failure } from '../../domain/failure.ts';
import type { ImportRow } from './rows.ts';
import { assertCount, type Entry, rowOf } from './rows.ts';
import { type Branch, branchOf, listOf, type Tree, textOf } from './tree.ts';

/**
 * The environments and globals of Postman: one by itself, or all of a data dump. `null` for a file
 * that is not Postman's.
 * @throws Failure `import-kind` for a collection, which holds requests
 */
export function postmanRows(tree: Tree): ImportRow[] | null {
  const file = branchOf(tree);
  if (file === null) return null;
  const environments = (listOf(file['environments']) ?? [file]).map(environmentOf);
  const globals = environmentOf({ name: 'Globals', values: file['globals'] ?? null });
  const found = [...environments, globals].filter((each) => each !== null);
  assertCount(found.length);
  if (found.length > 0) return found.map(rowOfEnvironment);
  if (isCollection(file)) throw new Failure('import-kind', { kind: 'postman-collection' });
  return null;
}

interface Environment {
  name: string;
  variables: Branch[];
}

function environmentOf(tree: Tree): Environment | null {
  const environment = branchOf(tree);
  const variables = listOf(environment?.['values'])?.map(branchOf) ?? [];
  const named = variables.filter((each) => each !== null && each['key'] !== undefined);
  if (environment === null || named.length === 0 || named.length < variables.length) return null;
  return {
    name: textOf(environment['name']) ?? '',
    variables: named.filter((each) => each !== null),
  };
}

function rowOfEnvironment({ name, variables }: Environment): ImportRow {
  const entries = variables.map(
    (variable): Entry => ({
      name: textOf(variable['key']) ?? '',
      value: variable['enabled'] === false ? null : textOf(variable['value']),
      secret: variable['type'] === 'secret',
    }),
  );
  return rowOf({ label: name, entries });
}

function isCollection(file: Branch): boolean {
  return branchOf(file['info']) !== null && listOf(file['item']) !== null;
}
