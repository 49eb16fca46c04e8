import type { FactsOf, Failure, FailureCode } from '../domain/failure.ts';
import { clockWords, dateWords } from './date-words.ts';

/** What a failure's button does; `FailureNote` knows how. */
export type HelpAction = 'try-again' | 'open-keys' | 'allow-host' | 'reload' | 'refresh';

/** What we say of a failure: what happened, the fact and the next step, and one button that helps. */
export interface Sentence {
  title: string;
  text: string;
  help?: { label: string; action: HelpAction };
}

/** From here on a clock that is off can be why a token was refused. */
const SKEW_WORTH_TELLING = 60;

const tryAgain = { label: 'Try again', action: 'try-again' } as const;
const openKeys = { label: 'Open Keys', action: 'open-keys' } as const;
const reload = { label: 'Reload', action: 'reload' } as const;

/** The words for this failure. */
export function sentenceFor<C extends FailureCode>(failure: Failure<C>): Sentence {
  return sentences[failure.code](failure.facts);
}

/** A failure without a line here does not compile. */
export const sentences: { [C in FailureCode]: (facts: FactsOf<C>) => Sentence } = {
  'vault-missing': () => ({
    title: 'There is no vault yet',
    text: 'Create one first; then this will work.',
    help: { label: 'Set up Latchkey', action: 'refresh' },
  }),
  'vault-exists': () => ({
    title: 'You already have a vault',
    text: 'It was left as it is. Unlock it with its passphrase.',
    help: { label: 'Go to unlock', action: 'refresh' },
  }),
  'vault-locked': () => ({
    title: 'Latchkey locked before this was done',
    text: 'Nothing was changed. Unlock it and do it once more.',
  }),
  'vault-damaged': ({ what }) => ({
    title: 'The vault is damaged',
    text: `A stored part (${what}) is not what was written, so it was not opened. Your passphrase is not the problem. Restore a backup of your browser profile.`,
    help: { label: 'Look again', action: 'refresh' },
  }),
  'vault-newer': ({ format }) => ({
    title: 'This vault is from a newer Latchkey',
    text: `It has format ${format}, which this version cannot read. Update Latchkey; nothing was changed.`,
  }),
  'wrong-passphrase': () => ({
    title: 'That passphrase does not open the vault',
    text: 'Check Caps Lock and the keyboard layout, or use the recovery code.',
  }),
  'wrong-recovery-code': ({ problem }) =>
    problem === 'not-a-code'
      ? {
          title: 'That is not a whole recovery code',
          text: 'Some characters are missing or mistyped. Copy it again from where you keep it.',
        }
      : {
          title: 'That recovery code does not open this vault',
          text: 'It may be an older one: only the last code that you saved works.',
        },
  'unlock-wait': ({ retryAtMs }) => ({
    title: 'Please wait a little',
    text: `After several tries that did not match, the next one is possible at ${clockWords(retryAtMs)}.`,
  }),
  'passphrase-short': ({ minimum, length }) => ({
    title: 'The passphrase is too short',
    text: `It has ${length} of at least ${minimum} characters. A few words in a row are easy to remember.`,
  }),
  'recovery-replaced': () => ({
    title: 'A newer recovery code was shown elsewhere',
    text: 'The code that was here opens nothing any more. Save the new one instead.',
  }),
  'recovery-exists': () => ({
    title: 'Your recovery code is saved already',
    text: 'The one that you wrote down still opens the vault, so no other was made.',
  }),
  'storage-failed': ({ doing }) =>
    doing === 'write'
      ? {
          title: 'The browser could not save this',
          text: 'Nothing was changed. Make some room on the disk, then try again.',
          help: tryAgain,
        }
      : {
          title: 'The browser could not read what is stored',
          text: 'Your vault was not touched. Restart the browser if this stays.',
          help: tryAgain,
        },

  'field-invalid': ({ label, problem }) => ({
    title: `Please look at “${label}”`,
    text: `${label} ${problem}. Everything else is still as you typed it.`,
  }),
  'credential-missing': () => ({
    title: 'This key is gone',
    text: 'It was deleted, perhaps in another window. Choose another one.',
    help: openKeys,
  }),
  'credential-disabled': ({ label }) => ({
    title: `“${label}” is disabled`,
    text: 'Nothing was asked with it. Enable it, or choose another key.',
    help: openKeys,
  }),
  'credential-expired': ({ label, expiredAtMs, saidBy }) => ({
    title: `“${label}” has expired`,
    text: `${expiredSentence(expiredAtMs, saidBy)} Put in the new key, or choose another one.`,
    help: openKeys,
  }),
  'no-credential': ({ ability }) => ({
    title: 'No key can do this yet',
    text: `${NO_CREDENTIAL[ability] ?? 'That needs a key that is enabled and not expired.'} Add one under Keys.`,
    help: openKeys,
  }),
  'changed-meanwhile': ({ label }) => ({
    title: `“${label}” was changed elsewhere`,
    text: 'Another window saved it while you were at it. Look at what it says now, then do it again.',
    help: { label: 'Show what it says now', action: 'try-again' },
  }),
  'previous-missing': () => ({
    title: 'There is no previous key to go back to',
    text: 'None is kept for this entry. The key in use was left as it is.',
    help: { label: 'Refresh', action: 'refresh' },
  }),

  'not-recognised': ({ problem, digits }) => NOT_RECOGNISED[problem](digits),

  'host-not-allowed': ({ origin }) => ({
    title: 'The browser does not allow this host yet',
    text: `Latchkey needs your permission to ask ${origin}. Nothing was sent.`,
    help: { label: 'Allow host', action: 'allow-host' },
  }),
  'host-foreign': ({ host }) => ({
    title: 'That host does not belong to this key',
    text: `A key is only ever shown to its own host, so ${host} was not asked. Check the Base URL of the key.`,
    help: openKeys,
  }),
  'no-answer': ({ host }) => ({
    title: 'No connection',
    text: `${host} could not be reached. Check the network or the VPN.`,
    help: tryAgain,
  }),
  'timed-out': ({ host, seconds }) => ({
    title: 'No answer in time',
    text: `${host} did not answer within ${seconds} seconds. It may be busy.`,
    help: tryAgain,
  }),
  redirected: ({ host }) => ({
    title: 'Sent elsewhere',
    text: `${host} wanted to pass us on to another address. Latchkey never follows with a key. A network sign-in page can cause this.`,
    help: tryAgain,
  }),
  'cut-connection': ({ host }) => ({
    title: 'The connection broke off',
    text: `${host} hung up in the middle of its answer.`,
    help: tryAgain,
  }),
  'answer-too-large': ({ host }) => ({
    title: 'The answer is too large',
    text: `${host} sent more than a meeting could ever hold, so it was dropped. Check the Base URL of the key.`,
    help: openKeys,
  }),
  unauthorized: ({ label, host, skewSeconds }) => ({
    title: `“${label}” was not accepted`,
    text: `${host} refused the key. ${skewSentence(skewSeconds)}`,
    help: openKeys,
  }),
  forbidden: ({ label, host }) => ({
    title: `“${label}” may not do this`,
    text: `${host} knows the key but does not let it ask for that. Use a key with more rights, or ask an administrator.`,
    help: openKeys,
  }),
  'rate-limited': ({ label, retryAtMs }) => ({
    title: 'Too many questions at once',
    text:
      retryAtMs === null
        ? `“${label}” has used up its share for now. Wait a minute, then try again.`
        : `“${label}” may ask again at ${clockWords(retryAtMs)} on ${dateWords(retryAtMs)}.`,
    help: tryAgain,
  }),
  'meeting-missing': ({ sessionKey }) => ({
    title: 'No meeting with this session key',
    text: `Nothing is known under ${sessionKey}. Read the digits back to the caller; the meeting may also be over and gone.`,
  }),
  'service-retired': ({ host, sign }) => ({
    title: 'This service seems to be switched off',
    text: `${host} answered like a service that has ended (${sign}). Ask whoever gave you the key what replaces it.`,
  }),
  'server-error': ({ host, status }) => ({
    title: 'The server has a problem',
    text: `${host} answered with error ${status}. It is not your key; this often passes by itself.`,
    help: tryAgain,
  }),
  'server-refused': ({ host, code, reason }) => ({
    title: 'The server said no',
    text: `${host} gave as its reason: ${quoted(reason)}${code === '' ? '' : ` (code ${code})`}.`,
    help: tryAgain,
  }),
  'answer-empty': ({ host }) => ({
    title: 'An empty answer',
    text: `${host} answered, but with nothing in it.`,
    help: tryAgain,
  }),
  'answer-cut-off': ({ host }) => ({
    title: 'The answer is incomplete',
    text: `What ${host} sent ends in the middle, so none of it was used.`,
    help: tryAgain,
  }),
  'answer-not-json': ({ host }) => ({
    title: 'Not the answer of a meeting server',
    text: `${host} sent something else, perhaps a web page. Check the Base URL of the key.`,
    help: openKeys,
  }),
  'answer-shape': ({ host, field }) => ({
    title: 'An answer that we cannot read',
    text: `What ${host} sent is not as expected at “${field}”. Please tell the people who look after Latchkey.`,
    help: tryAgain,
  }),

  'renewal-running': ({ label }) => ({
    title: 'A renewal is already under way',
    text: `“${label}” is being renewed, perhaps in another window. It ends within a minute.`,
    help: { label: 'Look again', action: 'refresh' },
  }),
  'renewal-unknown': ({ label, host }) => ({
    title: 'We do not know whether the renewal worked',
    text: `${host} did not answer. “${label}” works as before, but a second key may exist now.`,
  }),
  'renewal-unreadable': ({ label, field }) => ({
    title: 'The new key could not be read',
    text: `The answer to the renewal of “${label}” is kept safe, but “${field}” in it is not as expected. The old key works on.`,
  }),
  'renewal-untested': ({ label, reason }) => ({
    title: 'The new key did not pass its test',
    text: `It is kept safe, and “${label}” still uses the old one. The test said: ${quoted(reason)}.`,
  }),

  'sender-refused': () => ({
    title: 'This page may not ask that',
    text: 'It does not belong to Latchkey. Open Latchkey from the toolbar.',
  }),
  'call-unknown': ({ call }) => ({
    title: 'This page is from another version',
    text: `Latchkey was updated and no longer knows “${call}”. Reload to go on.`,
    help: reload,
  }),
  'call-malformed': ({ call, field }) => ({
    title: 'Page and program do not understand each other',
    text: `“${call}” was asked with something unexpected in “${field}”. It may be far too long; otherwise reload.`,
    help: reload,
  }),
  'worker-gone': () => ({
    title: 'Latchkey was interrupted',
    text: 'The browser stopped it before it could answer. Check whether it was done, then try again.',
    help: tryAgain,
  }),
  unexpected: () => ({
    title: 'Something unforeseen happened',
    text: 'Latchkey stopped at a point that nobody thought of. What you typed is still here.',
    help: tryAgain,
  }),
};

const NO_CREDENTIAL: Record<string, string> = {
  meetings: 'Looking up a meeting needs a key that is enabled and not expired.',
  sites: 'Finding sites by email needs a key that is enabled and not expired.',
  renewal: 'None of the keys belongs to a system that can renew.',
};

const EXPECTED = 'a session key of 9 to 11 digits, a SIP address or an email';

const NOT_RECOGNISED: {
  [P in FactsOf<'not-recognised'>['problem']]: (digits: number) => Sentence;
} = {
  empty: () => ({ title: 'Nothing to look up yet', text: `Type or paste ${EXPECTED}.` }),
  letters: () => ({
    title: 'Not a session key',
    text: 'There are letters between the digits. A session key is only digits; spaces and dashes do no harm.',
  }),
  'too-short': (digits) => ({
    title: 'Some digits are missing',
    text: `This has ${digits} ${digits === 1 ? 'digit' : 'digits'}; a session key has 9 to 11.`,
  }),
  'too-long': (digits) => ({
    title: 'Too many digits',
    text: `This has ${digits}; a session key has 9 to 11. Was a password or a phone number pasted along?`,
  }),
  'leading-zero': () => ({
    title: 'A session key does not begin with 0',
    text: 'Leave out a country or exchange prefix, or ask for the number once more.',
  }),
  'email-without-domain': () => ({
    title: 'The email is not complete',
    text: 'After the @ comes a name with a dot, as in “example.com”.',
  }),
  'email-malformed': () => ({
    title: 'Not an email that we understand',
    text: 'Check it for spaces, commas or a second @.',
  }),
  unknown: () => ({ title: 'We do not know what this is', text: `Expected is ${EXPECTED}.` }),
};

function expiredSentence(expiredAtMs: number | null, saidBy: 'latchkey' | 'server'): string {
  if (saidBy === 'server') return 'The server says that its time is over.';
  return expiredAtMs === null ? 'Its time is over.' : `It ended on ${dateWords(expiredAtMs)}.`;
}

function skewSentence(skewSeconds: number | null): string {
  if (skewSeconds === null || Math.abs(skewSeconds) <= SKEW_WORTH_TELLING) {
    return 'Check that API key and secret key belong together, or whether it was replaced.';
  }
  const minutes = Math.max(1, Math.round(Math.abs(skewSeconds) / 60));
  const direction = skewSeconds > 0 ? 'behind' : 'ahead of';
  return `This computer’s clock is about ${minutes} min ${direction} the server’s, and that alone can be why: set the clock, then try again.`;
}

function quoted(text: string): string {
  return text === '' ? 'none' : `“${text}”`;
}
