import type { importRequests } from '../../rpc/requests/import.ts';
import type { Services } from '../services.ts';
import { type AnswersTo, changing } from './answers.ts';

export function answerImport(services: Services): AnswersTo<typeof importRequests> {
  return {
    'import.check': ({ drafts }) => services.imports.check(drafts),
    'import.save': ({ drafts }) => changing(services, services.imports.save(drafts)),
  };
}
