import type { FactsOf, FailureCode } from '../../domain/failure.ts';
import { MINUTE } from '../../domain/time.ts';
import { clockWords, dateWords } from '../date-words.ts';
import { openKeys, quoted, type Sentences, tryAgain } from './sentence.ts';

export const networkSentences = {
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
  unauthorized: ({ label, host, skewSeconds, given }) => ({
    title: `“${label}” was not accepted`,
    text: `${host} refused the key. ${skewSentence(skewSeconds, given)}`,
    help: isClockOff(skewSeconds) ? tryAgain : openKeys,
  }),
  forbidden: ({ label, host }) => ({
    title: `“${label}” may not do this`,
    text: `${host} knows the key but does not let it ask for that. Use a key with more rights, or ask an administrator.`,
    help: openKeys,
  }),
  'rate-limited': ({ label, retryAtMs, saidBy, limit, trace, counts }) => ({
    title: limit === 'month' ? 'The calls of this month are used up' : 'Too many questions at once',
    text: `${limitSentence(saidBy, limit)}${counts ? ` It counts: ${counts}.` : ''} “${label}” may ask again at ${minuteWords(retryAtMs)}.${limit === 'minute' ? '' : ' If you know better, “Usage” of the key can ask anyway.'}${trace ? ` The server’s support finds the call by ${quoted(trace)}.` : ''}`,
    help: tryAgain,
  }),
  'meeting-missing': ({ sessionKey }) => ({
    title: 'No meeting with this session key',
    text: `Nothing is known under ${sessionKey}. Read the digits back to the caller; the meeting may also be over and gone.`,
  }),
  'bulk-running': () => ({
    title: 'A bulk look-up is under way',
    text: 'There is one at a time. Wait until it is done, or stop it first.',
  }),
  'watch-full': ({ most }) => ({
    title: 'Too many meetings are watched',
    text: `At most ${most} are watched at a time. Stop one of them first.`,
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
  'page-repeated': ({ operation }) => ({
    title: 'The list does not end',
    text: `The server named the same next page of “${operation}” twice, so Latchkey stopped there. What came before is shown; it may not be all.`,
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
} satisfies Partial<Sentences<FailureCode>>;

/** From here on a clock that is off can be why a token was refused. */
const SKEW_WORTH_TELLING = 60;

function limitSentence(
  saidBy: FactsOf<'rate-limited'>['saidBy'],
  limit: FactsOf<'rate-limited'>['limit'],
): string {
  if (saidBy === 'server') return 'The server asks for a pause.';
  return limit === 'month'
    ? 'By Latchkey’s count the limit of the month is reached, so nothing was sent.'
    : 'By Latchkey’s count the limit of a minute is reached, so nothing was sent.';
}

/** The minute by which it has come: one that is just running would be too early. */
function minuteWords(instantMs: number): string {
  const minute = Math.ceil(instantMs / MINUTE) * MINUTE;
  return `${clockWords(minute)} on ${dateWords(minute)}`;
}

function skewSentence(skewSeconds: number | null, given = 'API key and secret key'): string {
  if (skewSeconds === null || !isClockOff(skewSeconds)) {
    return `Check that ${given} belong together, or whether it was replaced.`;
  }
  const minutes = Math.max(1, Math.round(Math.abs(skewSeconds) / 60));
  const direction = skewSeconds > 0 ? 'behind' : 'ahead of';
  return `This computer’s clock is about ${minutes} min ${direction} the server’s, and that alone can be why. Latchkey allows for it from now on, so try again, and set the clock when you can.`;
}

function isClockOff(skewSeconds: number | null): boolean {
  return skewSeconds !== null && Math.abs(skewSeconds) > SKEW_WORTH_TELLING;
}
