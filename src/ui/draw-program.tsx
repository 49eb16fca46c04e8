import { render } from 'preact';
import { isPresenting } from './preferences.ts';
import type { Program } from './program.ts';
import { Frame, type FrameParts } from './views/Frame.tsx';

/**
 * Puts the program into its page, over the static shell. In presenter mode what masks it comes
 * first: nothing is drawn before it, nor without it.
 */
export function drawProgram(root: Element, program: Program, parts: FrameParts): void {
  const draw = () => render(<Frame program={program} parts={parts} />, root);
  function begin() {
    root.replaceChildren();
    draw();
  }
  function withoutMask() {
    if (isPresenting()) root.textContent = 'A part of Latchkey could not be loaded. Open it again.';
  }
  if (!isPresenting()) begin();
  import('./presenter/presenter.ts').then(
    ({ createPresenter }) => {
      createPresenter(program, root, draw);
      if (isPresenting()) begin();
    },
    () => {
      withoutMask();
      program.subscribe(withoutMask);
    },
  );
}
