import { useState } from 'preact/hooks';
import type { Rehearsal } from '../../../domain/backup.ts';
import { Button } from '../../components/Button.tsx';
import { Fact, Facts } from '../../components/Facts.tsx';
import { Notice } from '../../components/Notice.tsx';
import { momentWords } from '../../date-words.ts';
import { useAsk } from '../../use-ask.ts';
import { BackupFileForm } from './BackupFileForm.tsx';
import { keysWords } from './backup-words.ts';
import { LeftOutNotice } from './LeftOutNotice.tsx';

/** Opens a backup and says what is in it; nothing is changed. */
export function RehearseBackup({ onRehearsed }: { onRehearsed: () => void }) {
  const { busy, failure, show, ask } = useAsk('backup.rehearse');
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null);
  if (rehearsal) return <Outcome rehearsal={rehearsal} onAgain={() => setRehearsal(null)} />;
  return (
    <BackupFileForm
      verb="Rehearse"
      busy={busy}
      failure={failure}
      onFailure={show}
      onOpen={async (file) => {
        const answer = await ask(file);
        if (answer === null) return;
        setRehearsal(answer);
        onRehearsed();
      }}
    />
  );
}

function Outcome({ rehearsal, onAgain }: { rehearsal: Rehearsal; onAgain: () => void }) {
  const { madeAtMs, keys, systems, missing, outdated, leftOut } = rehearsal;
  return (
    <div class="question">
      <Notice tone="good" role="status" title="This backup opens">
        Nothing was changed. Today’s date is noted as the last rehearsal.
      </Notice>
      <Facts>
        <Fact term="Made" words={momentWords(madeAtMs)} />
        <Fact term="Holds" words={keysWords(keys)} caption={systemsWords(systems)} />
      </Facts>
      <Lacking title="Not in it" keys={missing} />
      <Lacking title="In it as they were before" keys={outdated} />
      {missing.length + outdated.length === 0 && (
        <p>Every key of this vault is in it, as it is now.</p>
      )}
      <LeftOutNotice leftOut={leftOut} />
      <div class="actions">
        <Button onClick={onAgain}>Rehearse another</Button>
      </div>
    </div>
  );
}

function systemsWords(systems: Rehearsal['systems']): string {
  return systems.map(({ label, keys }) => `${label}: ${keys}`).join(' · ');
}

function Lacking({ title, keys }: { title: string; keys: Rehearsal['missing'] }) {
  if (keys.length === 0) return null;
  return (
    <Notice tone="warn" title={`${title}: ${keysWords(keys.length)}`}>
      {keys.map(({ label }) => `“${label}”`).join(', ')}. Make a new backup to have{' '}
      {keys.length === 1 ? 'it' : 'them'}.
    </Notice>
  );
}
