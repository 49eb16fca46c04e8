import { createPageMarks } from '../../src/content/page-marks.ts';
import { createPageWalk } from '../../src/content/page-walk.ts';

/** As the helper takes them (ms). */
const SLICE_MS = 4;
const BARE = /\d(?:[ \u00a0-]?\d){8,10}|[\w.-]+\.webex\.com\S*/g;

/** The bare walk: text nodes, a gate of length and digits, one regex. */
function walkBare(): number {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  let found = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    if (text.length < 9 || !/\d|webex/i.test(text)) continue;
    BARE.lastIndex = 0;
    while (BARE.exec(text) !== null) found += 1;
  }
  return found;
}

/** Everything that the helper does with a page that it has just come to, in its slices. */
function scan(): { ms: number; longestMs: number; marks: number } {
  const marks = createPageMarks();
  const slices: number[] = [];
  let done = false;
  let walk: ReturnType<typeof createPageWalk> | null = null;
  while (!done) {
    const fromMs = performance.now();
    walk ??= createPageWalk([document], { onText: marks.look, onRoot: () => undefined });
    done = walk.step(fromMs + SLICE_MS);
    slices.push(performance.now() - fromMs);
  }
  const found = marks.all().length;
  marks.clear();
  return {
    ms: slices.reduce((sum, ms) => sum + ms, 0),
    longestMs: Math.max(...slices),
    marks: found,
  };
}

/** Both by turns, so often; the medians. */
function measureScan(rounds: number): void {
  const before = document.documentElement.outerHTML;
  const bare: number[] = [];
  const scans: ReturnType<typeof scan>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const fromMs = performance.now();
    walkBare();
    bare.push(performance.now() - fromMs);
    scans.push(scan());
  }
  Reflect.set(globalThis, 'measured', {
    bareMs: medianOf(bare),
    scanMs: medianOf(scans.map(({ ms }) => ms)),
    longestMs: Math.max(...scans.map(({ longestMs }) => longestMs)),
    marks: scans.at(-1)?.marks ?? 0,
    changed: document.documentElement.outerHTML !== before,
  });
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

Reflect.set(globalThis, 'measureScan', measureScan);
