// Measures what has a bar, each against its limit or a peer: npm run bench
import { benchPageScan } from '../test/bench/page-scan.ts';
import { benchQuota } from '../test/bench/quota.ts';

const rows = [...(await benchPageScan()), await benchQuota()];
for (const { what, measured, bar, met } of rows) {
  console.log(`${met ? 'met   ' : 'MISSED'}  ${what}: ${measured} (bar: ${bar})`);
}
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
