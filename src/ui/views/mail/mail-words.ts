import type { MailReading } from '../../activation-mail/activation-mail.ts';
import type { MailDoubt, MailFinding, MailFindings } from '../../activation-mail/mail-findings.ts';
import { dateWords, momentWords } from '../../date-words.ts';

/** A shorter secret would be told by its last four characters. */
const SHORTEST_HINTED = 16;

/** What was found, in words that anybody may read over a shoulder. */
export function findingWords({ kind, value, atMs }: MailFinding): string {
  if (kind === 'secret') return secretWords(value);
  if (kind === 'expiry') return atMs === null ? `“${value}”` : momentWords(atMs);
  return value;
}

/** Keeps what it joins on one line. */
const JOINER = '\u2060';

/** "350 characters, ends in …3YAJ" */
function secretWords(value: string): string {
  const length = `${value.length} characters`;
  return value.length < SHORTEST_HINTED
    ? length
    : `${length}, ends in …${JOINER}${value.slice(-4)}`;
}

/** What it changes of a stored key, or what else there is to know; `null`: nothing. */
export function captionWords(
  finding: MailFinding,
  storedExpiresAtMs: number | null,
): string | null {
  const { kind, before, value } = finding;
  if (before === null)
    return kind === 'expiry' && finding.atMs !== null ? `In the email: ${value}` : null;
  if (kind === 'expiry') {
    return storedExpiresAtMs === null ? 'None so far' : `So far: ${dateWords(storedExpiresAtMs)}`;
  }
  if (kind === 'secret') return before.set ? 'Takes the place of the stored one' : 'None so far';
  return before.value.toLowerCase() === value.toLowerCase()
    ? 'As it is'
    : `So far: ${before.value}`;
}

const DOUBTS: { [D in MailDoubt]: string } = {
  unusual: 'It does not look as it usually does. Compare it with the email.',
  several: 'The email has several of them, and they differ.',
  'too-short': 'It is much shorter than usual: a part of it may not have been copied.',
  'too-long': 'It is much longer than usual: something may stand in it that is no part of it.',
  'unsure-end': 'It cannot be told where it ends: what stands below it may belong to it, or not.',
  placeholder: 'One character again and again: somebody may have taken the key out.',
  past: 'That is in the past: this may be an old email.',
  'no-zone': 'It names no time zone, so it was read on this computer’s clock.',
  unreadable: 'It is no date that can be read for certain. Put it in by hand.',
  'other-email': 'It is not the address of the stored key.',
};

export function doubtWords(doubt: MailDoubt): string {
  return DOUBTS[doubt];
}

/** Why nothing is shown. */
export const PROBLEMS: {
  [P in Exclude<MailReading['found'], 'keys'>]: { title: string; text: string };
} = {
  nothing: {
    title: 'No key was found in it',
    text: 'Copy the whole email, from “Name” to “Expiration time”, and paste it again. Or close this and put the key in by hand.',
  },
  'too-long': {
    title: 'That is too long for an email',
    text: 'Copy the part from “Name” to “Expiration time” and paste it again.',
  },
  tangled: {
    title: 'It holds several keys',
    text: 'It cannot be told for certain what belongs to which. Copy the part of one key and paste that alone.',
  },
};

/** "Passcode and Expires" */
export function listWords(labels: readonly string[]): string {
  const last = labels.at(-1) ?? '';
  return labels.length < 2 ? last : `${labels.slice(0, -1).join(', ')} and ${last}`;
}

export function sameWords({ label, where }: NonNullable<MailFindings['same']>): string {
  return where === 'vault'
    ? `You have this API key already, as “${label}”.`
    : `It is a previous key of “${label}”.`;
}

/** A key among several, in one line: how it ends, and until when it is good. */
export function keyWords({ findings }: MailFindings): string {
  const apiKey = findings.find(({ kind }) => kind === 'open')?.value ?? '';
  const expiry = findings.find(({ kind }) => kind === 'expiry')?.atMs ?? null;
  const until = expiry === null ? [] : [`until ${dateWords(expiry)}`];
  return [apiKey, ...until].join(', ');
}
