import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import { losslessParseOnly } from './scripts/lossless-parse-only.ts';
import { type Browser, manifestFor } from './scripts/manifest.ts';
import { nativeBrowser } from './scripts/native-browser.ts';
import { withoutApiTable } from './scripts/without-api-table.ts';
import { withoutInnerHtml } from './scripts/without-inner-html.ts';
import { workerScripts } from './scripts/worker-scripts.ts';

/**
 * `--mode chromium` and `--mode firefox` build what is shipped, into `dist/<mode>`;
 * `chromium-development` and `firefox-development` add the button "Use the sandbox key".
 */
export default defineConfig(({ mode }) => {
  const browser: Browser = mode.startsWith('firefox') ? 'firefox' : 'chromium';
  const sandbox = mode.endsWith('-development')
    ? (process.env['LATCHKEY_SANDBOX'] ?? 'null')
    : 'null';
  const define = { __BROWSER__: JSON.stringify(browser), __SANDBOX__: sandbox };
  const build = {
    minify: 'terser',
    terserOptions: {
      ecma: 2020,
      module: true,
      compress: { passes: 3, unsafe_arrows: true, pure_getters: true },
    },
    target: browser === 'chromium' ? 'chrome123' : 'firefox142',
    modulePreload: false,
    rolldownOptions: {
      // Making a schema does nothing but make a schema: what nobody uses is left out.
      treeshake: { manualPureFunctions: ['v'] },
    },
  } as const;
  return {
    plugins: [
      withoutInnerHtml(),
      withoutApiTable(),
      workerScripts({ browser, define, build, plugins: [nativeBrowser(), losslessParseOnly()] }),
      crx({ manifest: manifestFor(browser), browser: browser === 'firefox' ? browser : 'chrome' }),
    ],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    define,
    build: {
      ...build,
      outDir: `dist/${mode}`,
      emptyOutDir: true,
      rolldownOptions: { ...build.rolldownOptions, input: pagesFor(browser) },
    },
  };
});

/** Pages that the manifest does not name, or that CRXJS does not build because of it. */
function pagesFor(browser: Browser): Record<string, string> {
  const panel = 'src/panel/panel.html';
  return browser === 'chromium' ? { panel, offscreen: 'src/offscreen/offscreen.html' } : { panel };
}
