// Measures what has a bar, each against its limit or a peer: npm run bench [-- page-scan quota]
import { benchPageScan } from '../test/bench/page-scan.ts';
import { benchQuota } from '../test/bench/quota.ts';
import type { Row } from '../test/bench/row.ts';

const BENCHES: { [name: string]: () => Promise<Row[]> } = {
  'page-scan': benchPageScan,
  quota: async () => [await benchQuota()],
};

const wanted = process.argv.slice(2);
const rows: Row[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await bench()));
}
for (const { what, measured, bar, met } of rows) {
  console.log(`${met ? 'met   ' : 'MISSED'}  ${what}: ${measured} (bar: ${bar})`);
}
process.exitCode = rows.length > 0 && rows.every(({ met }) => met) ? 0 : 1;
