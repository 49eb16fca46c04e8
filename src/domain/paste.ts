import { type FactsOf, Failure } from './failure.ts';

/** What somebody typed or pasted into the one box, once it is understood. */
export type Recognised =
  | { kind: 'session-key'; sessionKey: string }
  | { kind: 'email'; email: string };

/**
 * Understands what was typed: a session key (9 to 11 digits in any spelling), a SIP address that
 * starts with one, or an email.
 * @throws Failure `not-recognised`, saying what is wrong with it
 */
export function recognise(typed: string): Recognised {
  if (typed.length > LONGEST) throw notRecognised('unknown');
  const text = typed.normalize('NFKC').replace(INVISIBLE, '').trim();
  if (text === '') throw notRecognised('empty');
  if (text.includes('@')) return recogniseAddress(text);
  const digits = text.replace(SEPARATORS, '');
  if (/^\d+$/.test(digits)) return recogniseDigits(digits);
  throw notRecognised(/\d/.test(digits) ? 'letters' : 'unknown', digits.replace(/\D/g, '').length);
}

/** A session key in groups that are easy to read out: "400 971 234". */
export function spokenSessionKey(sessionKey: string): string {
  const head = sessionKey.length % 3 === 1 ? 4 : sessionKey.length % 3 || 3;
  const tail = sessionKey.slice(head).match(/.{1,3}/g) ?? [];
  return [sessionKey.slice(0, head), ...tail].join(' ');
}

/** Longer than anything that is meant to be understood here; a file takes seconds to look through. */
const LONGEST = 16_384;
/** Zero-width characters and direction marks, which travel along when text is copied. */
const INVISIBLE = /\p{Cf}/gu;
/** White space, dots, slashes, brackets and every dash: what people put between digits. */
const SEPARATORS = /[\s\p{Pd}.()/_]/gu;
const SIP_SESSION =
  /^(?:sips?:)?([1-9]\d{8,10})(?:@(?:[a-z0-9-]+\.)+webex\.com|_[a-z0-9-]+@lync\.webex\.com)$/i;
const EMAIL =
  /^[^\s@"<>(),;:\\[\]]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

function recogniseDigits(digits: string): Recognised {
  if (digits.length < 9) throw notRecognised('too-short', digits.length);
  if (digits.length > 11) throw notRecognised('too-long', digits.length);
  // Sent as a number, its zero would be lost, and another meeting found.
  if (digits.startsWith('0')) throw notRecognised('leading-zero', digits.length);
  return { kind: 'session-key', sessionKey: digits };
}

function recogniseAddress(text: string): Recognised {
  const sessionKey = SIP_SESSION.exec(text)?.[1];
  if (sessionKey !== undefined) return { kind: 'session-key', sessionKey };
  const email = text.replace(/^mailto:/i, '');
  if (EMAIL.test(email) && email.length <= 254) return { kind: 'email', email };
  const domain = email.slice(email.lastIndexOf('@') + 1);
  throw notRecognised(/^[^.]+\.[^.]+/.test(domain) ? 'email-malformed' : 'email-without-domain');
}

function notRecognised(problem: FactsOf<'not-recognised'>['problem'], digits = 0): Failure {
  return new Failure('not-recognised', { problem, digits });
}
