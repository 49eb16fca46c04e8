import type { Plugin } from 'vite';

/**
 * Takes out of lossless-json what parsing alone does not call: its own class of numbers, which ours
 * stands in for, and revivers, which we have none of. Whoever calls them after all gets an error.
 */
export function losslessParseOnly(): Plugin {
  return {
    name: 'latchkey:lossless-parse-only',
    load: {
      filter: { id: /\/lossless-json\/lib\/esm\/(numberParsers|revive)\.js$/ },
      handler: () =>
        ['parseLosslessNumber', 'parseNumberAndBigInt', 'revive']
          .map((name) => `export const ${name} = null;`)
          .join('\n'),
    },
  };
}
