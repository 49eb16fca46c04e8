/** Digits that stand together in a text, and what shows that they are a session key. */
export interface Digits {
  sessionKey: string;
  /** `said`: named as one, or dialled behind a phone number. `bare`: only their number and shape. */
  by: 'said' | 'bare';
}

/** What a text of nothing but digits is; or why it is no session key. */
export type LoneDigits =
  | { sessionKey: string }
  | {
      problem: 'too-short' | 'too-long' | 'leading-zero' | 'phone-number' | 'unknown';
      digits: number;
    };

/** Blanks, dots, slashes, brackets and every dash: what people put between digits. */
const LONE = /^(?=[\s\S]*\d)[+]?[\d \t\p{Pd}.()/_*#]+$/u;
const LONGEST_LONE = 64;

/**
 * Who types nothing but digits means a session key, in whatever groups; only what is plainly
 * something else is told apart. `null` where there is more than digits.
 */
export function loneDigits(text: string): LoneDigits | null {
  if (text.length > LONGEST_LONE || !LONE.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  const because = (problem: Extract<LoneDigits, { problem: string }>['problem']) => ({
    problem,
    digits: digits.length,
  });
  if (PHONE.test(text)) return because('phone-number');
  if (OTHERWISE.some((shape) => shape.test(text))) return because('unknown');
  if (digits.length < 9) return because('too-short');
  // Sent as a number, its zero would be lost, and another meeting found.
  if (digits.startsWith('0')) return because('leading-zero');
  return digits.length > 11 ? because('too-long') : { sessionKey: digits };
}

/** "+1 415…", "(415) 655…", "1-800-…": no session key is spelled so. */
const PHONE = /^\+\d|^\(\d|^\d{1,3}[ .]?\(|^1[ .\p{Pd}]\d{3}[ .\p{Pd}]\d{3}[ .\p{Pd}]\d{4}$/u;
const OTHERWISE = [
  // An IP address, which invitations name for video systems.
  /^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/,
  // A date, perhaps with a time behind it.
  /^(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{4})(?!\d)/,
  // An amount.
  /^\d{4,}\.\d{1,2}$/,
] as const;

const RUN = /\d+(?:[ \t\p{Pd}.]{1,3}\d+)*/gu;
/** The longest spelling of eleven digits that anybody writes in a text. */
const LONGEST_RUN = 40;
/** More numbers than this are not looked for in one text: they are work for Bulk, line by line. */
export const MOST_NUMBERS = 200;
const MOST_RUNS = 20_000;
/** How far back a name for the number is looked for. */
const REACH = 64;

/** The session keys in a text, in its order. What only looks like one needs its shape and its place. */
export function digitsIn(text: string): Digits[] {
  const found: Digits[] = [];
  let runs = 0;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    runs += 1;
    const end = index + run.length;
    const before = text.slice(Math.max(0, index - REACH), index);
    found.push(...keysInRun(run, before, text.slice(end, end + 16)));
    if (found.length >= MOST_NUMBERS || runs >= MOST_RUNS) break;
  }
  return found;
}

function keysInRun(run: string, before: string, after: string): Digits[] {
  const ofOthers = OTHERWISE_NAMED.test(before) || GLUED_BEFORE.test(before);
  if (run.length > LONGEST_RUN) return ofOthers ? [] : severalIn(run);
  const sessionKey = run.replace(/\D/g, '');
  const named = NAMED.test(before) ? namedKey(run) : null;
  if (named !== null) return [{ sessionKey: named, by: 'said' }];
  if (isSessionKey(sessionKey) && isDialled(before, after)) return [{ sessionKey, by: 'said' }];
  if (ofOthers) return [];
  if (!isSessionKey(sessionKey)) return severalIn(run);
  return GLUED_AFTER.test(after) || !SHAPES.test(run) ? [] : [{ sessionKey, by: 'bare' }];
}

/** The number behind its name: as it is spelled; what stands behind it may be a number, too. */
function namedKey(run: string): string | null {
  const groups = run.match(/\d+\D*/g) ?? [];
  for (let count = groups.length; count > 0; count -= 1) {
    const spelled = groups.slice(0, count).join('').replace(/\D+$/, '');
    const key = SPELLED.test(spelled) ? digitsOf(spelled) : null;
    if (key !== null) return key;
  }
  return digitsOf(run);
}

function digitsOf(text: string): string | null {
  const digits = text.replace(/\D/g, '');
  return isSessionKey(digits) ? digits : null;
}

/** Numbers in a row, each with its own nine to eleven digits. */
function severalIn(run: string): Digits[] {
  const groups = run.split(/[ \t]+/);
  return groups.length > 1 && groups.every(isSessionKey)
    ? groups.map((sessionKey) => ({ sessionKey, by: 'bare' as const }))
    : [];
}

function isSessionKey(digits: string): boolean {
  return /^[1-9]\d{8,10}$/.test(digits);
}

/** "+1-415-655-0001,,25501234567##": the number is dialled once the call is taken. */
function isDialled(before: string, after: string): boolean {
  return /\d(?:,{1,4}|%2C%2C|[pP]{1,2})\*?$/.test(before) && /^(?:#|%23)/.test(after);
}

/** As invitations spell it, or without a gap. Source: Webex invitations; 3-3-4 from public code. */
const SHAPES =
  /^(?:\d{9,11}|\d{3}([ \p{Pd}])\d{3}\1\d{3}|\d{4}([ \p{Pd}])\d{3}\2\d{3,4}|\d{3} \d{3} \d{4})$/u;

/** In threes and fours, with whatever between. */
const SPELLED = /^(?:\d{9,11}|\d{2,4}(?:\D{1,3}\d{3}){1,2}\D{1,3}\d{3,4})$/;

/** Letters, signs and currency that make it part of something else. */
const GLUED_BEFORE = /(?:[\p{L}\p{N}_+@/#$€£¥=%&.,]|\p{Pd}|\p{L}\(|(?:EUR|USD|GBP|CHF|JPY) ?)$/u;
const GLUED_AFTER =
  /^(?:[\p{L}\p{N}_@/%°]|\p{Pd}|[.,:]\d| ?(?:€|\$|£|¥|EUR\b|USD\b|GBP\b|CHF\b|kg\b|km\b|MB\b|GB\b))/u;

/** What invitations call it, in the languages in which Webex sends them. */
const NAMED = new RegExp(
  `(?:${[
    '(?:meeting|session|event|webinar|training|access|webex)[ -]?(?:number|no\\.?|key|code|id)s?',
    'sessionkey',
    'sitzungs(?:nummer|schlüssel)',
    'meeting-(?:kennnummer|nummer)',
    'zugriffscode|zugangscode',
    'num[ée]ro (?:de |du )?(?:la )?(?:r[ée]union|session)',
    "code d[’']acc[èe]s",
    'n[úu]mero (?:de |da )?(?:la )?(?:reuni[óo]n|reuni[ãa]o|sesi[óo]n)',
    'c[óo]digo de ac[ce]es[so]o?',
    'c[óo]digo de acceso',
    'numero (?:della )?riunione',
    'codice di accesso',
    'vergader(?:ings)?nummer|toegangscode',
    'm[öo]tesnummer|åtkomstkod',
    'номер (?:совещания|встречи|сеанса)|код доступа',
    '会议号|會議號|访问码|ミーティング番号|会議番号|アクセスコード|회의 번호|액세스 코드',
  ].join('|')})[^\\d\\n]{0,32}\\n?[ \\t]*$`,
  'iu',
);

/** What else has so many digits. */
const OTHERWISE_NAMED =
  /(?:\b(?:phone|tel(?:ephone)?|fax|mobile|cell|call(?: me)?(?: (?:at|on))?|ring|dial|handy|mobil|telefon|t[ée]l[ée]phone|whatsapp|sms|order|bestell\p{L}*|commande|pedido|invoice|rechnung\p{L}*|facture|ticket|case|incident|request|customer|kunden\p{L}*|client|account|konto\p{L}*|iban|bic|bsb|routing|sort code|vat|tax|ust|steuer\p{L}*|ssn|isbn|issn|ean|gtin|upc|imei|serial|serien\p{L}*|tracking|parcel|sendung\p{L}*|policy|passport|conference|attendee|participant|employee|staff|badge|password|passwort|kennwort|passcode|pin|otp|timestamp|epoch|unix|exp|iat|nbf|build|version|revision|commit|amount|total|price|size|bytes)s?\b[^\d\n]{0,16}|(?:^|[^\p{L}])(?:[tmfp][.:]|№|no\.?:?|nr\.?:?) ?)$/iu;
