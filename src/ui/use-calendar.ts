import { useState } from 'preact/hooks';
import { useProgram } from './ProgramProvider.tsx';
import { saveTextFile } from './save-file.ts';

/** Hands a calendar file to the browser; what makes it is fetched then. */
export function useCalendar() {
  const { program } = useProgram();
  const [missing, setMissing] = useState(false);
  async function save(
    name: string,
    make: (calendar: typeof import('./calendar.ts')) => string,
  ): Promise<void> {
    try {
      saveTextFile(name, make(await import('./calendar.ts')), 'text/calendar');
      setMissing(false);
      program.note({ words: 'Saved. Open the file with your calendar.' });
    } catch {
      setMissing(true);
    }
  }
  return { save, missing };
}
