import { useId } from 'preact/hooks';
import type { RestorePreview } from '../../../domain/backup.ts';
import { isTakeable } from '../../../domain/backup-verdict.ts';
import { Badge } from '../../components/Badge.tsx';
import { VERDICT_WORDS } from './backup-words.ts';

interface RestoreLineProps {
  line: RestorePreview['lines'][number];
  chosen: boolean;
  onToggle: () => void;
}

/** One key of a backup: how it stands to the vault, and whether it is to be taken. */
export function RestoreLine({ line, chosen, onToggle }: RestoreLineProps) {
  const id = useId();
  const { label, system, verdict, twin } = line;
  const { badge, tone, words } = VERDICT_WORDS[verdict];
  return (
    <li class="restore-line">
      <input
        type="checkbox"
        id={id}
        aria-describedby={`${id}-words`}
        checked={chosen}
        disabled={!isTakeable(verdict)}
        onChange={onToggle}
      />
      <div class="restore-words">
        <div class="key-names">
          <label class="restore-label" for={id}>
            {label}
          </label>
          <Badge tone={tone}>{badge}</Badge>
        </div>
        <p class="quiet" id={`${id}-words`}>
          {system}. {words(twin)}
        </p>
      </div>
    </li>
  );
}
