/// <reference types="vite/types/importMeta.d.ts" />
import type { Operation } from '../domain/operation.ts';

/** Each system's operations lie in its own folder, for pages alone: the worker sends what it is given. */
const found = import.meta.glob<readonly Operation[]>('./*/operations.ts', {
  import: 'operations',
});

/** What a system can be asked; fetched when the first form of it is drawn. */
export async function operationsOf(id: string): Promise<readonly Operation[]> {
  return (await found[`./${id}/operations.ts`]?.()) ?? [];
}
