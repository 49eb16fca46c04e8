import type { CredentialSummary } from '../../../domain/credential.ts';
import type { RenewalReport } from '../../../domain/renewal.ts';
import { clockWords, dateWords } from '../../date-words.ts';

const REPLACING = [
  'Look whether the key in use works, and whether the vault can be written',
  'Ask the server for a new key',
  'Keep its answer, sealed',
  'Test the new key',
  'Put the new key into use',
];
const RETIRING = ['Have the leaked key turned off', 'Look which keys the server takes'];

/** What a renewal consists of, in its order. */
export function stepsOf({ leaked }: Pick<RenewalReport, 'leaked'>): string[] {
  return leaked ? [...REPLACING, ...RETIRING] : REPLACING;
}

const PLACES = { preflight: 0, intent: 1, unknown: 1, answered: 2, parsed: 3, promoted: 5 };
const RETIRING_PLACES = {
  preflight: 5,
  intent: 5,
  unknown: 5,
  answered: 6,
  parsed: 6,
  promoted: 7,
};

/** The step that it is at, from 0; beyond the last where all is done. */
export function placeOf({ stage, phase }: Pick<RenewalReport, 'stage' | 'phase'>): number {
  return (stage === 'retire' ? RETIRING_PLACES : PLACES)[phase];
}

interface Words {
  tone: 'good' | 'info' | 'warn';
  title: string;
  text: string;
}

/** How a renewal stands that nobody is at work on. */
export function standingWords(report: RenewalReport, credential: CredentialSummary): Words {
  const begun = `on ${dateWords(report.startedAtMs)} at ${clockWords(report.startedAtMs)}`;
  return report.stage === 'retire' ? retiring(report, begun) : replacing(report, begun, credential);
}

function replacing(report: RenewalReport, begun: string, { fields }: CredentialSummary): Words {
  const email = fields['email'] ?? 'the address of this key';
  switch (report.phase) {
    case 'promoted':
      return { tone: 'good', title: `Renewed ${begun}`, text: outcomeWords(report) };
    case 'unknown':
      return {
        tone: 'warn',
        title: 'The outcome is unknown',
        text: `The server did not answer ${begun}: a second key may exist. Look for a mail to ${email}. Your key works as before. Renew again, which does no harm; or type the key from the mail; or put this away.`,
      };
    default:
      return {
        tone: 'info',
        title: 'Half done, and nothing is lost',
        text: `What the server answered ${begun} is kept. What is left is to test the new key and to put it to use.`,
      };
  }
}

function retiring(report: RenewalReport, begun: string): Words {
  const inUse = 'The new key is in use.';
  switch (report.phase) {
    case 'promoted':
      return {
        tone: 'good',
        title: `Replaced ${begun}, and the old key is off`,
        text: `${inUse} The server refuses the one that leaked. Whoever had it may have renewed it, too: if a mail tells of a renewal that was not yours, write to the people who run the service.`,
      };
    case 'unknown':
      return {
        tone: 'warn',
        title: 'The outcome is unknown',
        text: `${inUse} The server did not answer ${begun} when it was to turn the leaked one off, and a further key may exist: look for a mail. “Continue” looks whether the old key still works, and only then asks once more.`,
      };
    case 'answered':
    case 'parsed':
      return {
        tone: 'info',
        title: 'Half done, and nothing is lost',
        text: `What the server answered ${begun} about the leaked key is kept. What is left is to look which keys it takes.`,
      };
    default:
      return {
        tone: 'warn',
        title: 'The leaked key is not turned off yet',
        text: `${inUse} The old one may still be accepted until it expires.`,
      };
  }
}

/** What the new key is, and what became of the old one. */
export function outcomeWords(report: RenewalReport): string {
  const { newKeyHint, newExpiresAtMs, stage } = report;
  const name = newKeyHint === null ? 'The new key' : `The new key ${newKeyHint}`;
  const until = newExpiresAtMs === null ? '' : ` and expires on ${dateWords(newExpiresAtMs)}`;
  if (stage === 'retire') return 'The new key is in use. The one that leaked is turned off.';
  const dateMissing =
    newExpiresAtMs === null
      ? ' When it expires is not known: take the date from its mail and put it in with “Edit”, or nothing can remind you.'
      : '';
  return `${name} is in use${until}. The old one is kept as the previous key.${dateMissing}`;
}
