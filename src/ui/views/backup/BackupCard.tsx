import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { MINUTE } from '../../../domain/time.ts';
import { Button } from '../../components/Button.tsx';
import { momentWords } from '../../date-words.ts';
import { useNow } from '../../use-now.ts';
import { lastWords } from './backup-words.ts';

interface BackupCardProps {
  title: string;
  /** What opens it. */
  button: string;
  about?: string;
  /** What was done last, and when; `null`: never. */
  act?: 'made' | 'rehearsed';
  lastMs?: number | null;
  open: boolean;
  onToggle: () => void;
  children: ComponentChildren;
}

/** One thing that can be done with backups, closed until it is wanted. */
export function BackupCard(props: BackupCardProps) {
  const { title, about, act, lastMs = null, open, onToggle } = props;
  const titleId = useId();
  return (
    <section class="card backup-card" aria-labelledby={titleId}>
      <div class="backup-head">
        <div class="backup-words">
          <h3 class="section-title" id={titleId}>
            {title}
          </h3>
          {about && <p class="quiet">{about}</p>}
          {act && <LastTime act={act} lastMs={lastMs} />}
        </div>
        <Button expanded={open} onClick={onToggle}>
          {open ? 'Close' : props.button}
        </Button>
      </div>
      {open && props.children}
    </section>
  );
}

function LastTime({ act, lastMs }: { act: 'made' | 'rehearsed'; lastMs: number | null }) {
  const nowMs = useNow(MINUTE);
  if (lastMs === null) {
    return <p class="quiet">{act === 'made' ? 'None was made yet.' : 'None was rehearsed yet.'}</p>;
  }
  return (
    <p class="quiet">
      {lastWords(act, lastMs, Math.max(nowMs, lastMs))} · {momentWords(lastMs)}
    </p>
  );
}
