import { useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../domain/failure.ts';
import type { ImportFind, ImportRow } from '../../../domain/import-row.ts';
import type { ProviderCard } from '../../../domain/provider-card.ts';
import type { OutputOf } from '../../../rpc/contract.ts';
import { readRows } from '../../import/file-kind.ts';
import { type PickedFile, readText } from '../../import/file-text.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { asFailure } from '../../program.ts';
import { useAsk } from '../../use-ask.ts';

/** What a file holds, with the systems to choose from. */
export interface FoundKeys extends OutputOf<'import.preview'> {
  rows: ImportRow[];
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

  async function correct(place: number, system: string) {
    if (step.show !== 'found') return;
    const { rows } = step.found;
    const found = await look(rows.map((row, at) => (at === place ? { ...row, system } : row)));
    if (found !== null) setStep({ show: 'found', found });
  }

  async function save() {
    if (step.show !== 'found') return;
    const { rows, finds } = step.found;
    const answer = await saving.ask({ rows, keys: finds.filter(isTicked).map(({ key }) => key) });
    if (answer === null) return;
    begin({ show: 'done', labels: answer.labels });
    await program.refresh();
  }

  return {
    step,
    busy: looking.busy || saving.busy,
    failure: looking.failure ?? saving.failure,
    retry: looking.failure === null && saving.failure ? () => void save() : undefined,
    pick: (file) => void read(readText(file)),
    paste: (text) => void read(Promise.resolve(text)),
    correct: (place, system) => void correct(place, system),
    isTicked,
    tick,
    save: () => void save(),
    again: () => {
      begin({ show: 'choice' });
      looking.show(null);
    },
  };
}

/** Asks what keys some rows hold, and for the systems at once: nothing comes in later. */
function useLooking() {
  const looking = useAsk('import.preview');
  const listing = useAsk('providers.list');
  async function look(rows: ImportRow[]): Promise<FoundKeys | null> {
    const [answer, systems] = await Promise.all([looking.ask({ rows }), listing.ask({})]);
    return answer && systems && { ...answer, rows, systems };
  }
  const failure = looking.failure ?? listing.failure;
  return { looking: { ...looking, failure }, look };
}

/** What the person ticked and unticked; the rest is ticked where it is good and new. */
function useTicks() {
  const [ticks, setTicks] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isTicked = ({ key, ready, same }: ImportFind) => ready && (ticks.get(key) ?? same === null);
  const tick = (keys: readonly string[], ticked: boolean) =>
    setTicks(new Map([...ticks, ...keys.map((key) => [key, ticked] as const)]));
  return { isTicked, tick, forget: () => setTicks(new Map()) };
}
