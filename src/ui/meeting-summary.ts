import { dialString } from '../domain/dialling.ts';
import { withMaskedEmails } from '../domain/email-mask.ts';
import type { CallInNumber, Meeting } from '../domain/meeting.ts';
import { spokenSessionKey } from '../domain/session-key.ts';
import { flagWords, lengthWords, startWords, statusWords } from './meeting-words.ts';

export const SUMMARY_FORMATS = ['text', 'markdown', 'html'] as const;
export type SummaryFormat = (typeof SUMMARY_FORMATS)[number];

interface SummaryOptions {
  format?: SummaryFormat;
  /** Whether emails are masked; a SIP address stays what is dialled. */
  masked?: boolean;
  /** Numbers that the caller was told to dial, on top of the others. */
  numbers?: readonly CallInNumber[];
}

/** A meeting for a ticket or a chat. What was not told is left out; no password is in it. */
export function meetingSummary(meeting: Meeting, options: SummaryOptions = {}): string {
  const { format = 'text', masked = false, numbers = [] } = options;
  const shown = masked ? withMaskedEmails : (text: string) => text;
  const lines = summaryLines(meeting, numbers).flatMap(([term, words]): Line[] =>
    words === null || words === ''
      ? []
      : [[oneLine(term), oneLine(ADDRESSES.includes(term) ? words : shown(words))]],
  );
  return WRITERS[format](oneLine(shown(meeting.name)), lines);
}

type Line = [term: string, words: string];

const WRITERS: { [F in SummaryFormat]: (name: string, lines: Line[]) => string } = {
  text: (name, lines) => [name, ...lines.map((line) => line.join(': '))].join('\n'),
  markdown: (name, lines) =>
    [
      `**${forMarkdown(name)}**`,
      '',
      ...lines.map(([term, words]) => `- ${forMarkdown(term)}: ${forMarkdown(words)}`),
    ].join('\n'),
  html: (name, lines) => {
    const items = lines.map(([term, words]) => `<li>${forHtml(term)}: ${forHtml(words)}</li>`);
    return `<p><strong>${forHtml(name)}</strong></p><ul>${items.join('')}</ul>`;
  },
};

/** Addresses that look like emails and are dialled. */
const ADDRESSES: readonly string[] = ['SIP'];

function summaryLines(
  meeting: Meeting,
  numbers: readonly CallInNumber[],
): [term: string, words: string | null][] {
  const { telephony, schedule, site } = meeting;
  const start = startWords(schedule);
  return [
    ['Status', statusWords(meeting.status).word],
    ['Host', hostWords(meeting.host)],
    ['Host joined', flagWords(meeting.hostJoined)],
    ['Participants joined', flagWords(meeting.participantsJoined)],
    ['Starts', start.there === null ? start.here : `${start.here} (${start.there})`],
    ['Duration', lengthWords(schedule)],
    ['Password needed', flagWords(meeting.passwordNeeded)],
    ['Join before host', flagWords(meeting.joinBeforeHost)],
    ['Session key', spokenSessionKey(meeting.sessionKey)],
    ...numbers.map((each): [string, string | null] => [
      `Dial (${each.country})`,
      dialString(each.number, meeting.sessionKey),
    ]),
    ['Site', site.address?.text ?? site.name],
    ['SIP', meeting.sip],
    ['Toll', telephony?.toll ?? null],
    ['Toll-free', telephony?.tollFree ?? null],
    ['Conference ID', meeting.conferenceId],
    ['All call-in numbers', telephony?.allNumbers?.text ?? null],
  ];
}

function hostWords(host: Meeting['host']): string | null {
  if (host.name === null) return host.email ?? host.userName;
  return host.email === null ? host.name : `${host.name} <${host.email}>`;
}

/** Whoever named the meeting does not write further lines into a ticket. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Whatever Markdown would read as a sign is shown as it is. Source: CommonMark 0.31, section 2.4 */
function forMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#!|~&]/g, '\\$&');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function forHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
