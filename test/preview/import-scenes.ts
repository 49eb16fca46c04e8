import type { PageId } from '../../src/ui/pages.ts';
import { createFakeProgram, type FakeProgram } from './fake-program.ts';
import { importFile } from './fixtures.ts';
import type { Scene } from './scene.ts';

/** Keys out of a file. */
export const importScenes: Record<string, Scene> = {
  import: { program: () => onPage('import') },
  'import-failure': {
    program: () => onPage('import'),
    steps: ['type Or paste the file’s text = {"apiKey":}', 'press Read text'],
  },
  'import-found': {
    program: () => onPage('import'),
    steps: [`type Or paste the file’s text = ${importFile}`, 'press Read text'],
  },
  'import-done': {
    program: () => onPage('import'),
    steps: [
      `type Or paste the file’s text = ${importFile}`,
      'press Read text',
      'press Import 1 key',
    ],
  },
};

function onPage(page: PageId): FakeProgram {
  const program = createFakeProgram();
  program.world = { ...program.world, page };
  return program;
}
