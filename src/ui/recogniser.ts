import { useEffect, useMemo, useState } from 'preact/hooks';
import type { KnownNames, Reading, recognise } from '../domain/recognition/recognise.ts';
import { useProgram } from './ProgramProvider.tsx';
import { useRecentMeetings } from './recent-meetings.ts';

/** What recognises is fetched: nobody types before the page stands. */
export async function loadRecogniser(): Promise<typeof recognise> {
  return (await import('../domain/recognition/recognise.ts')).recognise;
}

/** What can be called by its name here. */
export function useKnownNames(): KnownNames {
  const credentials = useProgram().state?.credentials;
  const recent = useRecentMeetings();
  return useMemo(() => ({ credentials: credentials ?? [], recent }), [credentials, recent]);
}

/** What a text holds, while it is typed; `null` until it can be told. */
export function useReading(typed: string): Reading | null {
  const [read, setRead] = useState<typeof recognise | null>(null);
  useEffect(() => {
    // Without it Look up still tries to fetch it once more, and says what went wrong.
    void loadRecogniser().then(
      (found) => setRead(() => found),
      () => undefined,
    );
  }, []);
  const known = useKnownNames();
  return useMemo(() => read?.(typed, known) ?? null, [read, typed, known]);
}
