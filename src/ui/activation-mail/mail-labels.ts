import type { ProviderCard } from '../../domain/provider-card.ts';
import { type Dictionary, meaningOf, type Names, wordsOf } from '../import/names.ts';
import type { Reader } from '../import/readings.ts';

/** What a label of a mail names: a field of the system, or one of these. */
export const NAME = ':label';
export const EXPIRES = ':expires';

/** What a text names when it is a label and nothing else; `null` for any other text. */
export type LabelReader = (text: string) => string | null;

const LONGEST_LABEL = 48;
const MOST_WORDS = 7;
/** Words that may stand before a label and change nothing. “Old” and “previous” are none of them. */
const LEADING: ReadonlySet<string> = new Set(
  'new your my the ihr ihre dein deine neuer neue neues der die das le la les l votre nouveau nouvelle el su tu nuevo nueva'.split(
    ' ',
  ),
);
/** "Your new API key is: …" */
const TRAILING: ReadonlySet<string> = new Set('is are lautet ist est es'.split(' '));

/** What labels of mails in other languages are in English. */
const TRANSLATIONS: Readonly<Record<string, string>> = {
  'api schlüssel': 'api key',
  'clé api': 'api key',
  'clé d api': 'api key',
  'clave api': 'api key',
  'clave de api': 'api key',
  'geheimer schlüssel': 'secret key',
  geheimschlüssel: 'secret key',
  'clé secrète': 'secret key',
  'clave secreta': 'secret key',
  zugangscode: 'passcode',
  kenncode: 'passcode',
  'code d accès': 'passcode',
  'código de acceso': 'passcode',
  'e mail adresse': 'email',
  'adresse e mail': 'email',
  courriel: 'email',
  'correo electrónico': 'email',
  nom: 'name',
  nombre: 'name',
  ablaufdatum: 'expires',
  ablaufzeit: 'expires',
  'gültig bis': 'expires',
  'läuft ab am': 'expires',
  'date d expiration': 'expires',
  'expire le': 'expires',
  'fecha de caducidad': 'expires',
  'fecha de vencimiento': 'expires',
};

/** Reads the labels that a system's mail may have: those of its everyday fields, the name, the expiry. */
export function labelReaderFor({ provider, dictionary, foreign }: Reader): LabelReader {
  const wanted = wantedIn(provider);
  const endings = endingsOf(dictionary);
  const known = new Map<string, string | null>();
  return (text) => {
    if (text.length > LONGEST_LABEL) return null;
    const letters = withoutBrackets(text)
      .toLowerCase()
      .replace(/[^\p{L}]+/gu, '');
    if (!endings.some((ending) => letters.endsWith(ending))) return null;
    const target = known.get(text) ?? targetOf(text, dictionary, foreign);
    if (known.size < MOST_KNOWN) known.set(text, target);
    return target !== null && wanted.has(target) ? target : null;
  };
}

/** How many labels are remembered: a mail says the same few. */
const MOST_KNOWN = 200;

function targetOf(text: string, dictionary: Dictionary, foreign: Names) {
  const words = labelWords(text);
  if (words.length === 0 || words.length > MOST_WORDS) return null;
  const meaning = meaningOf(words, dictionary, foreign);
  if (meaning === null || !isLeading(meaning.prefix)) return null;
  // A title or a credential's name is not what such a mail calls a person.
  return meaning.target === NAME && words.at(-1) !== 'name' ? null : meaning.target;
}

/** What a label can end with, as letters alone: to tell quickly what is none, in a text of any size. */
function endingsOf({ terms }: Dictionary): string[] {
  const translated = Object.keys(TRANSLATIONS).map((phrase) => phrase.split(' ').join(''));
  return [...terms.keys(), ...translated, ...TRAILING];
}

/** Words of another kind make another label: "old API key", "contact email". */
function isLeading(prefix: string): boolean {
  return prefix === '' || prefix.split(' ').every((word) => LEADING.has(word));
}

function wantedIn(provider: ProviderCard): ReadonlySet<string> {
  const everyday = provider.fields.filter(({ advanced }) => !advanced);
  return new Set([NAME, EXPIRES, ...everyday.map(({ name }) => name)]);
}

/** The words of a label in English, without those that only lead to it. */
function labelWords(text: string): string[] {
  const words = wordsOf(withoutBrackets(text));
  const start = words.findIndex((word) => !LEADING.has(word));
  const kept = words.slice(Math.max(start, 0));
  while (kept.length > 1 && TRAILING.has(kept.at(-1) ?? '')) kept.pop();
  const phrase = kept.join(' ');
  return Object.hasOwn(TRANSLATIONS, phrase) ? (TRANSLATIONS[phrase]?.split(' ') ?? []) : kept;
}

/** "Expiration time (GMT)" is a label without what stands in brackets. */
function withoutBrackets(text: string): string {
  return text.replace(/\([^()]*\)/g, ' ');
}
