import type { Plugin } from 'vite';

const VIRTUAL = '\0native-browser';

/**
 * The polyfill, where there is nothing left for it to do: in the worker. Firefox's own `browser` is
 * what it would pass on, and all that Latchkey's worker calls of Chromium's `chrome` answers with
 * promises in every version that it runs in. The pages keep it.
 */
export function nativeBrowser(): Plugin {
  return {
    name: 'latchkey:native-browser',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^webextension-polyfill$/ },
      handler: () => VIRTUAL,
    },
    load: {
      filter: { id: /native-browser$/ },
      handler: (id) =>
        id === VIRTUAL ? 'export default globalThis.browser ?? globalThis.chrome;' : null,
    },
  };
}
