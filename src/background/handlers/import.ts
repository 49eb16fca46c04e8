import type { importRequests } from '../../rpc/requests/import.ts';
import type { AllServices } from '../later.ts';
import { type AnswersTo, changing } from './answers.ts';

export function answerImport(services: AllServices): AnswersTo<typeof importRequests> {
  return {
    'import.check': ({ drafts }) => services.imports.check(drafts),
    'import.save': ({ drafts }) => changing(services, services.imports.save(drafts)),
  };
}
