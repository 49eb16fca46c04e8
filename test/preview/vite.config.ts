import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/**
 * Popup and panel in an ordinary page over a fake worker, to look at and to take pictures of:
 * `npx vite --config test/preview/vite.config.ts`, then open
 * `/test/preview/popup.html?scene=meeting`.
 */
// biome-ignore lint/style/noDefaultExport: it is what Vite reads
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: {
    __BROWSER__: JSON.stringify('chromium'),
    __SANDBOX__: JSON.stringify({ label: 'Sandbox', fields: { apiKey: 'sandbox-key' } }),
  },
  cacheDir: fileURLToPath(new URL('../../node_modules/.cache/preview', import.meta.url)),
  server: { host: '127.0.0.1' },
});
