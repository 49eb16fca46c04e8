import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccessWay } from '../../../domain/access-way.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Page } from '../../components/Page.tsx';
import { useAnswer } from '../../use-answer.ts';
import { AddPasskey } from './AddPasskey.tsx';
import { WayCard } from './WayCard.tsx';
import type { Act } from './way-act.ts';

const NEW_PASSKEY = 'new-passkey';

/** Who may open the vault: one card for each way in, and what can be done with it. */
export function AccessView() {
  const { answer: ways, failure } = useAnswer('access.ways', {});
  // One form at a time: each asks for the passphrase, and none should be taken for another.
  const [act, setAct] = useState<Act | null>(null);
  useFocusAfter(act);
  const close = () => setAct(null);
  return (
    <Page page="access">
      {failure && <FailureNote failure={failure} />}
      {ways && (
        <ul class="ways" aria-label="Ways to unlock">
          {ways.map((way) => (
            <li key={cardOf(way)} id={cardOf(way)}>
              <WayCard
                way={way}
                act={act?.card === cardOf(way) ? act.kind : null}
                onAct={(kind) => setAct({ kind, card: cardOf(way) })}
                onClose={close}
              />
            </li>
          ))}
        </ul>
      )}
      {ways && (
        <div id={NEW_PASSKEY}>
          <AddPasskey
            open={act?.kind === 'add-passkey'}
            onOpen={() => setAct({ kind: 'add-passkey', card: NEW_PASSKEY })}
            onClose={close}
          />
        </div>
      )}
    </Page>
  );
}

/** There is one passphrase, which gets another slot whenever it is changed. */
function cardOf({ kind, id }: AccessWay): string {
  return kind === 'passphrase' ? 'way-passphrase' : `way-${id}`;
}

/** When a form closes, the focus goes back to its card, or to the title where that is gone. */
function useFocusAfter(act: Act | null): void {
  const before = useRef<Act | null>(null);
  useEffect(() => {
    const left = before.current;
    before.current = act;
    if (left === null || act !== null || document.activeElement !== document.body) return;
    const card = document.getElementById(left.card);
    const target = card?.querySelector<HTMLElement>('[tabindex="-1"], button');
    (target ?? document.getElementById('page-access'))?.focus();
  }, [act]);
}
