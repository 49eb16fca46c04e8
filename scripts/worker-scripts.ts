import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import { type BuildOptions, build, type Plugin } from 'vite';
import { KDF_SCRIPT } from '../src/domain/kdf-script.ts';
import { HELPER_SCRIPT, SELECTION_SCRIPT } from '../src/domain/page-script.ts';
import { type Chunk, classicScripts } from './classic-scripts.ts';
import type { Browser } from './manifest.ts';

/** What all builds have in common. */
interface Settings {
  browser: Browser;
  define: Record<string, string>;
  build: BuildOptions;
  plugins: Plugin[];
}

const WORKER = /\/src\/background\/service-worker\.ts$/;
const WORKER_ENTRY = fileURLToPath(new URL('../src/background/service-worker.ts', import.meta.url));
const KDF_ENTRY = fileURLToPath(new URL('../src/kdf-worker/kdf-worker.ts', import.meta.url));

const CONTENT = fileURLToPath(new URL('../src/content/', import.meta.url));

/** What is put into pages: one classic script each, and nothing that a page could load by itself. */
const CONTENT_SCRIPTS = {
  [SELECTION_SCRIPT]: { entry: 'selection.ts', begin: 'selectedText' },
  [HELPER_SCRIPT]: { entry: 'page-finder.ts', begin: 'helpOnPage' },
} as const;

/** The script that the browser starts, and the one that it fetches when it first needs it. */
const SCRIPTS = { first: 'worker.js', later: 'worker-later.js' } as const;

/**
 * Builds the worker by itself, and the one that derives keys beside it. Built together with the
 * pages they would share chunks, and each would carry what only the others need.
 */
export function workerScripts(settings: Settings): Plugin {
  return {
    name: 'latchkey:worker-scripts',
    enforce: 'post',
    // An entry that does nothing takes the worker's place until the end.
    load: { filter: { id: WORKER }, handler: () => 'void 0;' },
    async generateBundle() {
      const [kdf] = await chunksOf(KDF_ENTRY, settings, false);
      this.emitFile({ type: 'asset', fileName: KDF_SCRIPT, source: kdf?.code ?? '' });
      const chunks = await chunksOf(WORKER_ENTRY, settings, true);
      const scripts = classicScripts(chunks, { ...SCRIPTS, browser: settings.browser });
      for (const [fileName, source] of Object.entries(scripts)) {
        this.emitFile({ type: 'asset', fileName, source });
      }
      for (const [fileName, { entry, begin }] of Object.entries(CONTENT_SCRIPTS)) {
        const [script] = await chunksOf(join(CONTENT, entry), settings, false, true);
        this.emitFile({ type: 'asset', fileName, source: asValue(script?.code ?? '', begin) });
      }
    },
    async writeBundle({ dir = '' }) {
      await nameInManifest(dir);
    },
  };
}

/** A script whose value is what its one export gives: what the browser hands to whoever has it run. */
function asValue(code: string, begin: string): string {
  const [whole = '', local = ''] =
    /export\s*\{\s*([\w$]+) as \w+\s*\};?\s*$/.exec(code) ??
    /export\s*\{\s*([\w$]+)\s*\};?\s*$/.exec(code) ??
    [];
  if (local === '') throw new Error(`The script of ${begin} exports something else.`);
  return `(()=>{"use strict";${code.slice(0, -whole.length)}return ${local}()})();\n`;
}

/** CRXJS wrote a loader of a module for the entry that does nothing: the real one takes its place. */
async function nameInManifest(folder: string): Promise<void> {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  const { service_worker, scripts } = manifest.background;
  const loader: string = service_worker ?? scripts[0];
  const [, empty = ''] = /import '(.+)'/.exec(await readFile(join(folder, loader), 'utf8')) ?? [];
  await Promise.all([loader, empty].map((name) => rm(join(folder, name))));
  manifest.background = service_worker
    ? { service_worker: SCRIPTS.first }
    : { scripts: [SCRIPTS.first] };
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Made small twice: what the one leaves to the other is half a kilobyte. */
async function chunksOf(
  entry: string,
  { define, build: options, plugins }: Settings,
  codeSplitting: boolean,
  keepsExports = false,
): Promise<Chunk[]> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define,
    plugins,
    build: {
      ...options,
      // As a library: for a page Vite would wrap an import in what loads style sheets before it.
      lib: { entry, formats: ['es'] },
      minify: 'oxc',
      write: false,
      rolldownOptions: {
        ...options.rolldownOptions,
        // What both scripts need stays in the first.
        preserveEntrySignatures: keepsExports ? 'strict' : false,
        output: { codeSplitting },
      },
    },
  });
  const chunks: Chunk[] = [];
  for (const file of [result].flat().flatMap((each) => ('output' in each ? each.output : []))) {
    if (file.type !== 'chunk') continue;
    const { fileName, isEntry } = file;
    const small = await minify(file.code, options.terserOptions ?? {});
    chunks.push({ fileName, isEntry, code: small.code ?? file.code });
  }
  return chunks;
}
