import { useEffect, useState } from 'preact/hooks';
import type { BackupStatus } from '../../../domain/backup.ts';
import { PageLink } from '../../components/PageLink.tsx';
import { useAsk } from '../../use-ask.ts';
import { lastWords } from './backup-words.ts';

/** The way to the page of backups, with how long ago the last one was made. */
export function BackupLink() {
  const { ask } = useAsk('backup.status');
  const [status, setStatus] = useState<BackupStatus | null>(null);
  useEffect(() => void ask({}).then(setStatus), []);
  return <PageLink page="backup" about={aboutOf(status)} />;
}

function aboutOf(status: BackupStatus | null): string {
  if (status === null || status.keys === 0) return 'All your keys in one encrypted file';
  if (status.madeAtMs === null) return 'None was made yet';
  const nowMs = Math.max(Date.now(), status.madeAtMs);
  const made = lastWords('made', status.madeAtMs, nowMs);
  if (status.rehearsedAtMs === null) return `${made}, never rehearsed`;
  return `${made}. ${lastWords('rehearsed', status.rehearsedAtMs, Math.max(nowMs, status.rehearsedAtMs))}`;
}
