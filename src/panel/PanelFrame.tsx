import { drawProgram } from '../ui/draw-program.tsx';
import { Program } from '../ui/program.ts';
import { CreateVaultView } from '../ui/views/CreateVaultView.tsx';
import { RecoveryView } from '../ui/views/RecoveryView.tsx';
import type { World } from '../ui/world.ts';

/** Puts the program into the panel's page: side panel, sidebar or a tab. */
export function showPanel(root: Element, world: Omit<World, 'place'>): void {
  const program = new Program({ ...world, place: 'panel' });
  drawProgram(root, program, { Missing: CreateVaultView, Recovery: RecoveryView });
}
