import { Fingerprint, LifeBuoy, RectangleEllipsis } from 'lucide';
import { useId } from 'preact/hooks';
import type { AccessWay } from '../../../domain/access-way.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { dateWords } from '../../date-words.ts';
import { ChangePassphrase } from './ChangePassphrase.tsx';
import { NewRecoveryCode } from './NewRecoveryCode.tsx';
import { RemoveWay } from './RemoveWay.tsx';
import { RenameWay } from './RenameWay.tsx';
import type { ActKind } from './way-act.ts';

const ICONS = { passphrase: RectangleEllipsis, recovery: LifeBuoy, passkey: Fingerprint } as const;

/** What can be done with each kind, by the words of its button. A vault always has a passphrase. */
const ACTS: { [K in AccessWay['kind']]: readonly (readonly [ActKind, string])[] } = {
  passphrase: [],
  recovery: [
    ['new-code', 'New recovery code'],
    ['remove', 'Remove'],
  ],
  passkey: [
    ['rename', 'Rename'],
    ['remove', 'Remove'],
  ],
};

interface WayCardProps {
  way: AccessWay;
  /** What is being done with it. */
  act: ActKind | null;
  onAct: (kind: ActKind) => void;
  onClose: () => void;
}

/** One way to open the vault. */
export function WayCard({ way, act, onAct, onClose }: WayCardProps) {
  const id = useId();
  return (
    <article class="card way" aria-labelledby={id}>
      <div class="way-head">
        <span class="way-icon">
          <Icon shapes={ICONS[way.kind]} size={20} />
        </span>
        <div class="way-words">
          <div class="key-names">
            <h3 class="key-title" id={id}>
              {way.name}
            </h3>
            {!way.saved && <Badge tone="warn">Not saved yet</Badge>}
          </div>
          <p class="quiet">{sinceWords(way)}</p>
        </div>
      </div>
      {way.kind === 'passphrase' ? (
        <ChangePassphrase
          open={act === 'change-passphrase'}
          onOpen={() => onAct('change-passphrase')}
          onClose={onClose}
        />
      ) : (
        <WayActs way={way} act={act} onAct={onAct} onClose={onClose} />
      )}
    </article>
  );
}

function WayActs({ way, act, onAct, onClose }: WayCardProps) {
  switch (act) {
    case 'new-code':
      return <NewRecoveryCode onClose={onClose} />;
    case 'rename':
      return <RenameWay way={way} onClose={onClose} />;
    case 'remove':
      return <RemoveWay way={way} onClose={onClose} />;
    default:
      return (
        <div class="actions">
          {ACTS[way.kind].map(([kind, words]) => (
            <Button key={kind} onClick={() => onAct(kind)}>
              {words}
            </Button>
          ))}
        </div>
      );
  }
}

function sinceWords({ createdAtMs }: AccessWay): string {
  return createdAtMs === null ? 'No date noted' : `Since ${dateWords(createdAtMs)}`;
}
