import { METHODS, type UrlRule } from './url-rule.ts';

/** Rules as one text, a line each: "GET /api/audit/*". For fields, whose values are texts. */
export function writeRules(rules: readonly UrlRule[]): string {
  return rules.map(({ method, url }) => `${method} ${url}`).join('\n');
}

/** The rules in such a text. A line without a method that we know is a rule that opens nothing. */
export function readRules(text: string): UrlRule[] {
  if (text.trim() === '') return [];
  return text.split('\n').map((line) => {
    const [word, ...url] = line.trim().split(' ');
    const method = [...METHODS, 'any' as const].find((one) => one === word);
    return method ? { method, url: url.join(' ').trim() } : { method: 'GET', url: line };
  });
}
