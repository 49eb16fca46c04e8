import type { Operation, OperationField, Under } from '../../domain/operation.ts';

/** A field of the query. */
export const query = (name: string, rest: Partial<OperationField> = {}): OperationField => ({
  name,
  in: 'query',
  kind: 'text',
  ...rest,
});

/** An id in the path; Zoom's are base64, so there may be slashes in them. */
export const idField = (name: string, help: string): OperationField => ({
  name,
  in: 'path',
  kind: 'text',
  required: true,
  encoding: 'twice-if-slashed',
  help,
});

/** "Act as subaccount". Source: seed 003, "Access subaccount data" */
export const asSubaccount: Under = {
  path: '/accounts/{accountId}',
  field: {
    name: 'accountId',
    in: 'path',
    kind: 'text',
    encoding: 'twice-if-slashed',
    help: 'To act as a subaccount: its id, from “List subaccounts”. Empty for your own account.',
  },
};

/** Zoom knows six months, and answers for one at a time. */
const day = (name: string, initial: string, help: string): OperationField =>
  query(name, { kind: 'date', required: true, initial, oldestMonths: 6, help });

/** The days that a list or report is for. */
export const days = {
  fields: [
    day('from', 'today-6', 'The first day (UTC), within the last six months.'),
    day('to', 'today', 'The last day, at most a month later.'),
  ],
  span: { from: 'from', to: 'to', mostDays: 31 },
} as const;

/** Sessions that run now and such that are over are asked for apart: without it Zoom means "live". */
export const sessionType = query('type', {
  kind: 'choice',
  required: true,
  initial: 'past',
  options: [
    { value: 'past', label: 'past: over' },
    { value: 'live', label: 'live: running now' },
  ],
});

export const pageSize = (initial = '300', most = 300): OperationField =>
  query('page_size', { kind: 'number', initial, most });

/** Where a page's successor is named, and the member that holds the items. */
export const pagesOf = (items: string): Pick<Operation, 'paging'> => ({
  paging: { field: 'next_page_token', next: { body: 'next_page_token' }, items },
});
