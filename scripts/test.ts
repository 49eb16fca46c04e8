// Everything that must hold before a change lands: npm test
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORTS = fileURLToPath(new URL('../test/output/reports', import.meta.url));

/** One command; with `report`, a test run whose own report is added up at the end. */
interface Step {
  name: string;
  command: string[];
  report?: string;
  env?: Record<string, string>;
}

const vitest = (project: string, report: string): Pick<Step, 'command' | 'report'> => ({
  command: [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${REPORTS}/${report}.json`,
  ],
  report,
});

/** One step after the other; those in a row of their own run side by side. */
const STEPS: readonly (Step | readonly Step[])[] = [
  { name: 'Lint', command: ['biome', 'check', '--error-on-warnings'] },
  { name: 'Types', command: ['tsc', '-b'] },
  { name: 'Unit tests and journeys', ...vitest('unit', 'unit') },
  {
    name: 'Build for Chromium',
    command: ['vite', 'build', '--mode', 'chromium', '--logLevel', 'warn'],
  },
  {
    name: 'Build for Firefox',
    command: ['vite', 'build', '--mode', 'firefox', '--logLevel', 'warn'],
  },
  { name: 'Both builds looked at', ...vitest('bundle', 'bundle') },
  {
    name: 'Lint of the Firefox build',
    command: [
      'web-ext',
      'lint',
      '--source-dir',
      'dist/firefox',
      '--warnings-as-errors',
      '--no-config-discovery',
    ],
  },
  // Both wait most of the time: for pages, and for each other's.
  [
    {
      name: 'End to end in Chromium',
      ...vitest('e2e', 'e2e-chromium'),
      env: { LATCHKEY_BROWSER: 'chromium' },
    },
    {
      name: 'End to end in Firefox',
      ...vitest('e2e', 'e2e-firefox'),
      env: { LATCHKEY_BROWSER: 'firefox' },
    },
  ],
];

/** How many tests passed, failed and were skipped. */
interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const reportSchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
});

async function runAll(): Promise<Count> {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const sum: Count = { passed: 0, failed: 0, skipped: 0 };
  for (const steps of STEPS) {
    const counts = 'name' in steps ? [await take(steps)] : await Promise.all(steps.map(takeAside));
    for (const count of counts) add(sum, count);
  }
  return sum;
}

async function take(step: Step): Promise<Count> {
  console.log(`\n▶ ${step.name}`);
  return await timed(step, (line) => process.stdout.write(line));
}

/** What it prints comes in one, at its end: several at once would mix their lines. */
async function takeAside(step: Step): Promise<Count> {
  console.log(`\n▶ ${step.name} …`);
  const lines: Buffer[] = [];
  const count = await timed(step, (line) => lines.push(line));
  console.log(`\n▶ ${step.name}: what it printed\n${Buffer.concat(lines)}`);
  return count;
}

async function timed(step: Step, print: (line: Buffer) => unknown): Promise<Count> {
  const started = Date.now();
  const good = await run(step, print);
  const seconds = ((Date.now() - started) / 1_000).toFixed(1);
  console.log(`${good ? '✔' : '✘'} ${step.name}: ${good ? 'good' : 'FAILED'} after ${seconds} s`);
  return countOf(step, good);
}

function run(
  { command: [tool = '', ...options], env }: Step,
  print: (line: Buffer) => unknown,
): Promise<boolean> {
  const child = spawn('npx', ['--no-install', tool, ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  child.stdout.on('data', print);
  child.stderr.on('data', print);
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

/** What a step counts for: its report, and one failure if it went wrong without a failed test. */
function countOf({ report }: Step, good: boolean): Count {
  const count = report === undefined ? null : readReport(report);
  const { passed, failed, skipped } = count ?? { passed: 0, failed: 0, skipped: 0 };
  const silent = failed === 0 && (!good || (report !== undefined && passed === 0));
  return { passed, failed: silent ? 1 : failed, skipped };
}

function readReport(name: string): Count | null {
  try {
    const report = v.parse(
      reportSchema,
      JSON.parse(readFileSync(`${REPORTS}/${name}.json`, 'utf8')),
    );
    const skipped = report.numPendingTests + report.numTodoTests;
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped };
  } catch {
    // A run that ended before it could report: counted as a failure by whoever asked.
    return null;
  }
}

function add(sum: Count, more: Count): void {
  sum.passed += more.passed;
  sum.failed += more.failed;
  sum.skipped += more.skipped;
}

const { passed, failed, skipped } = await runAll();
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
