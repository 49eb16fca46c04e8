import { useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../domain/failure.ts';
import type { ProviderCard } from '../../../domain/provider-card.ts';
import { readRows } from '../../import/file-kind.ts';
import { type PickedFile, readText } from '../../import/file-text.ts';
import { type ImportFind, type Proposals, proposalsIn } from '../../import/finds.ts';
import type { ImportRow } from '../../import/rows.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { asFailure } from '../../program.ts';
import { useAsk } from '../../use-ask.ts';
import { useSystemsOnDemand } from '../../use-systems.ts';

/** What a file holds, with the systems to choose from. */
export interface FoundKeys {
  rows: ImportRow[];
  proposals: Proposals;
  finds: ImportFind[];
  systems: readonly ProviderCard[];
}

type Step =
  | { show: 'choice' }
  | { show: 'found'; found: FoundKeys }
  | { show: 'done'; labels: string[] };

/** An import from the choice of a file to what became of it. Goes with the page, and so with the lock. */
export interface Importing {
  step: Step;
  busy: boolean;
  failure: Failure | null;
  /** Does again what failed, where that may help. */
  retry: (() => void) | undefined;
  pick(file: PickedFile): void;
  paste(text: string): void;
  /** Says which system a row is for, and looks again. */
  correct(place: number, system: string): void;
  isTicked(find: ImportFind): boolean;
  tick(keys: readonly string[], ticked: boolean): void;
  save(): void;
  /** Forgets the file and begins anew. */
  again(): void;
}

export function useImport(): Importing {
  const { program } = useProgram();
  const { looking, look } = useLooking();
  const saving = useAsk('import.save');
  const [step, setStep] = useState<Step>({ show: 'choice' });
  const { isTicked, tick, forget } = useTicks();
  const latest = useRef(0);

  function begin(next: Step) {
    setStep(next);
    forget();
    saving.show(null);
  }

  async function read(text: Promise<string>) {
    latest.current += 1;
    const own = latest.current;
    looking.show(null);
    try {
      const found = await look(readRows(await text));
      if (own === latest.current && found !== null) begin({ show: 'found', found });
    } catch (error) {
      if (own === latest.current) looking.show(asFailure(error));
    }
  }

  function correct({ rows }: FoundKeys, place: number, system: string) {
    look(rows.map((row, at) => (at === place ? { ...row, system } : row))).then(
      (found) => found && setStep({ show: 'found', found }),
      (error) => looking.show(asFailure(error)),
    );
  }

  async function save({ proposals, finds }: FoundKeys) {
    const keys = finds.filter(isTicked).map(({ key }) => key);
    const answer = await saving.ask({ drafts: proposals.chosen(keys) });
    if (answer === null) return;
    begin({ show: 'done', labels: answer.labels });
    await program.refresh();
  }

  const found = step.show === 'found' ? step.found : null;
  return {
    step,
    busy: looking.busy || saving.busy,
    failure: looking.failure ?? saving.failure,
    retry: looking.failure === null && saving.failure && found ? () => void save(found) : undefined,
    pick: (file) => void read(readText(file)),
    paste: (text) => void read(Promise.resolve(text)),
    correct: (place, system) => found && correct(found, place, system),
    isTicked,
    tick,
    save: () => void (found && save(found)),
    again: () => {
      begin({ show: 'choice' });
      looking.show(null);
    },
  };
}

/** Finds the keys that some rows hold, and asks what is to be said of them. */
function useLooking() {
  const checking = useAsk('import.check');
  const listing = useSystemsOnDemand();
  async function look(rows: ImportRow[]): Promise<FoundKeys | null> {
    const systems = await listing.load();
    if (systems === null) return null;
    const proposals = proposalsIn(rows, systems);
    const answer = await checking.ask({ drafts: proposals.drafts });
    return answer && { rows, systems, proposals, finds: proposals.judged(answer.verdicts) };
  }
  const busy = checking.busy || listing.busy;
  const failure = checking.failure ?? listing.failure;
  return { looking: { ...checking, busy, failure }, look };
}

/** What the person ticked and unticked; the rest is ticked where it is good and new. */
function useTicks() {
  const [ticks, setTicks] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isTicked = ({ key, ready, same }: ImportFind) => ready && (ticks.get(key) ?? same === null);
  const tick = (keys: readonly string[], ticked: boolean) =>
    setTicks(new Map([...ticks, ...keys.map((key) => [key, ticked] as const)]));
  return { isTicked, tick, forget: () => setTicks(new Map()) };
}
