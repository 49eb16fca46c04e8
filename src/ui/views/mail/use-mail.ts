import { useEffect, useRef, useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import type { Failure } from '../../../domain/failure.ts';
import type { ImportVerdict } from '../../../domain/import-draft.ts';
import type { ProviderCard } from '../../../domain/provider-card.ts';
import {
  type MailKey,
  type MailReading,
  readActivationMail,
} from '../../activation-mail/activation-mail.ts';
import {
  draftOf,
  fillingOf,
  findingsOf,
  type MailFilling,
  type MailFinding,
  type MailFindings,
} from '../../activation-mail/mail-findings.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';

/** Why a mail gives nothing to fill in. */
export type MailProblem = Exclude<MailReading['found'], 'keys'>;

type Found = Extract<MailReading, { found: 'keys' }>;

type Step =
  | { show: 'box'; problem: MailProblem | null }
  | { show: 'found'; found: Found; verdicts: readonly ImportVerdict[] };

/** A mail from pasting it to what goes into the form. Its text and its secrets go with the region. */
export interface Reading {
  text: string;
  problem: MailProblem | null;
  busy: boolean;
  failure: Failure | null;
  retry: () => void;
  /** The keys of the mail; `null` until one was read. */
  keys: MailFindings[] | null;
  /** Which of them is looked at; `null`: none yet. */
  chosen: number | null;
  choose(place: number | null): void;
  type(text: string): void;
  /** Reads what was typed, or another text. */
  read(text?: string): void;
  /** Makes room for another mail. */
  again(): void;
  isTaken(finding: MailFinding): boolean;
  take(finding: MailFinding, taken: boolean): void;
  /** What would go into the form now; `null` while nothing can. */
  filling: MailFilling | null;
}

export interface ReadingProps {
  cards: readonly ProviderCard[];
  /** The key that is edited; `null` for a new one. */
  stored: CredentialSummary | null;
  /** A mail that was pasted elsewhere; '' for none. */
  given: string;
}

export function useReading({ cards, stored, given }: ReadingProps): Reading {
  const { state } = useProgram();
  const checking = useAsk('import.check');
  const [text, setText] = useState('');
  const [step, setStep] = useState<Step>({ show: 'box', problem: null });
  const [chosen, setChosen] = useState<number | null>(null);
  const { isTaken, take, forget } = useTakes();
  const asked = useRef<Found | null>(null);

  async function check(found: Found) {
    asked.current = found;
    const drafts = found.keys.map((key) => draftOf(key, found.provider));
    const answer = await checking.ask({ drafts });
    if (answer === null || asked.current !== found) return;
    // From here on nobody needs the mail's text.
    setText('');
    setStep({ show: 'found', found, verdicts: answer.verdicts });
    choose(found.keys.length === 1 ? 0 : null);
  }

  function read(mail: string) {
    const reading = readActivationMail(mail, cards);
    checking.show(null);
    if (reading.found === 'keys') void check(reading);
    else setStep({ show: 'box', problem: reading.found });
  }

  function choose(place: number | null) {
    forget();
    setChosen(place);
  }

  useEffect(() => {
    if (given !== '') read(given);
  }, [given]);

  const { keys, filling } = useFindings(step, { chosen, stored, isTaken, all: state?.credentials });
  return {
    text,
    problem: step.show === 'box' ? step.problem : null,
    busy: checking.busy,
    failure: checking.failure,
    retry: () => void (asked.current && check(asked.current)),
    keys,
    chosen,
    choose,
    type: setText,
    read: (mail = text) => read(mail),
    again: () => setStep({ show: 'box', problem: null }),
    isTaken,
    take,
    filling,
  };
}

interface Around {
  chosen: number | null;
  stored: CredentialSummary | null;
  all: readonly CredentialSummary[] | undefined;
  isTaken: Reading['isTaken'];
}

function useFindings(step: Step, { chosen, stored, all, isTaken }: Around) {
  if (step.show === 'box') return { keys: null, filling: null };
  const { provider: card, keys } = step.found;
  const credentials = all ?? [];
  const findings = keys.flatMap((key: MailKey, place) => {
    const verdict = step.verdicts[place];
    if (verdict === undefined) return [];
    return [findingsOf(key, { card, stored, credentials, verdict, nowMs: Date.now() })];
  });
  const shown = chosen === null ? undefined : findings[chosen];
  const fits = stored === null || stored.provider === card.id;
  const filling = shown && fits ? fillingOf(card.id, shown.findings, isTaken) : null;
  return { keys: findings, filling };
}

/** What somebody said of a doubtful finding; the others go as they are. */
function useTakes() {
  const [takes, setTakes] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isTaken = ({ target, taken }: MailFinding) => takes.get(target) ?? taken;
  const take = ({ target }: MailFinding, taken: boolean) =>
    setTakes(new Map([...takes, [target, taken]]));
  return { isTaken, take, forget: () => setTakes(new Map()) };
}
