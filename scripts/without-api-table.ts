import type { Plugin } from 'vite';

const TABLE = /const apiMetadata = (\{\n.*?\n {6}\});/gs;

/**
 * Takes webextension-polyfill's table out, which names every call of every interface that once
 * answered by callbacks only. The browsers that we support answer by promises themselves; what the
 * polyfill makes the same beyond that, messages, does not stand in the table.
 */
export function withoutApiTable(): Plugin {
  return {
    name: 'latchkey:without-api-table',
    transform(code, id) {
      if (!id.endsWith('/browser-polyfill.js')) return null;
      if (code.match(TABLE)?.length !== 1) {
        throw new Error(`${id}: expected one table of calls. Look at this polyfill again.`);
      }
      // It refuses to start with an empty one.
      return { code: code.replace(TABLE, 'const apiMetadata = { runtime: {} };'), map: null };
    },
  };
}
