import { Plus } from 'lucide';
import { useState } from 'preact/hooks';
import type { CredentialSummary } from '../../domain/credential.ts';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { PageLink } from '../components/PageLink.tsx';
import { hostName } from '../host-pattern.ts';
import { lazily } from '../lazily.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { useFocusOnMount } from '../use-focus.ts';
import { usePageOpener } from '../use-page-opener.ts';
import { ExpiryLink } from './expiry/ExpiryLink.tsx';
import { KeyCard } from './KeyCard.tsx';
import type { SavedKey } from './KeyForm.tsx';

const KeyForm = lazily(() => import('./KeyForm.tsx').then((each) => each.KeyForm));

type Mode = { show: 'list'; back: boolean } | { show: 'form'; stored: CredentialSummary | null };

/** All keys, or the form of one. */
export function KeysView() {
  const [mode, setMode] = useState<Mode>({ show: 'list', back: false });
  const [saved, setSaved] = useState<SavedKey | null>(null);
  const toList = () => setMode({ show: 'list', back: true });
  if (mode.show === 'form') {
    return <KeyForm stored={mode.stored} onSaved={setSaved} onClose={toList} />;
  }
  function openForm(stored: CredentialSummary | null) {
    setSaved(null);
    setMode({ show: 'form', stored });
  }
  return (
    <>
      {saved && <SavedNotice saved={saved} />}
      <KeyList back={mode.back} onAdd={() => openForm(null)} onEdit={openForm} />
    </>
  );
}

interface KeyListProps {
  /** Whether somebody came back here from a form: the focus then comes along. */
  back: boolean;
  onAdd: () => void;
  onEdit: (credential: CredentialSummary) => void;
}

function KeyList({ back, onAdd, onEdit }: KeyListProps) {
  const { state } = useProgram();
  const title = useFocusOnMount<HTMLHeadingElement>(back);
  if (state === null) return null;
  if (state.credentials.length === 0) return <NoKeys onAdd={onAdd} />;
  return (
    <>
      <div class="row-between">
        <h2 class="section-title" id="keys-title" tabIndex={-1} ref={title}>
          Keys
        </h2>
        <Button kind="primary" icon={Plus} onClick={onAdd}>
          Add key
        </Button>
      </div>
      <ExpiryLink />
      {/* Safari and VoiceOver drop the list role of a list without bullets. */}
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <ul class="keys" role="list" aria-labelledby="keys-title">
        {state.credentials.map((credential) => (
          <li key={credential.id}>
            <KeyCard credential={credential} onEdit={() => onEdit(credential)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function NoKeys({ onAdd }: { onAdd: () => void }) {
  const openPage = usePageOpener();
  return (
    <div class="empty">
      <p class="empty-title">No keys yet</p>
      <p class="quiet">
        Put in the API key from your activation mail. Latchkey encrypts it, watches its expiry and
        renews it. Or have a colleague hand one over.
      </p>
      <div class="actions">
        <Button kind="primary" icon={Plus} onClick={onAdd}>
          Add key
        </Button>
        <Button onClick={() => openPage('receive')}>Receive a key</Button>
      </div>
      <PageLink page="import" about="From a CSV file, or an environment of Postman or Insomnia" />
    </div>
  );
}

function SavedNotice({ saved }: { saved: SavedKey }) {
  const host = saved.baseUrl === null ? 'its host' : hostName(saved.baseUrl);
  if (saved.allowed === false) {
    return (
      <Notice tone="warn" role="status" title={`“${saved.label}” is saved`}>
        The browser does not let Latchkey ask {host} yet. Press “Allow host” on the key.
      </Notice>
    );
  }
  return (
    <Notice tone="good" role="status" title={`“${saved.label}” is saved`}>
      {saved.allowed
        ? `Latchkey may ask ${host}.`
        : `The browser may ask whether ${host} is allowed.`}
    </Notice>
  );
}
