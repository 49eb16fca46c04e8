import type { Plugin } from 'vite';

/** The browser's interfaces that Latchkey calls. An interface that is missing here is passed on as it is. */
const IN_USE = [
  'action',
  'alarms',
  'commands',
  'idle',
  'notifications',
  'permissions',
  'runtime',
  'storage',
  'tabs',
  'windows',
];

const TABLE = /const apiMetadata = (\{[\s\S]*?\n {6}\});/;

/**
 * Takes out of the polyfill's table of interfaces what Latchkey does not call: a third of its
 * weight, in every page and in the worker.
 */
export function polyfillInUse(): Plugin {
  return {
    name: 'latchkey:polyfill-in-use',
    transform: {
      filter: { id: /\/webextension-polyfill\/dist\// },
      handler(code, id) {
        const [, table] = TABLE.exec(code) ?? [];
        if (table === undefined) {
          throw new Error(`${id}: no table of interfaces was found. Look at this polyfill again.`);
        }
        const all: Record<string, unknown> = JSON.parse(table);
        const used = Object.entries(all).filter(([name]) => IN_USE.includes(name));
        const left = JSON.stringify(Object.fromEntries(used));
        return { code: code.replace(TABLE, () => `const apiMetadata = ${left};`), map: null };
      },
    },
  };
}
