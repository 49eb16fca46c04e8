import { JsonNumber, type LosslessValue } from '../../domain/lossless-json.ts';

/** What JSON and YAML files hold. Its objects have no prototype: every name in them is data. */
export type Tree = LosslessValue;
export type Branch = { [name: string]: Tree };

/** Far deeper than any environment; what is deeper is not read at all. */
export const DEEPEST = 64;

/** The value as an object; `null` when it is none. */
export function branchOf(tree: Tree | undefined): Branch | null {
  if (typeof tree !== 'object' || tree === null) return null;
  return Array.isArray(tree) || tree instanceof JsonNumber ? null : tree;
}

export function listOf(tree: Tree | undefined): Tree[] | null {
  return Array.isArray(tree) ? tree : null;
}

/** A single value as it was written; `null` for objects and lists. */
export function textOf(tree: Tree | undefined): string | null {
  if (tree === undefined || tree === null) return '';
  if (tree instanceof JsonNumber) return tree.digits;
  return typeof tree === 'object' ? null : String(tree);
}
