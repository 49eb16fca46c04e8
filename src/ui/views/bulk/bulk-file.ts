import type { BulkItem, BulkKind } from '../../../domain/bulk.ts';
import { writeCsv } from '../../csv.ts';
import { statusOf } from './bulk-words.ts';

const COLUMNS: { [K in BulkKind]: readonly string[] } = {
  meetings: [
    'Session key',
    'Meeting',
    'Status',
    'Host joined',
    'Host',
    'Starts (UTC)',
    'Site',
    'SIP',
    'Toll',
    'Asked at (UTC)',
    'Failure',
  ],
  sites: ['Email', 'Status', 'Sites', 'Site', 'Asked at (UTC)', 'Failure'],
};

/** The results for a spreadsheet; of somebody's sites each has a row. */
export function bulkCsvOf(kind: BulkKind, items: readonly BulkItem[]): string {
  return writeCsv(COLUMNS[kind], items.flatMap(kind === 'meetings' ? meetingRows : siteRows));
}

/** The results for a program. */
export function bulkJsonOf(kind: BulkKind, items: readonly BulkItem[]): string {
  const results = items.map(({ key, atMs, result, failure }) => ({
    [kind === 'meetings' ? 'sessionKey' : 'email']: key,
    askedAt: timeOf(atMs),
    ...(result ?? {}),
    failure: failure?.code ?? null,
  }));
  return `${JSON.stringify({ latchkeyBulk: 1, results }, null, 2)}\n`;
}

function meetingRows(item: BulkItem): (string | number)[][] {
  const { key, atMs, result, failure } = item;
  const found = result?.kind === 'meetings' ? result : null;
  const joined =
    found?.hostJoined === undefined || found.hostJoined === null ? '' : found.hostJoined;
  return [
    [
      key,
      found?.name ?? '',
      statusOf(item),
      joined === '' ? '' : joined ? 'Yes' : 'No',
      found?.host ?? '',
      timeOf(found?.startMs ?? null),
      found?.site ?? '',
      found?.sip ?? '',
      found?.toll ?? '',
      timeOf(atMs),
      failure?.code ?? '',
    ],
  ];
}

function siteRows(item: BulkItem): (string | number)[][] {
  const { key, atMs, result, failure } = item;
  const addresses = result?.kind === 'sites' ? result.addresses : [];
  const rows = addresses.length === 0 ? [''] : addresses;
  const end = [timeOf(atMs), failure?.code ?? ''];
  return rows.map((address) => [key, statusOf(item), addresses.length, address, ...end]);
}

function timeOf(atMs: number | null): string {
  return atMs === null ? '' : new Date(atMs).toISOString();
}
