import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Program, Snapshot } from './program.ts';

const ProgramContext = createContext<{ program: Program; snapshot: Snapshot } | null>(null);

/** The program and how it stands now; the component is drawn again when that changes. */
export function useProgram(): Snapshot & { program: Program } {
  const value = useContext(ProgramContext);
  if (value === null) throw new Error('useProgram needs a ProgramProvider around it.');
  return { ...value.snapshot, program: value.program };
}

export function ProgramProvider(props: { program: Program; children: ComponentChildren }) {
  const { program } = props;
  const [snapshot, setSnapshot] = useState(program.snapshot);
  useEffect(() => {
    setSnapshot(program.snapshot);
    return program.subscribe(() => setSnapshot(program.snapshot));
  }, [program]);
  return (
    <ProgramContext.Provider value={{ program, snapshot }}>
      {props.children}
    </ProgramContext.Provider>
  );
}
