import { useState } from 'preact/hooks';
import type { BulkItem, BulkKind } from '../../../domain/bulk.ts';
import { momentWords } from '../../date-words.ts';
import { keyWords, statusOf } from './bulk-words.ts';

/** A column: its name, and what it shows and is sorted by. */
interface Column {
  name: string;
  text(item: BulkItem): string;
}

const MEETINGS: readonly Column[] = [
  { name: 'Session key', text: ({ key }) => keyWords('meetings', key) },
  { name: 'Meeting', text: ({ result }) => (result?.kind === 'meetings' ? result.name : '') },
  { name: 'Status', text: statusOf },
  { name: 'Host', text: ({ result }) => (result?.kind === 'meetings' ? (result.host ?? '') : '') },
  { name: 'Host joined', text: hostJoinedOf },
  { name: 'Starts', text: startOf },
];
const SITES: readonly Column[] = [
  { name: 'Email', text: ({ key }) => key },
  { name: 'Status', text: statusOf },
  {
    name: 'Sites',
    text: ({ result }) => (result?.kind === 'sites' ? result.addresses.join(', ') : ''),
  },
];
const COLUMNS: { [K in BulkKind]: readonly Column[] } = { meetings: MEETINGS, sites: SITES };

interface BulkTableProps {
  kind: BulkKind;
  items: readonly BulkItem[];
  /** So many rows at most. */
  most: number;
}

/** Sorted by whichever column was pressed; first in the order in which they were put in. */
export function BulkTable({ kind, items, most }: BulkTableProps) {
  const [order, setOrder] = useState<{ name: string; down: boolean } | null>(null);
  const columns = COLUMNS[kind];
  const sorted = sortedBy(columns, items, order);
  return (
    <div class="bulk-scroll">
      <table class="table bulk-table">
        <caption class="section-label">Results</caption>
        <thead>
          <tr>
            {columns.map(({ name }) => {
              const isIt = order?.name === name;
              const sort = isIt ? (order.down ? 'descending' : 'ascending') : 'none';
              return (
                <th key={name} scope="col" aria-sort={sort}>
                  <button
                    type="button"
                    class="bulk-sort"
                    onClick={() => setOrder({ name, down: isIt && !order.down })}
                  >
                    {name}
                    <span aria-hidden="true">{isIt ? (order.down ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, most).map((item) => (
            <Row key={item.key} columns={columns} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ columns, item }: { columns: readonly Column[]; item: BulkItem }) {
  const [first, ...others] = columns;
  return (
    <tr>
      <th scope="row">{first?.text(item)}</th>
      {others.map((column) => (
        <td key={column.name}>{column.text(item)}</td>
      ))}
    </tr>
  );
}

function sortedBy(
  columns: readonly Column[],
  items: readonly BulkItem[],
  order: { name: string; down: boolean } | null,
): readonly BulkItem[] {
  const column = columns.find(({ name }) => name === order?.name);
  if (!column || order === null) return items;
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  const rows = items.map((item) => ({ item, text: column.text(item) }));
  rows.sort((one, other) => {
    // What has nothing to say comes last, whichever way.
    if (one.text === '' || other.text === '')
      return one.text === other.text ? 0 : one.text === '' ? 1 : -1;
    return compare(one.text, other.text) * (order.down ? -1 : 1);
  });
  return rows.map(({ item }) => item);
}

function hostJoinedOf({ result }: BulkItem): string {
  if (result?.kind !== 'meetings' || result.hostJoined === null) return '';
  return result.hostJoined ? 'Yes' : 'No';
}

function startOf({ result }: BulkItem): string {
  return result?.kind === 'meetings' && result.startMs !== null ? momentWords(result.startMs) : '';
}
