import type { WebhookProblem, WebhookVerdict } from '../../../domain/webhook.ts';
import type { BodyReading } from '../../../domain/webhook-reading.ts';
import { spanWords } from '../../date-words.ts';

const PROBLEMS: { [P in WebhookProblem]: (header: string) => string } = {
  'secret-missing': () =>
    'the key has no secret for webhooks, so nothing can be checked. Edit the key and put it in.',
  'header-missing': (header) =>
    `the header ${header}, or one that goes with it, is not among those above.`,
  'header-odd': (header) => `${header} does not look like one that the system writes.`,
  signature: (header) =>
    `${header} was not made with this key’s secret, or a byte was changed on the way.`,
  age: () =>
    'it was signed more than five minutes away from now. The signature itself fits; somebody may have sent it once more.',
};

/** The verdict in one sentence that begins with "Valid" or "Not valid". */
export function verdictWords({ problem, header, algorithm }: WebhookVerdict): string {
  if (problem !== null) return `Not valid: ${PROBLEMS[problem](header)}`;
  return algorithm === null
    ? `Valid: ${header} is this key’s token.`
    : `Valid: ${header} was made with this key’s secret over these very bytes.`;
}

/** What a good verdict does not say; `null`: nothing is left open. */
export function reservation({ problem, algorithm }: WebhookVerdict): string | null {
  return problem === null && algorithm === null
    ? 'A token says who sends and nothing of the body: whoever has it can send anything.'
    : null;
}

const READINGS: { [R in BodyReading]: string | null } = {
  'as-pasted': null,
  'windows-lines': 'It fits with Windows line ends, which pasting takes out.',
  'unix-lines': 'It fits with plain line ends, as pasting had not left them.',
  'without-last-end': 'It fits without the line end that was pasted along at the end.',
  'with-last-end': 'It fits with a line end at the end, which pasting had lost.',
};

/** In what the body that fits differs from what was pasted; `null`: in nothing. */
export function readingWords(reading: BodyReading): string | null {
  return READINGS[reading];
}

/** "2 min before it was checked" */
export function ageWords(signedAtMs: number, checkedAtMs: number): string {
  const span = spanWords(Math.abs(checkedAtMs - signedAtMs));
  return signedAtMs > checkedAtMs ? `${span} in the future` : `${span} before it was checked`;
}
