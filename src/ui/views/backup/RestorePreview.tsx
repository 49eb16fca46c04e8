import { useEffect, useRef, useState } from 'preact/hooks';
import type { RestorePreview as Preview } from '../../../domain/backup.ts';
import { isTakeable } from '../../../domain/backup-verdict.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { momentWords } from '../../date-words.ts';
import { useAsk } from '../../use-ask.ts';
import type { BackupFile } from './BackupFileForm.tsx';
import { keysWords, mergedWords } from './backup-words.ts';
import { LeftOutNotice } from './LeftOutNotice.tsx';
import { ReplaceQuestion } from './ReplaceQuestion.tsx';
import { RestoreLine } from './RestoreLine.tsx';

interface RestorePreviewProps {
  file: BackupFile;
  preview: Preview;
  onCancel: () => void;
  /** Called with what was done, in words. */
  onDone: (words: string) => void;
}

/** What restoring would change, to choose from. */
export function RestorePreview({ file, preview, onCancel, onDone }: RestorePreviewProps) {
  const [replacing, setReplacing] = useState(false);
  const title = useRef<HTMLParagraphElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { madeAtMs, lines, leftOut, onlyHere } = preview;
  return (
    <div class="question">
      <p class="question-title" tabIndex={-1} ref={title}>
        {keysWords(lines.length)} in the backup of {momentWords(madeAtMs)}
      </p>
      <LeftOutNotice leftOut={leftOut} />
      {replacing ? (
        <ReplaceQuestion
          file={file}
          count={lines.length}
          onlyHere={onlyHere}
          onDone={onDone}
          onCancel={() => setReplacing(false)}
        />
      ) : (
        <MergeForm
          file={file}
          lines={lines}
          onDone={onDone}
          onCancel={onCancel}
          onReplace={() => setReplacing(true)}
        />
      )}
    </div>
  );
}

interface MergeFormProps {
  file: BackupFile;
  lines: Preview['lines'];
  onDone: (words: string) => void;
  onCancel: () => void;
  onReplace: () => void;
}

function MergeForm({ file, lines, onDone, onCancel, onReplace }: MergeFormProps) {
  const { busy, failure, ask } = useAsk('backup.merge');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => initiallyChosen(lines));
  function toggle(id: string) {
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }
  async function restore() {
    const merged = await ask({ ...file, chosen: [...chosen] });
    if (merged) onDone(mergedWords(merged));
  }
  return (
    <>
      <ul class="restore-lines">
        {lines.map((line) => (
          <RestoreLine
            key={line.id}
            line={line}
            chosen={chosen.has(line.id)}
            onToggle={() => toggle(line.id)}
          />
        ))}
      </ul>
      {!lines.some(({ verdict }) => isTakeable(verdict)) && (
        <p class="quiet">There is nothing in it that this vault lacks.</p>
      )}
      <div class="actions">
        <Button
          kind="primary"
          busy={busy}
          disabled={chosen.size === 0}
          onClick={() => void restore()}
        >
          {chosen.size === 0 ? 'Restore' : `Restore ${keysWords(chosen.size)}`}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
        {lines.length > 0 && (
          <Button kind="quiet" onClick={onReplace}>
            Replace the whole vault instead
          </Button>
        )}
      </div>
      {failure && <FailureNote failure={failure} onRetry={() => void restore()} />}
    </>
  );
}

/** What the vault lacks; not what it has already. */
function initiallyChosen(lines: Preview['lines']): ReadonlySet<string> {
  const wanted = lines.filter(({ verdict }) => isTakeable(verdict) && verdict !== 'twin');
  return new Set(wanted.map(({ id }) => id));
}
