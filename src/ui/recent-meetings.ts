import type { RecentEntry } from '../domain/recent.ts';
import type { RecentMeeting } from '../domain/recognition/recognise.ts';
import type { InputOf } from '../rpc/contract.ts';
import type { Found } from './lookup-desk.tsx';
import type { Program } from './program.ts';

/** The meetings that were looked up lately, newest first, which the box knows by name. */
export function recentMeetings(program: Program): readonly RecentMeeting[] {
  return program.snapshot.recent;
}

/** Has the worker remember what was found. Nobody waits for it, and nobody has to hear of it. */
export function noteFound(program: Program, { kind, answer }: Found): void {
  const credentialId = answer.askedWith.id;
  if (kind === 'sites') {
    const { email, sites } = answer;
    note(program, { kind, email, count: sites.length, credentialId });
  } else {
    const { sessionKey, name } = answer.meeting;
    note(program, { kind, sessionKey, name: name.slice(0, LONGEST), credentialId });
  }
}

/** A name is remembered that far (in characters). */
const LONGEST = 1_000;

function note(program: Program, what: InputOf<'recent.note'>['what']): void {
  void program.askUnseen('recent.note', { what }).catch(() => undefined);
  if (what.kind !== 'meeting') return;
  const others = program.snapshot.recent.filter((each) => each.sessionKey !== what.sessionKey);
  program.recall([what, ...others]);
}

/** Has the page know the meetings that the vault remembers. */
export function recall(program: Program, entries: readonly RecentEntry[]): void {
  program.recall(entries.flatMap(({ what }) => (what.kind === 'meeting' ? [what] : [])));
}
