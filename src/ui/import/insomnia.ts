import { Failure } from '../../domain/failure.ts';
import {
  assertCount,
  type Entry,
  type ImportRow,
  MOST_IMPORT_VALUES,
  rowOf,
  shortened,
} from './rows.ts';
import { type Branch, branchOf, DEEPEST, listOf, type Tree, textOf } from './tree.ts';

/** Where Insomnia puts what it sealed with its own passphrase: of no use to anybody else. */
const VAULT = '__insomnia_vault';

interface Environment {
  label: string;
  data: Tree | undefined;
  /** Those below it: they have its values, too, and change some. */
  below: Environment[];
}

/**
 * The environments of an Insomnia export, version 4 or 5, each with what it has from the ones above
 * it. One that others are built on is not a row of its own. `null` for a file that is not Insomnia's.
 */
export function insomniaRows(tree: Tree): ImportRow[] | null {
  const file = branchOf(tree);
  if (file === null) return null;
  const bases = basesOfFour(file) ?? basesOfFive(file);
  return bases?.flatMap((base) => rowsBelow(base, new Map())) ?? null;
}

function rowsBelow(environment: Environment, above: ReadonlyMap<string, Entry>): ImportRow[] {
  const all = new Map(above);
  const own = entriesIn(environment.data).slice(0, 2 * MOST_IMPORT_VALUES);
  for (const entry of own) all.set(entry.name, entry);
  if (environment.below.length > 0) {
    return environment.below.flatMap((each) => rowsBelow(each, all));
  }
  return [rowOf({ label: environment.label, entries: [...all.values()] })];
}

/** The values of an object and of the objects in it, by their paths: "webex.apiKey". */
export function entriesIn(tree: Tree | undefined, path = ''): Entry[] {
  return Object.entries(branchOf(tree) ?? {}).flatMap(([name, value]): Entry[] => {
    const here = shortened(path + name);
    if (name === VAULT) return [{ name: here, value: null }];
    return branchOf(value) === null
      ? [{ name: here, value: textOf(value) }]
      : entriesIn(value, `${here}.`);
  });
}

/** Version 5: the base environment, and in it those below. */
function basesOfFive(file: Branch): Environment[] | null {
  if (!/\.insomnia(?:\.rest)?\/5/.test(textOf(file['type']) ?? '')) return null;
  const name = textOf(file['name']) ?? '';
  const base = branchOf(file['environments']) ?? file;
  const below = listOf(base['subEnvironments']) ?? [];
  assertCount(below.length);
  return [
    {
      label: name,
      data: base['data'],
      below: below.map((each) => {
        const { name: label, data } = branchOf(each) ?? {};
        return { label: textOf(label) ?? '', data, below: [] };
      }),
    },
  ];
}

/** Version 4: a flat list in which each says what it belongs to. */
function basesOfFour(file: Branch): Environment[] | null {
  const resources = listOf(file['resources'])?.map(branchOf);
  if (file['_type'] !== 'export' || resources === undefined) return null;
  const known = resources.filter((each) => each !== null);
  const environments = known.filter((each) => each['_type'] === 'environment');
  assertCount(environments.length);
  const names = new Map(known.map(({ _id, name }) => [textOf(_id), textOf(name) ?? '']));
  const ids = new Set(environments.map(idOf).filter((id) => id !== ''));
  const isBase = (each: Branch) => !ids.has(parentOf(each)) || parentOf(each) === idOf(each);
  const below = environments.filter((each) => !isBase(each));
  return environments.filter(isBase).map((base) => ({
    ...withBelow(base, below, 0),
    // Every base is called "Base Environment"; the workspace has the name that people gave.
    label: names.get(parentOf(base)) || (textOf(base['name']) ?? ''),
  }));
}

function withBelow(one: Branch, others: readonly Branch[], depth: number): Environment {
  if (depth > DEEPEST) throw new Failure('import-too-deep', { limit: DEEPEST });
  const below = others.filter((each) => parentOf(each) === idOf(one));
  return {
    label: textOf(one['name']) ?? '',
    data: one['data'],
    below: below.map((each) => withBelow(each, others, depth + 1)),
  };
}

function idOf({ _id }: Branch): string {
  return textOf(_id) ?? '';
}

function parentOf({ parentId }: Branch): string {
  return textOf(parentId) ?? '';
}
