import { MASK, withMaskedEmails } from './email-mask.ts';

/** Of a longer text nothing is shown (in characters). */
const LONGEST = 400_000;

/** A text without what its form gives away: emails, hosts and long numbers. */
export function withoutPersonalForms(text: string): string {
  if (!/[\d@.]|localhost/.test(text)) return text;
  // A megabyte takes a second, in which nothing can be pressed; nobody presents so much.
  if (text.length > LONGEST) return MASK;
  return withMaskedEmails(text)
    .replace(HOST, (host: string) => maskedHost(host))
    .replace(NUMBER, (number: string) => (isDate(number) ? number : maskedNumber(number)));
}

/** "J•••": so much that a presenter still knows which one it is. */
export function maskedName(name: string): string {
  if (/^[+(]?\d/.test(name)) return maskedNumber(name);
  return `${[...name][0] ?? ''}${MASK}`;
}

/** Part of a host may be masked already, by its name. */
const LABEL = '[\\p{L}\\p{N}•](?:[\\p{L}\\p{N}•_-]{0,61}[\\p{L}\\p{N}•])?';
/**
 * Names with a dot that end like a domain, IP addresses, and this computer. The last label is of one
 * case, which tells a host from a field of an answer ("accessControl.hostJoined").
 */
const HOST = new RegExp(
  `(?<![\\p{L}\\p{N}•_@.-])(?:(?:${LABEL}\\.){1,8}(?:[a-z]{2,24}|[A-Z]{2,24}|xn--[a-z0-9-]{2,59})|(?:\\d{1,3}\\.){3}\\d{1,3}|localhost)(?::\\d{1,5})?(?![\\p{L}\\p{N}_-])`,
  'gu',
);
/** What looks like a host and is a file. */
const FILE = /\.(?:csv|json|ya?ml|html?|txt|ics|php|js|ts|md|pdf|png)$/;

function maskedHost(host: string): string {
  return FILE.test(host) ? host : MASK;
}

/** Seven digits and more, as phones, meetings and accounts are numbered; with what stands between. */
const NUMBER =
  /(?<![\p{L}\p{N}•])[+(]{0,2}\d(?:[ \u00a0().,/#*\p{Pd}]{0,3}\d){6,40}(?![\p{L}\p{N}])/gu;

/** "2026-11-21", and what a clock shows behind it. */
function isDate(number: string): boolean {
  return /^(?:19|20)\d\d-[01]\d-[0-3]\d(?:[ ,]+\d\d)?$/.test(number.trim());
}

const LONG = 5;

function maskedNumber(number: string): string {
  const digits = number.replace(/\D/g, '');
  return digits.length < LONG ? MASK : `${MASK} ${digits.slice(-2)}`;
}
