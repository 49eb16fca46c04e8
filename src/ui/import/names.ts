import type { FieldCard, ProviderCard } from '../../domain/provider-card.ts';

/** Words that say which of several environments, and nothing of what the value is. */
const ENVIRONMENTS: ReadonlySet<string> = new Set(
  'prod production live test testing dev development stage staging uat qa demo sandbox local default my our'.split(
    ' ',
  ),
);

/**
 * The words of a name: "WEBEX.apiKey" and "webex_api_key" are both webex · api · key. Numbers and
 * environments at the end come to the front: "api_key_prod" is prod · api · key.
 */
export function wordsOf(name: string): string[] {
  const words = name
    .replace(/([\p{Ll}\d])(?=\p{Lu})/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  let end = words.length;
  while (end > 1 && isAsideWord(words[end - 1] ?? '')) end -= 1;
  return [...words.slice(end), ...words.slice(0, end)];
}

function isAsideWord(word: string): boolean {
  return ENVIRONMENTS.has(word) || /^\d+$/.test(word);
}

/** Whether a prefix says at most which of several environments. */
export function isAside(prefix: string): boolean {
  return prefix === '' || prefix.split(' ').every(isAsideWord);
}

/** What every credential has besides its system's fields, and what files call it. */
export const COMMON = {
  label: ['label', 'name', 'title', 'key name', 'credential', 'credential name'],
  description: ['description', 'notes', 'note', 'comment', 'comments', 'remark', 'remarks'],
  expires: [
    ...['expires', 'expiry', 'expiration', 'expires at', 'expires on', 'expiry date'],
    ...[
      'expiration date',
      'expiration time',
      'expiry time',
      'valid until',
      'valid to',
      'valid till',
    ],
  ],
  /** Says which system a line is for, also when it is one that we do not know. */
  system: ['system', 'provider'],
  /** Says so where its value is the name of a system. */
  service: ['service', 'product', 'platform'],
} as const;

/** Something that a name may mean: a field of a system, or what every credential has. */
export interface Target {
  /** The field's name, or one of `COMMON` with a colon before it. */
  id: string;
  /** Whether the term is of one word, which alone says little: "key", "host". */
  vague: boolean;
}

/** What one system's names mean, looked up by their words without gaps. */
export interface Dictionary {
  terms: ReadonlyMap<string, Target>;
  /** The names by which the system itself is called. */
  own: Names;
}

/** Names in words (webex · connect), and all their words. */
export interface Names {
  whole: readonly (readonly string[])[];
  words: ReadonlySet<string>;
}

export function namesOfWords(whole: Names['whole']): Names {
  return { whole, words: new Set(whole.flat()) };
}

export function dictionaryOf(provider: ProviderCard): Dictionary {
  const terms = new Map<string, Target>();
  const learn = (id: string, names: readonly string[]) => {
    for (const words of names.map(wordsOf)) {
      const term = words.join('');
      if (!terms.has(term)) terms.set(term, { id, vague: words.length === 1 });
    }
  };
  for (const field of provider.fields) learn(field.name, namesOf(field));
  for (const [id, names] of Object.entries(COMMON)) learn(`:${id}`, names);
  return { terms, own: namesOfWords([provider.id, ...namesOf(provider)].map(wordsOf)) };
}

function namesOf(named: FieldCard | ProviderCard): string[] {
  const name = 'name' in named ? [named.name] : [];
  return [...name, named.label, ...named.synonyms];
}

/** Whether somebody calls this system so: "Webex", "webex-meetings". */
export function isCalled(provider: ProviderCard, typed: string): boolean {
  const called = wordsOf(typed).join('');
  return [provider.id, ...namesOf(provider)].some((name) => wordsOf(name).join('') === called);
}

/** What a name means for a system. */
export interface Meaning {
  target: string;
  /** The words before the term, without the system's own: "prod". */
  prefix: string;
  /** Whether the system is called by its name in it. */
  named: boolean;
  /** Whether it means this only beside a name that says more. */
  doubtful: boolean;
}

/**
 * The longest end of the name that the system knows; `null` for a name that means nothing to it.
 * `foreign`: the names by which other systems are called.
 */
export function meaningOf(
  words: readonly string[],
  { terms, own }: Dictionary,
  foreign: Names,
): Meaning | null {
  for (let start = 0; start < words.length; start += 1) {
    const target = terms.get(words.slice(start).join(''));
    if (target === undefined) continue;
    const before = words.slice(0, start);
    if (before.some((word) => foreign.words.has(word) && !own.words.has(word))) return null;
    // Of "webex" and "webex connect" the one that is there as a whole is meant.
    if (calledIn(before, foreign) > calledIn(before, own)) return null;
    const rest = before.filter((word) => !own.words.has(word));
    const doubtful = target.vague && !rest.every(isAsideWord);
    const named = rest.length < before.length;
    return { target: target.id, prefix: rest.join(' '), named, doubtful };
  }
  return null;
}

/** How many words the longest of these names has that stands there as a whole. */
function calledIn(words: readonly string[], names: Names): number {
  if (!words.some((word) => names.words.has(word))) return 0;
  const there = names.whole.filter((name) => name.every((word) => words.includes(word)));
  return Math.max(0, ...there.map(({ length }) => length));
}
