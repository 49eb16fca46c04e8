import { render } from 'preact';
import { Program } from '../ui/program.ts';
import { CreateVaultView } from '../ui/views/CreateVaultView.tsx';
import { Frame } from '../ui/views/Frame.tsx';
import { RecoveryView } from '../ui/views/RecoveryView.tsx';
import type { World } from '../ui/world.ts';

/** Puts the program into the panel's page: side panel, sidebar or a tab. */
export function showPanel(root: Element, world: Omit<World, 'place'>): void {
  const program = new Program({ ...world, place: 'panel' });
  root.replaceChildren();
  render(
    <Frame program={program} parts={{ Missing: CreateVaultView, Recovery: RecoveryView }} />,
    root,
  );
}
