import { useEffect, useRef, useState } from 'preact/hooks';
import type { BulkItem, BulkReport } from '../../../domain/bulk.ts';
import type { Failure } from '../../../domain/failure.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { asFailure } from '../../program.ts';

/** The bulk look-up as the worker tells of it. */
export interface BulkView {
  /** `undefined`: not known yet; `null`: there is none. */
  report: BulkReport | null | undefined;
  items: readonly BulkItem[];
  failure: Failure | null;
  look(): void;
}

/** Follows it: of the chunks only those are fetched in which something came. */
export function useBulk(): BulkView {
  const { program } = useProgram();
  const [report, setReport] = useState<BulkReport | null>();
  const [items, setItems] = useState<readonly BulkItem[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const known = useRef<Known>(NONE);
  const looking = useRef({ busy: false, again: false });

  async function fetchAll(): Promise<void> {
    const told = await program.askUnseen('bulk.report', {});
    if (told !== null) {
      const before = known.current.id === told.job.id ? known.current : NONE;
      const changed = told.settled.flatMap((count, place) =>
        before.settled[place] === count && told.failed === before.failed ? [] : [place],
      );
      const news =
        changed.length > 0 ? await program.askUnseen('bulk.results', { chunks: changed }) : [];
      const chunks = told.settled.map((_, place) => {
        const at = changed.indexOf(place);
        return (at < 0 ? before.chunks[place] : news[at]) ?? [];
      });
      known.current = { id: told.job.id, settled: told.settled, failed: told.failed, chunks };
      setItems(chunks.flat());
    } else {
      known.current = NONE;
      setItems([]);
    }
    setReport(told);
    setFailure(null);
  }

  /** One at a time; what changes meanwhile is fetched after it. */
  async function look(): Promise<void> {
    const state = looking.current;
    if (state.busy) {
      state.again = true;
      return;
    }
    state.busy = true;
    try {
      do {
        state.again = false;
        await fetchAll();
      } while (state.again);
    } catch (error) {
      setFailure(asFailure(error));
    } finally {
      state.busy = false;
    }
  }

  useEffect(() => {
    void look();
    return program.world.listen(({ changed }) => {
      if (changed === 'bulk') void look();
    });
  }, [program]);
  return { report, items, failure, look: () => void look() };
}

interface Known {
  id: string;
  settled: readonly number[];
  failed: number;
  chunks: BulkItem[][];
}

const NONE: Known = { id: '', settled: [], failed: 0, chunks: [] };
