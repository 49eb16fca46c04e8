import type { importRequests } from '../../rpc/requests/import.ts';
import type { Services } from '../services.ts';
import { type AnswersTo, changing } from './answers.ts';

export function answerImport(services: Services): AnswersTo<typeof importRequests> {
  return {
    'import.preview': ({ rows }) => services.imports.preview(rows),
    'import.save': ({ rows, keys }) => changing(services, services.imports.save(rows, keys)),
  };
}
