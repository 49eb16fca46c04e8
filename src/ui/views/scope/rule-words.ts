import type { FactsOf } from '../../../domain/failure.ts';
import type { PlacedRule, ScopeVerdict } from '../../../domain/scope-verdict.ts';
import { METHODS, type Refusal, type RuleProblem, type UrlRule } from '../../../domain/url-rule.ts';

/** What is wrong with a rule's URL, as the end of a sentence. */
export const RULE_PROBLEMS: { [P in RuleProblem]: string } = {
  missing: 'is missing',
  long: 'is too long',
  start: 'must begin with “/”, or with https:// and the key’s host',
  query: 'must end before “?” and “#”: rules say nothing of the query',
  stars: 'may have “**” only as its last part, as in /api/**',
  'many-hosts': 'must name the key’s host, without a wildcard or a user name in it',
  slashes: 'must not hold doubled, backward or encoded slashes',
  dots: 'must not hold “.” or “..” as a part, nor parts that end in a dot or a blank',
  parameters: 'must not hold “;”',
  encoding: 'has a percent sign that is not as a browser would write it',
  characters: 'has a character that must be percent-encoded',
};

/** Why a request is denied, as a part of a sentence. */
export const REFUSALS: { [R in Refusal]: string } = {
  path: 'no rule opens this path',
  method: 'this path is open to another method only',
  host: 'this does not lead plainly to the key’s own host',
  header: 'one of its headers may make the server take another method or path',
  slashes: 'a doubled, backward or encoded slash may lead elsewhere',
  dots: '“.” and “..”, and parts that end in a dot or a blank, may lead elsewhere',
  parameters: 'what follows “;” may be read in different ways',
  encoding: 'it has percent signs that are not as a browser would write them',
  characters: 'it has characters that may be read in different ways',
};

/** "GET /api/audit/*" */
export function ruleWords({ method, url }: UrlRule): string {
  return `${method === 'any' ? 'any method,' : method} ${url}`;
}

/** The tester's answer: a line for what is said, and one for what is to be known about it. */
export function verdictWords(verdict: ScopeVerdict): { answer: string; more: string | null } {
  if (!verdict.allowed) {
    const { refusal, nearest } = verdict;
    const more = nearest && `Nearest is ${placedWords(nearest)}.`;
    return { answer: `Denied: ${REFUSALS[refusal]}.`, more };
  }
  const [first, second] = verdict.by;
  if (first === undefined) {
    return { answer: 'Allowed: no URLs are set, so the whole host is open.', more: null };
  }
  const more = second ? `And by ${placedWords(second)}.` : null;
  return { answer: `Allowed by ${placedWords(first)}`, more };
}

function placedWords(rule: PlacedRule): string {
  const whose = rule.list === 'remote' ? 'the key’s own rule' : 'rule';
  return `${whose} ${rule.place}: ${ruleWords(rule)}`;
}

/** What was not signed and why: for the failure. */
export function refusedWords(facts: FactsOf<'out-of-scope'>): string {
  const { method, path, refusal, list, rule } = facts;
  const nearest = rule === null ? '' : ` The nearest rule is “${rule}”.`;
  const where =
    list === 'remote'
      ? 'Compare the key’s URLs with those in its system'
      : 'Change its allowed URLs';
  return `${method} ${path} was not signed: ${REFUSALS[refusal]}.${nearest} ${where}, or choose another key.`;
}

/** How a wildcard is meant: what we decided where systems leave it open, the stricter way. */
export const STAR_HELP =
  'As in /api/audit/*, where “*” stands for one part of a path and never for “/”; “/**” at the end opens everything below. The query is free. Capitals count.';

/** What the method of a local rule may be. */
export const LOCAL_METHODS = [
  ...METHODS.map((method) => ({ value: method, label: method })),
  { value: 'any', label: 'Any' },
];
