import { wrappedSecret } from './wrapped-secret.ts';

/** Why a value that was read may not be right. */
export type ValueDoubt =
  | 'unusual'
  | 'several'
  | 'too-short'
  | 'too-long'
  | 'unsure-end'
  | 'placeholder';

/** A value out of a mail. */
export interface MailValue {
  value: string;
  /** `null`: it has the shape that such a value always has. */
  doubt: ValueDoubt | null;
}

/** A label's value as it stands in the mail. */
export interface Written {
  /** What stands beside the label; '' when nothing does. */
  beside: string;
  /** The same, or the next line when nothing does. */
  text: string;
  /** The lines below. */
  below: readonly string[];
  /** Whether a line has a label. */
  isEnd: (line: string) => boolean;
}

/** What a value must look like, and how it is read; `null` for what can be none. */
export type Shape = (written: Written) => MailValue | null;

/** Without what mail programs and people put around a value. */
function bareValue({ text }: Written): string {
  const bare = text.slice(0, 400).trim();
  const pair = /^(["“„‘'`*_<([]{1,3})(.*?)(["”“’'`*_>)\]]{1,3})$/s.exec(bare);
  return pair !== null && pair[1]?.length === pair[3]?.length ? (pair[2] ?? '').trim() : bare;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** An API key of Webex: a UUID. */
export const uuid: Shape = (written) => {
  const value = bareValue(written).replace(/[*_.,;]+$/, '');
  if (UUID.test(value)) return { value, doubt: null };
  return /^[\w-]{8,80}$/.test(value) && /\d/.test(value) ? { value, doubt: 'unusual' } : null;
};

/** One word, as a passcode is. Signs in it may belong to the mail. */
export const word: Shape = (written) => {
  const value = bareValue(written);
  if (/^[A-Za-z\d]{4,32}$/.test(value)) return { value, doubt: null };
  return /^[!-~]{3,64}$/.test(value) ? { value, doubt: 'unusual' } : null;
};

const ADDRESS = /[^\s<>()[\],;:"'*|@]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}/gi;

/** One address; it may stand there twice, as text and as a link. */
export const address: Shape = ({ text }) => {
  const found = text.slice(0, 400).match(ADDRESS) ?? [];
  const [first, ...others] = new Set(found.map((each) => each.toLowerCase()));
  if (first === undefined) return null;
  return { value: found[0] ?? first, doubt: others.length === 0 ? null : 'several' };
};

const SHORTEST_USUAL = 200;
const LONGEST_USUAL = 600;
/** What stands where somebody took the key out: "XXXXXXXX", "********". */
const PLACEHOLDER = /^(.)\1*$/;

/** A secret key of Webex: some 350 capitals and digits, mostly wrapped over lines. */
export const longSecret: Shape = ({ beside, below, isEnd }) => {
  const secret = wrappedSecret(beside, below, isEnd);
  if (secret === null || secret.value.length < 8) return null;
  const { value, unsureEnd } = secret;
  if (unsureEnd) return { value, doubt: 'unsure-end' };
  if (PLACEHOLDER.test(value)) return { value, doubt: 'placeholder' };
  if (!/^[A-Z\d]+$/.test(value) || !/\d/.test(value)) return { value, doubt: 'unusual' };
  if (value.length < SHORTEST_USUAL) return { value, doubt: 'too-short' };
  return { value, doubt: value.length > LONGEST_USUAL ? 'too-long' : null };
};

/** What somebody is called: a line of text without signs of anything else. */
export const name: Shape = (written) => {
  const value = bareValue(written).replace(/\s+/g, ' ');
  return /\p{L}/u.test(value) && !/[@:=|]|\/\//.test(value) && value.length <= 80
    ? { value, doubt: null }
    : null;
};

const EXPIRY =
  /^(\d{1,2}\/\d{1,2}\/\d{2,4}),? {1,3}(\d{1,2}:\d{2})(?::00)? {0,3}([AP]\.?M\.?) {1,3}([A-Z]{1,4})\b/i;

/** A date as the mail has it; what it means is the worker's to say. Words after it are left away. */
export const writtenDate: Shape = (written) => {
  const value = bareValue(written)
    .replace(/\s+/g, ' ')
    .replace(/[.,;]+$/, '');
  const [, day, time, half, zone] = EXPIRY.exec(value) ?? [];
  if (day !== undefined) return { value: `${day} ${time} ${half} ${zone}`, doubt: null };
  return /\d/.test(value) && value.length <= 100 ? { value, doubt: null } : null;
};

/** Shapes that many a text has: what stands at a distance from its label is not read by them. */
export const LOOSE_SHAPES: ReadonlySet<Shape> = new Set([word, name, writtenDate]);

/** A system that sends its keys by mail, and what the values in such a mail look like. */
export interface MailForm {
  provider: string;
  /** By the names of the system's fields. */
  shapes: ReadonlyMap<string, Shape>;
  /** The fields that no two keys have in common. */
  own: readonly string[];
}

/** Source: the activation mail of Webex Meetings */
export const MAIL_FORMS: readonly MailForm[] = [
  {
    provider: 'webex-meetings',
    shapes: new Map([
      ['apiKey', uuid],
      ['secretKey', longSecret],
      ['passcode', word],
      ['email', address],
    ]),
    own: ['apiKey', 'secretKey'],
  },
];
