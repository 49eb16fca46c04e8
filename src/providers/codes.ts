/// <reference types="vite/types/importMeta.d.ts" />

/** Each system's codes lie in its own folder, for pages alone: the worker only passes on which one came. */
const found = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>(
  './*/codes.ts',
  { eager: true, import: 'codes' },
);

/** What a system means by a code, as a sentence; '' where nobody knows. `table`: "webex-connect/events". */
export function meaningOf(table: string, code: string): string {
  const [id, kind = ''] = table.split('/');
  const codes = found[`./${id}/codes.ts`]?.[kind] ?? {};
  return Object.hasOwn(codes, code) ? (codes[code] ?? '') : '';
}
