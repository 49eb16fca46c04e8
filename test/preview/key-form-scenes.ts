import { Failure } from '../../src/domain/failure.ts';
import { providers } from '../../src/providers/index.ts';
import { cardFor } from '../fakes/cards.ts';
import { createFakeProgram } from './fake-program.ts';
import { type Scene, withAnswers } from './scene.ts';

/** The form of a new key of a system. */
function formOf(system: string, steps: string[] = []): Scene {
  return {
    program: () =>
      withAnswers(createFakeProgram(), {
        'providers.list': () => providers.map(cardFor),
        'credentials.save': () => {
          throw new Failure('field-invalid', {
            ...{ field: 'apiKey', label: 'API key', problem: 'is missing' },
          });
        },
      }),
    steps: ['tab Keys', 'press Add key', `choose System = ${system}`, ...steps],
  };
}

/** The forms of the systems' keys. */
export const keyFormScenes: Record<string, Scene> = {
  'verint-new': formOf('verint', ['choose Key type = custom', 'open Advanced']),
  'zoom-new': formOf('zoom', ['open Advanced']),
  'webio-new': formOf('webio', ['open Advanced']),
  'webio-refused': formOf('webio', ['press Save key']),
};
