import type { backupRequests } from '../../rpc/requests/backup.ts';
import type { AllServices } from '../later.ts';
import { type AnswersTo, changing } from './answers.ts';

export function answerBackup(services: AllServices): AnswersTo<typeof backupRequests> {
  const { backup } = services;
  return {
    'backup.status': () => backup.status(),
    'backup.make': ({ backupPassphrase, proof }) => backup.make(backupPassphrase, proof),
    'backup.rehearse': ({ text, backupPassphrase }) => backup.rehearse(text, backupPassphrase),
    'backup.preview': ({ text, backupPassphrase }) => backup.preview(text, backupPassphrase),
    'backup.merge': ({ text, backupPassphrase, chosen }) =>
      changing(services, backup.merge(text, backupPassphrase, chosen)),
    'backup.replace': ({ text, backupPassphrase, proof }) =>
      changing(services, backup.replace(text, backupPassphrase, proof)),
  };
}
