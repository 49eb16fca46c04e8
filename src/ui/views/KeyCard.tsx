import { Copy } from 'lucide';
import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type CredentialSummary, mayLeave } from '../../domain/credential.ts';
import { MINUTE } from '../../domain/time.ts';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { expiryOf } from '../date-words.ts';
import { lazily } from '../lazily.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.ts';
import { DeleteQuestion } from './DeleteQuestion.tsx';
import { DeletionNotice } from './expiry/DeletionNotice.tsx';
import { HostPermission } from './HostPermission.tsx';
import { KeyPages } from './KeyPages.tsx';
import { PreviousKeys } from './PreviousKeys.tsx';

const RenewalRegion = lazily(() =>
  import('./renewal/RenewalRegion.tsx').then((each) => each.RenewalRegion),
);

const CopyKeyToken = lazily(
  () => import('./tokens/CopyKeyToken.tsx').then((each) => each.CopyKeyToken),
  // It keeps its place: what stands after it must not move under the pointer.
  () => (
    <Button icon={Copy} disabled>
      Copy token
    </Button>
  ),
);

const AutomaticMark = lazily(() =>
  import('./renewal/AutomaticMark.tsx').then((each) => each.AutomaticMark),
);

interface KeyCardProps {
  credential: CredentialSummary;
  /** Opens its form, perhaps to paste the mail that brought a new key. */
  onEdit: (fromMail: boolean) => void;
}

type Open = 'nothing' | 'renewal' | 'delete';

/** One key: how it stands, and what can be done with it. */
export function KeyCard({ credential, onEdit }: KeyCardProps) {
  const [open, setOpen] = useState<Open>('nothing');
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const { program, wish, about } = useProgram();
  useEffect(() => {
    if (about !== credential.id || (wish !== 'renew' && wish !== 'show-key')) return;
    program.wishFor(null);
    if (wish === 'renew') setOpen('renewal');
    else title.current?.focus();
  }, [wish]);
  const close = () => setOpen('nothing');
  return (
    <article class="card key" aria-labelledby={titleId}>
      <KeyHead credential={credential} titleId={titleId} title={title} />
      {!credential.hostAllowed && <HostPermission origins={credential.origins} />}
      <PreviousKeys credential={credential} />
      <DeletionNotice credential={credential} />
      {open === 'delete' ? (
        <DeleteQuestion credential={credential} onKeep={close} />
      ) : (
        <KeyButtons
          credential={credential}
          renewing={open === 'renewal'}
          onRenew={() => setOpen(open === 'renewal' ? 'nothing' : 'renewal')}
          onEdit={onEdit}
          onDelete={() => setOpen('delete')}
        />
      )}
      <KeyPages credential={credential} />
      {open === 'renewal' && <RenewalRegion credential={credential} onClose={close} />}
    </article>
  );
}

interface KeyHeadProps {
  credential: CredentialSummary;
  titleId: string;
  title: RefObject<HTMLHeadingElement | null>;
}

function KeyHead({ credential, titleId, title }: KeyHeadProps) {
  const { label, providerLabel, description, disabled, lookUpOnly, renewal } = credential;
  const expiry = expiryOf(credential.expiresAtMs, useNow(MINUTE));
  return (
    <div class="key-head">
      <div class="key-names">
        <h3 class="key-title" id={titleId} tabIndex={-1} ref={title}>
          {label}
        </h3>
        {disabled && <Badge tone="quiet">Disabled</Badge>}
        {lookUpOnly && <Badge tone="accent">Look-up only</Badge>}
        {renewal !== null && <Badge tone="warn">Renewal not finished</Badge>}
        {expiry.badge !== null && (
          <Badge tone={expiry.tone === 'danger' ? 'danger' : 'warn'}>{expiry.badge}</Badge>
        )}
      </div>
      <p class="key-line">{providerLabel}</p>
      <p class={`key-line expiry-${expiry.tone}`}>{expiry.words}</p>
      {credential.automatic !== null && <AutomaticMark mark={credential.automatic} />}
      {description !== '' && <p class="key-description">{description}</p>}
    </div>
  );
}

interface KeyButtonsProps {
  credential: CredentialSummary;
  renewing: boolean;
  onRenew: () => void;
  onEdit: KeyCardProps['onEdit'];
  onDelete: () => void;
}

function KeyButtons({ credential, renewing, onRenew, onEdit, onDelete }: KeyButtonsProps) {
  const { program } = useProgram();
  const { place } = program.world;
  const { id, disabled, abilities, expired, lookUpOnly } = credential;
  const { busy, failure, ask } = useAsk('credentials.set-disabled');
  const wanted = useRef(disabled);
  /** Asks for what was wanted then: after a lost answer "the other way" may be the wrong one. */
  async function set() {
    await ask({ id, disabled: wanted.current });
    await program.refresh();
  }
  function toggle() {
    wanted.current = !disabled;
    void set();
  }
  return (
    <>
      <div class="actions">
        {abilities.includes('renewal') && (
          <Button expanded={renewing} onClick={onRenew}>
            Renew
          </Button>
        )}
        {expired && !lookUpOnly && (
          <Button onClick={() => onEdit(true)}>Paste activation email</Button>
        )}
        {abilities.includes('tokens') && !disabled && !expired && (
          <CopyKeyToken credential={credential} />
        )}
        <Button onClick={() => onEdit(false)}>Edit</Button>
        {place === 'panel' && mayLeave(credential) && (
          <Button onClick={() => program.openPage('hand-over', id)}>Hand over</Button>
        )}
        <Button busy={busy} onClick={toggle}>
          {disabled ? 'Enable' : 'Disable'}
        </Button>
        <Button kind="danger" onClick={onDelete}>
          Delete
        </Button>
      </div>
      {failure && <FailureNote failure={failure} onRetry={() => void set()} />}
    </>
  );
}
