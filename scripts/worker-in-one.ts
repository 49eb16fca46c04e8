import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import { type BuildOptions, build, type Plugin } from 'vite';
import { KDF_SCRIPT } from '../src/domain/kdf-script.ts';

/** What all builds have in common. */
interface Settings {
  define: Record<string, string>;
  build: BuildOptions;
  plugins: Plugin[];
}

const WORKER = '/src/background/service-worker.ts';
const KDF_ENTRY = fileURLToPath(new URL('../src/kdf-worker/kdf-worker.ts', import.meta.url));

/**
 * Builds the worker by itself, as one file, and the one that derives keys beside it. Built together
 * with the pages they would share chunks, and each would carry what only the others need.
 */
export function workerInOne(settings: Settings): Plugin {
  return {
    name: 'latchkey:worker-in-one',
    enforce: 'post',
    // An entry that does nothing takes the worker's place until the end.
    load: { filter: { id: /\/src\/background\/service-worker\.ts$/ }, handler: () => 'void 0;' },
    async generateBundle(_, bundle) {
      const worker = Object.values(bundle).find(
        (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(WORKER),
      );
      if (worker?.type !== 'chunk' || !worker.facadeModuleId) {
        throw new Error(`No chunk for ${WORKER}: has CRXJS changed how it takes the worker in?`);
      }
      worker.code = await codeOf(worker.facadeModuleId, settings);
      const source = await codeOf(KDF_ENTRY, settings);
      this.emitFile({ type: 'asset', fileName: KDF_SCRIPT, source });
    },
  };
}

/** Made small twice: what the one leaves to the other is half a kilobyte. */
async function codeOf(
  entry: string,
  { define, build: options, plugins }: Settings,
): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define,
    plugins,
    build: {
      ...options,
      minify: 'oxc',
      write: false,
      rolldownOptions: {
        ...options.rolldownOptions,
        input: entry,
        output: { codeSplitting: false },
      },
    },
  });
  const [file] = 'output' in result ? result.output : [];
  if (file?.type !== 'chunk') throw new Error(`${entry} was not built into one file.`);
  const small = await minify(file.code, options.terserOptions ?? {});
  return small.code ?? file.code;
}
