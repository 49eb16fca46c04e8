import { createPageMarks } from '../../src/content/page-marks.ts';
import { createPageWalk } from '../../src/content/page-walk.ts';
import { findPageMarks } from '../../src/domain/page-mark.ts';

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

/** The helper's walk and finder, without marks and shadow roots, which the bare walk does not look for either. */
function walkOurs(): number {
  let found = 0;
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    found += findPageMarks(node.nodeValue ?? '').length;
  }
  return found;
}

/** Everything that the helper does with a page that it has just come to, in its slices (ms). */
function scan(): { slices: number[]; marks: number } {
  const marks = createPageMarks();
  const walk = createPageWalk([document], { onText: marks.look, onRoot: () => undefined });
  const slices: number[] = [];
  for (let done = false; !done; ) {
    const fromMs = performance.now();
    done = walk.step(fromMs + SLICE_MS);
    slices.push(performance.now() - fromMs);
  }
  const found = marks.all().length;
  marks.clear();
  return { slices, marks: found };
}

function timeOf(task: () => unknown): number {
  const fromMs = performance.now();
  task();
  return performance.now() - fromMs;
}

/** Each twice, ours between the bare one's: what one leaves behind is tidied up in the next one's time. */
function timesOfBoth(): { bareMs: number[]; ownMs: number[] } {
  const first = timeOf(walkBare);
  const ownMs = [timeOf(walkOurs), timeOf(walkOurs)];
  return { bareMs: [first, timeOf(walkBare)], ownMs };
}

const sumOf = (times: readonly number[]) => times.reduce((sum, ms) => sum + ms, 0);

/** By turns, so often. Of times alone the quickest, because a busy computer holds up whomever it hits. */
function measureScan(rounds: number): void {
  const before = document.documentElement.outerHTML;
  const runs = Array.from({ length: rounds }, () => ({ ...timesOfBoth(), all: scan() }));
  Reflect.set(globalThis, 'measured', {
    ratios: runs.map(({ bareMs, ownMs }) => sumOf(ownMs) / sumOf(bareMs)),
    bareMs: Math.min(...runs.flatMap(({ bareMs }) => bareMs)),
    ownMs: Math.min(...runs.flatMap(({ ownMs }) => ownMs)),
    allMs: Math.min(...runs.map(({ all }) => sumOf(all.slices))),
    longestMs: Math.min(...runs.map(({ all }) => Math.max(...all.slices))),
    marks: runs[0]?.all.marks ?? 0,
    changed: document.documentElement.outerHTML !== before,
  });
}

Reflect.set(globalThis, 'measureScan', measureScan);
