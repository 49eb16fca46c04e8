import type { Plugin } from 'vite';

const ASSIGNMENT = /\(\w+\.innerHTML=\w+\.__html\)/g;

/**
 * Takes Preact's only assignment to `innerHTML` out: nothing here sets HTML, and the shop's linter
 * warns of the possibility. `dangerouslySetInnerHTML` does nothing in a build.
 */
export function withoutInnerHtml(): Plugin {
  return {
    name: 'latchkey:without-inner-html',
    transform(code, id) {
      if (!/\/preact\/dist\/preact\.m?js/.test(id)) return null;
      if (code.match(ASSIGNMENT)?.length !== 1) {
        throw new Error(`${id}: expected one assignment to innerHTML. Look at this Preact again.`);
      }
      return { code: code.replace(ASSIGNMENT, '(0)'), map: null };
    },
  };
}
