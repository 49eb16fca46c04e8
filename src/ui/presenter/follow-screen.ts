import { asFailure, type Program } from '../program.ts';

/**
 * Tells the worker what is chosen here, and does here what was chosen elsewhere. The worker's word
 * counts, because it speaks where no page is. Only what was chosen here counts more, until the worker
 * has it: a worker that cannot keep it unmasks nothing.
 */
export function followScreen(program: Program): void {
  const { snapshot } = program;
  let on = snapshot.presenting;
  let told = snapshot.state?.screen;
  /** How often it was chosen here, and which of these choices the worker has. */
  let chosen = 0;
  let kept = 0;
  /** Of the last choice: the worker could not keep it. */
  let failed = false;

  async function keep(): Promise<void> {
    chosen += 1;
    const own = chosen;
    failed = false;
    try {
      await program.ask('screen.keep', { presenting: on });
    } catch (error) {
      failed = own === chosen;
      return program.report(asFailure(error));
    }
    const before = told;
    // What the worker was asked before is out of date.
    await program.refresh();
    kept = Math.max(kept, own);
    if (told !== before) hear();
  }

  function hear(): void {
    // Somebody pressed “Try again”, or the worker has other news.
    if (failed) void keep();
    if (told === undefined || chosen !== kept) return;
    const { presenting } = told;
    // It was chosen before the worker kept it.
    if (presenting === null && on && chosen === 0) void keep();
    if (presenting === null || presenting === on) return;
    on = presenting;
    program.present(on);
  }

  program.subscribe(() => {
    const { presenting, state } = program.snapshot;
    if (presenting !== on) {
      on = presenting;
      void keep();
    }
    if (state?.screen === told) return;
    told = state?.screen;
    hear();
  });
  hear();
}
