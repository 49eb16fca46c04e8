import { type ComponentChildren, createContext } from 'preact';
import { useContext, useRef, useState } from 'preact/hooks';
import type { CredentialSummary } from '../domain/credential.ts';
import type { Failure } from '../domain/failure.ts';
import type { Ability } from '../domain/provider-card.ts';
import type { Candidate } from '../domain/recognition/recognise.ts';
import type { OutputOf } from '../rpc/contract.ts';
import { statusWords } from './meeting-words.ts';
import { useProgram } from './ProgramProvider.tsx';
import { asFailure, type Program } from './program.ts';

/** What a look-up found. */
export type Found =
  | { kind: 'meeting'; answer: OutputOf<'lookup.meeting'> }
  | { kind: 'sites'; answer: OutputOf<'lookup.sites'> };

/** What a system is asked about. */
type Question = Extract<Candidate, { kind: 'session-key' | 'email' }>;

/** The one box and what became of it. Lies above the lock, so that a question survives it. */
export interface LookupDesk {
  typed: string;
  type(text: string): void;
  /** The key that was chosen; `null` leaves the choice to the worker. */
  credentialId: string | null;
  choose(credentialId: string): void;
  busy: boolean;
  /** What is being asked, or was asked last. */
  askedFor: string;
  found: Found | null;
  failure: Failure | null;
  /** Asks for one of the things that the box holds, or shows it; `null`: the most probable. */
  ask(candidate: Candidate | null): void;
  /** Puts that into the box and asks it. The box takes the focus: what was pressed may be gone. */
  lookUp(text: string): void;
  /** Takes the focus to the box. */
  toBox(): void;
  /** How often it was to go there. */
  boxCalls: number;
  /** Whether a question from elsewhere waits for the vault to be opened. */
  expected: boolean;
  expect(waiting: boolean): void;
  /** Asks once more what was asked last, whatever stands in the box by now. */
  again(): void;
}

const DeskContext = createContext<LookupDesk | null>(null);

export function useLookupDesk(): LookupDesk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('useLookupDesk needs a LookupProvider around it.');
  return desk;
}

export function LookupProvider(props: { children: ComponentChildren }) {
  return <DeskContext.Provider value={useDesk()}>{props.children}</DeskContext.Provider>;
}

type Outcome = Pick<LookupDesk, 'busy' | 'found' | 'failure'>;
const NOTHING_ASKED: Outcome = { busy: false, found: null, failure: null };

function useDesk(): LookupDesk {
  const { program } = useProgram();
  const [typed, type] = useState('');
  const [credentialId, choose] = useState<string | null>(null);
  const [expected, expect] = useState(false);
  const [boxCalls, setBoxCalls] = useState(0);
  const [outcome, setOutcome] = useState(NOTHING_ASKED);
  const latest = useRef<{ count: number; typed: string; question: Candidate | null }>({
    count: 0,
    typed: '',
    question: null,
  });

  async function askFor(text: string, chosen: Candidate | null) {
    if (chosen !== null && show(program, chosen)) return type('');
    const count = latest.current.count + 1;
    latest.current = { count, typed: text, question: chosen };
    setOutcome((before) => ({ ...before, busy: true, failure: null }));
    const next = await answerTo(program, { text, chosen, credentialId });
    if (count !== latest.current.count) return;
    if (next === null) return forget();
    setOutcome(next);
    const { found } = next;
    if (found === null) return;
    program.say(foundWords(found));
    void import('./recent-meetings.ts').then(({ noteFound }) => noteFound(program, found));
  }

  const toBox = () => setBoxCalls((count) => count + 1);

  /** What was shown elsewhere is not kept here: it may be a token. */
  function forget() {
    latest.current = { ...latest.current, typed: '', question: null };
    type('');
    setOutcome((before) => ({ ...before, busy: false }));
  }

  return {
    typed,
    type,
    credentialId,
    choose,
    ...outcome,
    askedFor: latest.current.typed,
    ask: (candidate) => void askFor(typed, candidate),
    again: () => void askFor(latest.current.typed, latest.current.question),
    lookUp: (text) => {
      type(text);
      toBox();
      void askFor(text, null);
    },
    toBox,
    boxCalls,
    expected,
    expect,
  };
}

/** Opens what is answered in this browser; whether it was of that kind. */
function show(program: Program, candidate: Candidate): boolean {
  if (candidate.kind === 'token') program.inspect(candidate.token);
  else if (candidate.kind === 'credential') program.showKey(candidate.id);
  else return false;
  return true;
}

/** What was found, in a few words, for whoever does not see it. */
function foundWords(found: Found): string {
  if (found.kind === 'sites') return `${found.answer.sites.length} sites`;
  const { name, status } = found.answer.meeting;
  return `${name}: ${statusWords(status).word ?? 'status not told'}`;
}

interface Asked {
  text: string;
  chosen: Candidate | null;
  credentialId: string | null;
}

/** What became of it; `null`: it was shown elsewhere. */
async function answerTo(program: Program, asked: Asked): Promise<Outcome | null> {
  try {
    // What recognises is fetched: nobody types before the page stands.
    const { firstIn } = await import('./recogniser.ts');
    const question = asked.chosen ?? firstIn(asked.text, program);
    if (show(program, question)) return null;
    const found = await find(program, question, asked.credentialId);
    return { busy: false, failure: null, found };
  } catch (error) {
    return { busy: false, failure: asFailure(error), found: null };
  }
}

async function find(
  program: Program,
  question: Candidate,
  chosen: string | null,
): Promise<Found | null> {
  if (question.kind === 'session-key') {
    const { sessionKey } = question;
    const credentialId = usableFor(program, 'session-key', chosen);
    const answer = await program.ask('lookup.meeting', { sessionKey, credentialId });
    return { kind: 'meeting', answer };
  }
  if (question.kind !== 'email') return null;
  const { email } = question;
  const credentialId = usableFor(program, 'email', chosen);
  const answer = await program.ask('lookup.sites', { email, credentialId });
  return { kind: 'sites', answer };
}

const ABILITY_FOR: { [K in Question['kind']]: Ability } = {
  'session-key': 'meetings',
  email: 'sites',
};

/** The chosen key if it can answer this kind of question; else the worker chooses. */
function usableFor(
  program: Program,
  kind: Question['kind'],
  credentialId: string | null,
): string | null {
  const credentials = program.snapshot.state?.credentials ?? [];
  const usable = credentials.filter((each) => canAnswer(each, [ABILITY_FOR[kind]]));
  const chosen = usable.find((each) => each.id === credentialId) ?? usable[0];
  return chosen?.id ?? null;
}

/** Whether a key may be asked with now, and has one of these abilities. */
export function canAnswer(credential: CredentialSummary, abilities: readonly Ability[]): boolean {
  if (credential.disabled || credential.expired) return false;
  return abilities.some((ability) => credential.abilities.includes(ability));
}
