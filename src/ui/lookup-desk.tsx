import { type ComponentChildren, createContext } from 'preact';
import { useContext, useRef, useState } from 'preact/hooks';
import type { CredentialSummary } from '../domain/credential.ts';
import type { Failure } from '../domain/failure.ts';
import { type Recognised, recognise } from '../domain/paste.ts';
import type { Ability } from '../domain/provider-card.ts';
import type { OutputOf } from '../rpc/contract.ts';
import { statusWords } from './meeting-words.ts';
import { useProgram } from './ProgramProvider.tsx';
import { asFailure, type Program } from './program.ts';

/** What a look-up found. */
export type Found =
  | { kind: 'meeting'; answer: OutputOf<'lookup.meeting'> }
  | { kind: 'sites'; answer: OutputOf<'lookup.sites'> };

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
  /** Asks what stands in the box. */
  ask(): void;
  /** Puts that into the box and asks it. */
  lookUp(text: string): void;
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
  const [outcome, setOutcome] = useState(NOTHING_ASKED);
  const latest = useRef({ count: 0, typed: '' });

  async function askFor(text: string) {
    const count = latest.current.count + 1;
    latest.current = { count, typed: text };
    setOutcome((before) => ({ ...before, busy: true, failure: null }));
    const next = await answerTo(program, text, credentialId);
    if (count !== latest.current.count) return;
    setOutcome(next);
    if (next.found) program.say(foundWords(next.found));
  }

  return {
    typed,
    type,
    credentialId,
    choose,
    ...outcome,
    askedFor: latest.current.typed,
    ask: () => void askFor(typed),
    lookUp: (text) => {
      type(text);
      void askFor(text);
    },
    expected,
    expect,
    again: () => void askFor(latest.current.typed),
  };
}

/** What was found, in a few words, for whoever does not see it. */
function foundWords(found: Found): string {
  if (found.kind === 'sites') return `${found.answer.sites.length} sites`;
  const { name, status } = found.answer.meeting;
  return `${name}: ${statusWords(status).word ?? 'status not told'}`;
}

async function answerTo(
  program: Program,
  typed: string,
  credentialId: string | null,
): Promise<Outcome> {
  try {
    const recognised = recognise(typed);
    const chosen = usableFor(program, recognised, credentialId);
    return { busy: false, failure: null, found: await find(program, recognised, chosen) };
  } catch (error) {
    return { busy: false, failure: asFailure(error), found: null };
  }
}

async function find(
  program: Program,
  recognised: Recognised,
  credentialId: string | null,
): Promise<Found> {
  if (recognised.kind === 'session-key') {
    const { sessionKey } = recognised;
    const answer = await program.ask('lookup.meeting', { sessionKey, credentialId });
    return { kind: 'meeting', answer };
  }
  const answer = await program.ask('lookup.sites', { email: recognised.email, credentialId });
  return { kind: 'sites', answer };
}

const ABILITY_FOR: { [K in Recognised['kind']]: Ability } = {
  'session-key': 'meetings',
  email: 'sites',
};

/** The chosen key if it can answer this kind of question; else the worker chooses. */
function usableFor(
  program: Program,
  recognised: Recognised,
  credentialId: string | null,
): string | null {
  const credentials = program.snapshot.state?.credentials ?? [];
  const usable = credentials.filter((each) => canAnswer(each, [ABILITY_FOR[recognised.kind]]));
  const chosen = usable.find((each) => each.id === credentialId) ?? usable[0];
  return chosen?.id ?? null;
}

/** Whether a key may be asked with now, and has one of these abilities. */
export function canAnswer(credential: CredentialSummary, abilities: readonly Ability[]): boolean {
  if (credential.disabled || credential.expired) return false;
  return abilities.some((ability) => credential.abilities.includes(ability));
}
