import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { findBrowser } from '../../scripts/browsers.ts';
import { largePage } from './large-page.ts';
import type { Row } from './row.ts';

const LARGE = { keys: 700, nodes: 50_000 };
const ENTRY = fileURLToPath(new URL('page-scan-in-page.ts', import.meta.url));
const ROUNDS = 81;
const MOST_TIMES = 1.3;
const LONGEST_TASK_MS = 50;

/** What one run in a page tells, in milliseconds. */
interface Told {
  /** Of each round: our time by the bare walk's. */
  ratios: number[];
  bareMs: number;
  ownMs: number;
  allMs: number;
  longestMs: number;
  marks: number;
  changed: boolean;
}

/** The helper's own walk, finder and marks in a page of Chromium and of Firefox, against the bare walk there. */
export async function benchPageScan(): Promise<Row[]> {
  const code = await bundle();
  const rows: Row[] = [];
  for (const kind of ['chromium', 'firefox'] as const) {
    const executablePath = await findBrowser(kind);
    const args = kind === 'chromium' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const browser = await puppeteer.launch({
      browser: kind === 'firefox' ? 'firefox' : 'chrome',
      executablePath,
      args,
      // Told in whole milliseconds, a walk of six would be known to a sixth.
      extraPrefsFirefox: { 'privacy.reduceTimerPrecision': false },
    });
    rows.push(...rowsOf(kind, await measure(browser, code)));
    await browser.close();
  }
  return rows;
}

async function measure(browser: Browser, code: string): Promise<Told> {
  const page: Page = await browser.newPage();
  await page.setContent(largePage(LARGE));
  // As the page's own script: what a test tool evaluates runs slower.
  await page.addScriptTag({ content: code });
  await page.evaluate((rounds) => Reflect.get(globalThis, 'measureScan')(rounds), ROUNDS);
  return page.evaluate(() => Reflect.get(globalThis, 'measured'));
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: { lib: { entry: ENTRY, formats: ['iife'], name: 'bench' }, write: false },
  });
  const [first] = [result].flat();
  const chunk = first && 'output' in first ? first.output[0] : null;
  if (chunk === null) throw new Error('The script for the page was not built.');
  return chunk.code;
}

/** A quarter, the half and three quarters of them are below these. */
function quartilesOf(values: readonly number[]): [number, number, number] {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  return [at(0.25), at(0.5), at(0.75)];
}

function rowsOf(kind: string, told: Told): Row[] {
  const { bareMs, ownMs, allMs, longestMs, marks, changed } = told;
  const [low, times, high] = quartilesOf(told.ratios);
  const page = `a page of 50,000 nodes in ${kind}`;
  return [
    {
      what: `finding in the text of ${page}, against the bare walk and regex`,
      measured: `${times.toFixed(2)} (half of ${ROUNDS} rounds: ${low.toFixed(2)} to ${high.toFixed(2)}; quickest: ${ownMs.toFixed(1)} ms of ${bareMs.toFixed(1)} ms)`,
      bar: `≤ ${MOST_TIMES}`,
      met: times <= MOST_TIMES,
    },
    {
      what: `longest task with marks and shadow roots, and what it changes of ${page}`,
      measured: `${longestMs.toFixed(1)} ms of ${allMs.toFixed(1)} ms, ${marks} marked, ${changed ? 'something' : 'nothing'} changed`,
      bar: `≤ ${LONGEST_TASK_MS} ms, ${LARGE.keys} marked, nothing changed`,
      met: longestMs <= LONGEST_TASK_MS && marks === LARGE.keys && !changed,
    },
  ];
}
