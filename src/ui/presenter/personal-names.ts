import { maskedName } from '../../domain/personal-forms.ts';

/** Members whose values are names, or numbers too short to be told from others. */
const NAMES =
  /^(?:label|keptAs|name|topic|description|about|user|user_?name|first_?name|last_?name|display_?name|site_?name|number|toll|tollFree|conferenceId|room|organi[sz]ationId)$/i;
/** Somebody's name, and not the address of a computer, which is masked by its form. */
const PERSON = /^(?!.*[.@]\S)/;
/** Fields that only the server knows, told as a name and a value, whose value is a name. */
const FIELDS = /(?:name|topic|title|user|host|room|organi[sz]er|owner|creator|description)$/i;
const NO_NAME = /^(?:true|false|yes|no|none|null|-?\d{1,4})$/i;
/** The same in the text of an answer. Source: RFC 8259 */
const IN_JSON =
  /"(?:[a-z_]*name|topic|user|host|room|description|label)"\s{0,9}:\s{0,9}"((?:[^"\\\n]|\\.){2,200})"/gi;
/** A name within a longer word is none; so short ones would be everywhere. */
const SHORTEST = 2;
/** Of each kind of thing more than fits on any screen. */
const MOST = 20_000;

/** What the program has heard of names, so that they are known wherever they are drawn. */
export interface PersonalNames {
  /** Takes the names out of what was asked or answered. */
  learn(value: unknown): void;
  /** A text with every name in it masked. */
  masked(text: string): string;
}

export function createPersonalNames(): PersonalNames {
  const known = new Set<string>();
  /** Names by their first two signs. */
  const index = new Map<string, string[]>();

  function add(name: string) {
    const trimmed = name.trim();
    if (trimmed.length < SHORTEST || known.size >= MOST || known.has(trimmed)) return;
    known.add(trimmed);
    const start = trimmed.slice(0, SHORTEST);
    const others = index.get(start);
    if (others === undefined) index.set(start, [trimmed]);
    else others.push(trimmed);
  }

  function learn(value: unknown) {
    if (typeof value === 'string') {
      for (const [, name = ''] of value.matchAll(IN_JSON)) add(name);
    }
    if (typeof value === 'object' && value !== null) learnMembers(value);
  }

  function learnMembers(value: object) {
    // A member that tells its own name, like a header, and a time zone: the name is the system's.
    const isSystems = 'value' in value || 'iana' in value;
    if ('value' in value && 'name' in value) learnField(value.name, value.value);
    for (const [name, child] of Object.entries(value)) {
      if (typeof child === 'string' && !isSystems) learnMember(name, child);
      learn(child);
    }
  }

  function learnMember(name: string, value: string) {
    if (NAMES.test(name) || (name === 'host' && PERSON.test(value))) add(value);
  }

  function learnField(name: unknown, value: unknown) {
    if (typeof name !== 'string' || typeof value !== 'string' || NO_NAME.test(value)) return;
    if (FIELDS.test(name)) add(value);
  }

  function nameAt(text: string, place: number): string | undefined {
    if (place > 0 && WORD.test(text[place - 1] ?? '') && WORD.test(text[place] ?? '')) return;
    const here = (index.get(text.slice(place, place + SHORTEST)) ?? []).filter(
      (name) => text.startsWith(name, place) && endsWord(text, place + name.length),
    );
    return here.sort((a, b) => b.length - a.length)[0];
  }

  function masked(text: string): string {
    let shown = '';
    let place = 0;
    while (place < text.length) {
      const name = nameAt(text, place);
      shown += name === undefined ? text[place] : maskedName(name);
      place += name?.length ?? 1;
    }
    return shown;
  }

  return { learn, masked: (text) => (known.size === 0 ? text : masked(text)) };
}

const WORD = /[\p{L}\p{N}]/u;

function endsWord(text: string, end: number): boolean {
  return !(WORD.test(text[end - 1] ?? '') && WORD.test(text[end] ?? ''));
}
