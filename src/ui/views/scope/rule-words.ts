import type { FactsOf } from '../../../domain/failure.ts';
import type { ListVerdict, ScopeVerdict } from '../../../domain/scope-verdict.ts';
import { METHODS, type Refusal } from '../../../domain/url-rule.ts';
import { isOdd, oddityIn } from './rule-problem.ts';

/** Why a request is denied, as a part of a sentence. */
const REFUSALS: { [R in Exclude<Refusal, 'odd'>]: string } = {
  path: 'no rule opens this path',
  method: 'the rules open this path to another method only',
  host: 'this does not lead plainly to the key’s own host',
  override: 'a header or the query may make the server take another method or path',
};

function refusalWords(refusal: Refusal, path: string): string {
  if (refusal !== 'odd') return REFUSALS[refusal];
  const odd = isOdd(path) ? oddityIn(path) : 'something in it';
  return `servers may differ in where this leads, because of ${odd}`;
}

/** The tester's answer: a line for what is said, and one for what is to be known about it. */
export function verdictWords({ lists }: ScopeVerdict, url: string) {
  const denied = lists.find(({ refusal }) => refusal !== null);
  if (denied?.refusal) {
    const more = denied.rule === null ? null : `The nearest is ${placedWords(denied)}.`;
    const [path = ''] = url.replace(/^https?:\/\/[^/\\]*/i, '').split(/[?#]/);
    return { allowed: false, answer: `Denied: ${refusalWords(denied.refusal, path)}.`, more };
  }
  const [first, second] = lists;
  const more = second ? `And by ${placedWords(second)}.` : null;
  const answer = first
    ? `Allowed by ${placedWords(first)}`
    : 'Allowed: no URLs are set, so the whole host is open.';
  return { allowed: true, answer, more };
}

function placedWords({ list, place, rule }: ListVerdict): string {
  return `${list === 'remote' ? 'the key’s own rule' : 'rule'} ${place}: ${rule}`;
}

/** What was not signed and why: for the failure. */
export function refusedWords(facts: FactsOf<'out-of-scope'>): string {
  const { method, path, refusal, list, rule } = facts;
  const nearest = rule === null ? '' : ` The nearest rule is “${rule}”.`;
  const where =
    list === 'remote'
      ? 'Compare the key’s own URLs with those in its system'
      : 'Change its allowed URLs';
  return `${method} ${path} was not signed: ${refusalWords(refusal, path)}.${nearest} ${where}, or choose another key.`;
}

/** What a key without any rule is used for. */
export const NO_RULES = 'No URL yet: Latchkey signs requests to everything on the key’s own host.';

/** How a wildcard is meant: what we decided where systems leave it open, the stricter way. */
export const STAR_HELP =
  '“*” stands for one part of a path, as in /api/audit/*, and never for “/”; “/**” at the end opens everything below. The query is free. Capitals count.';

/** The same of rules that the system has: what it does not say of its wildcard, we do not assume. */
export const REMOTE_STAR_HELP =
  'Here “*” stands for one part of a path and never for “/”: the system does not say, and this is the stricter way.';

/** What the method of a local rule may be. */
export const LOCAL_METHODS = [
  ...METHODS.map((method) => ({ value: method, label: method })),
  { value: 'any', label: 'Any' },
];
