import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { __BROWSER__: '"chromium"', __SANDBOX__: 'null' },
  test: {
    // Vitest would leave one of two cores to its own main thread, which has little to do.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // A passphrase is dear to try, and the machine may be slow: a limit is for what hangs.
          testTimeout: 300_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/bundle.test.ts'],
        },
      },
      { extends: true, test: { name: 'bundle', include: ['test/bundle.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // What only Chromium lets a test see is not asked of Firefox.
          exclude: process.env['LATCHKEY_BROWSER'] === 'firefox' ? ['test/e2e/chromium/**'] : [],
          fileParallelism: false,
          // One process for all files: those that need no fresh browser share one.
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
