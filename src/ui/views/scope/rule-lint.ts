import type { Ability, KnownCall } from '../../../domain/provider-card.ts';
import { isForMethod, judge, reaches, readPattern } from '../../../domain/url-match.ts';
import { METHODS, type UrlRule } from '../../../domain/url-rule.ts';

/** What the rules are for. */
export interface RuleScene {
  /** The credential's own addresses; none while the form has none, or where a stored secret is one. */
  baseUrls: readonly string[];
  /** What its system is known to be asked. */
  calls: readonly KnownCall[];
  /** What this key would be used for. */
  abilities: readonly Ability[];
  /** The rules that the system itself has for the key; `null`: none. */
  remote: readonly UrlRule[] | null;
}

/** Something to be known about a rule (`place`, from 0) or, with `null`, about all of them. */
export interface Lint {
  place: number | null;
  text: string;
}

/** What the rules open beyond what they seem to say, and what they do not open though they seem to. */
export function lintOf(rules: readonly UrlRule[], scene: RuleScene): Lint[] {
  const aboutEach = rules.flatMap((rule, place) => {
    if (readPattern(rule.url) === null) return [];
    const said = nothingOpened(rule, scene) ?? coveredBy(rules, place);
    const texts = said === null ? beyond(rule, scene) : [said];
    return texts.map((text) => ({ place, text }));
  });
  return [...aboutEach, ...leftOut(rules, scene).map((text) => ({ place: null, text }))];
}

/** Why a rule can match nothing; `null`: it can. */
function nothingOpened(rule: UrlRule, scene: RuleScene): string | null {
  const { remote } = scene;
  const own = ownUrls(scene);
  const full = /^https?:/i.test(rule.url.trim()) ? new URL(rule.url.trim()) : null;
  const meant = own.filter(({ origin }) => full === null || full.origin === origin);
  if (full && own.length > 0 && meant.length === 0) {
    const hosts = [...new Set(own.map(({ host }) => host))];
    const are = hosts.length > 1 ? 'hosts are' : 'host is';
    return `Opens nothing: the key’s ${are} ${listed(hosts)}, not ${full.host}.`;
  }
  const path = pathOf(rule);
  const bases = [...new Set(meant.map(basePathOf))];
  const wild = path.slice(0, path.indexOf('*') >>> 0);
  const isBelow = (base: string) => wild.startsWith(`${base}/`) || `${base}/`.startsWith(wild);
  if (bases.length > 0 && !bases.some(isBelow)) {
    const begins = listed(bases.map((base) => `${base}/`));
    return `Opens nothing: all requests of this key begin with ${begins}.`;
  }
  const never = remote !== null && !remote.some(({ method }) => meets(method, rule.method));
  return never ? 'Opens nothing: the key’s own URLs have no such method.' : null;
}

function meets(one: UrlRule['method'], other: UrlRule['method']): boolean {
  return one === other || one === 'any' || other === 'any';
}

/** Signs that stand in no path, for what `*` and `**` stand for. */
const ANY_PART = '\u0001';
const ANY_DEPTH = '\u0001/\u0001/\u0001';

/** Another rule that opens all that this one does; of two that are the same, the first. */
function coveredBy(rules: readonly UrlRule[], place: number): string | null {
  const rule = rules[place];
  if (rule === undefined) return null;
  const other = rules.findIndex(
    (each, at) => at !== place && covers(each, rule) && (at < place || !covers(rule, each)),
  );
  return other < 0 ? null : `Rule ${other + 1} opens all of this already.`;
}

function covers(wide: UrlRule, narrow: UrlRule): boolean {
  const methods = narrow.method === 'any' ? METHODS : [narrow.method];
  const path = pathOf(narrow).replace(/\*\*$/, ANY_DEPTH).replaceAll('*', ANY_PART);
  const originOf = ({ url }: UrlRule) => /^https?:\/\/[^/]*/i.exec(url.trim())?.[0].toLowerCase();
  const sameHost = originOf(wide) === undefined || originOf(wide) === originOf(narrow);
  const bare = { ...wide, url: pathOf(wide) };
  return (
    sameHost &&
    methods.every((method) => isForMethod(wide, method)) &&
    reaches(bare, { origin: '', path })
  );
}

function pathOf({ url }: UrlRule): string {
  return url.trim().replace(/^https?:\/\/[^/]*/i, '');
}

/** What a rule opens beyond what it seems to say. */
function beyond(rule: UrlRule, scene: RuleScene): string[] {
  return [wildcardWords(rule, scene), methodWords(rule)].flatMap((text) => text ?? []);
}

/** What the system is known to be asked says more than a made-up path. */
function wildcardWords(rule: UrlRule, scene: RuleScene): string | null {
  const path = pathOf(rule);
  if (!path.includes('*')) return null;
  if (path === '/**') return 'This wildcard opens the whole host.';
  const known = scene.calls.filter(
    (call) => isForMethod(rule, call.method) && reaches(rule, targetOf(call, scene)),
  );
  const examples = known.length > 0 ? known.map(callWords) : examplesOf(path);
  return examples.length === 0 ? null : `This wildcard also opens ${listed(examples)}.`;
}

function listed(examples: readonly string[]): string {
  const first = examples.slice(0, -1).join(', ');
  return [first, ...examples.slice(-1)].filter((part) => part !== '').join(' and ');
}

/** Paths that a pattern opens and that its author may not have had in mind. */
function examplesOf(path: string): string[] {
  const parts = path.split('/');
  if (parts.at(-1) === '**') return [`${plainly(path.slice(0, -2))}a/b/c`];
  const place = parts.findIndex(isSurprising(parts.length - 1));
  const part = parts[place];
  if (part === undefined) return [];
  const fillings =
    part === '*' ? ['admin', 'users'] : part.startsWith('*') ? ['private'] : ['s', '-archive'];
  return fillings.map((filling) => {
    const filled = parts.with(place, part.replace('*', filling));
    return plainly(filled.join('/'));
  });
}

/** A wildcard beside other text, or one that is a whole part before the last. */
function isSurprising(last: number) {
  return (part: string, place: number) => part.includes('*') && (part !== '*' || place < last);
}

function plainly(path: string): string {
  return path.replaceAll('*', 'x');
}

const CALL_WORDS: Record<string, string> = {
  meetings: 'looks up meetings',
  sites: 'finds sites by email',
  renewal: 'makes a new key',
};

function callWords({ ability, method, path }: KnownCall): string {
  return `${method} ${path} (${CALL_WORDS[ability] ?? ability})`;
}

function methodWords({ method }: UrlRule): string | null {
  return method === 'any' ? 'Any method: it also opens DELETE.' : null;
}

/** What the key is there for and could not do any more. */
function leftOut(rules: readonly UrlRule[], scene: RuleScene): string[] {
  if (rules.length === 0) return [];
  const isOpen = (call: KnownCall) => judge(rules, targetOf(call, scene)).refusal === null;
  const wanted = scene.calls.filter(({ ability }) => scene.abilities.includes(ability));
  const closed = wanted.filter((call) => !isOpen(call));
  if (closed.length === 0) return [];
  const tries = scene.calls.filter(
    (call) =>
      !isOpen(call) && wanted.some((each) => each.ability === call.triesFor && isOpen(each)),
  );
  return [
    `Left out: ${listed(closed.map(callWords))}. Latchkey will not ask that with this key.`,
    ...tries.map(
      ({ method, path }) =>
        `Without ${method} ${path} it cannot be renewed: that is how a renewal tries a key.`,
    ),
  ];
}

function targetOf({ method, path }: KnownCall, scene: RuleScene) {
  const [usual] = ownUrls(scene);
  const base = usual === undefined ? '' : basePathOf(usual);
  return { method, origin: usual?.origin ?? '', path: `${base}${path}` };
}

function ownUrls({ baseUrls }: RuleScene): URL[] {
  return baseUrls.filter((url) => URL.canParse(url)).map((url) => new URL(url));
}

function basePathOf({ pathname }: URL): string {
  return pathname.replace(/\/$/, '');
}
