import { useEffect, useState } from 'preact/hooks';
import { MOST_SITES, type SiteMarks } from '../../../domain/recent.ts';
import type { Site } from '../../../domain/site.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { asFailure } from '../../program.ts';

const NONE: SiteMarks = { beforeAtMs: null, fresh: [], favourites: [] };

/** What is new among a person's sites, and which are favourites. Each answer is looked at once. */
export function useSiteMarks(email: string, sites: readonly Site[], askedAtMs: number) {
  const { program } = useProgram();
  const [marks, setMarks] = useState(NONE);
  useEffect(() => {
    const addresses = [...new Set(sites.map(({ address }) => address.text))].slice(0, MOST_SITES);
    // The sites stand there without it.
    void program
      .askUnseen('recent.look-at-sites', { email, addresses })
      .then(setMarks, () => undefined);
  }, [program, email, askedAtMs]);

  async function setFavourite(address: string, on: boolean): Promise<void> {
    const before = marks;
    const others = marks.favourites.filter((each) => each !== address);
    setMarks({ ...marks, favourites: on ? [address, ...others] : others });
    try {
      await program.ask('recent.set-favourite', { address, on });
    } catch (error) {
      setMarks(before);
      program.report(asFailure(error));
    }
  }
  return { marks, setFavourite };
}
