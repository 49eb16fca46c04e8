import { Plus } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { CredentialSummary } from '../../domain/credential.ts';
import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { PageLink } from '../components/PageLink.tsx';
import { hostNames } from '../host-pattern.ts';
import { lazily } from '../lazily.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { useFocusOnMount } from '../use-focus.ts';
import { usePageOpener } from '../use-page-opener.ts';
import { ExpiryLink } from './expiry/ExpiryLink.tsx';
import { KeyCard } from './KeyCard.tsx';
import type { SavedKey } from './KeyForm.tsx';

const KeyForm = lazily(() => import('./KeyForm.tsx').then((each) => each.KeyForm));

type Mode =
  | { show: 'list'; back: boolean }
  | { show: 'form'; stored: CredentialSummary | null; fromMail: boolean };

/** All keys, or the form of one. */
export function KeysView() {
  const [mode, setMode] = useState<Mode>({ show: 'list', back: false });
  const [saved, setSaved] = useState<SavedKey | null>(null);
  const { program, wish } = useProgram();
  useEffect(() => {
    if (wish !== 'add-key') return;
    program.wishFor(null);
    openForm(null, false);
  }, [wish]);
  const toList = () => setMode({ show: 'list', back: true });
  if (mode.show === 'form') {
    const { stored, fromMail } = mode;
    return <KeyForm {...{ stored, fromMail }} onSaved={setSaved} onClose={toList} />;
  }
  function openForm(stored: CredentialSummary | null, fromMail: boolean) {
    setSaved(null);
    setMode({ show: 'form', stored, fromMail });
  }
  return (
    <>
      {saved && <SavedNotice saved={saved} />}
      <KeyList back={mode.back} onForm={openForm} />
    </>
  );
}

interface KeyListProps {
  /** Whether somebody came back here from a form: the focus then comes along. */
  back: boolean;
  /** Opens the form of a key (`null`: a new one), perhaps to paste the mail that brought it. */
  onForm: (stored: CredentialSummary | null, fromMail: boolean) => void;
}

function KeyList({ back, onForm }: KeyListProps) {
  const { state } = useProgram();
  const title = useFocusOnMount<HTMLHeadingElement>(back);
  if (state === null) return null;
  if (state.credentials.length === 0)
    return <NoKeys onAdd={(fromMail) => onForm(null, fromMail)} />;
  return (
    <>
      <div class="row-between">
        <h2 class="section-title" id="keys-title" tabIndex={-1} ref={title}>
          Keys
        </h2>
        <Button kind="primary" icon={Plus} onClick={() => onForm(null, false)}>
          Add key
        </Button>
      </div>
      <ExpiryLink />
      {/* Safari and VoiceOver drop the list role of a list without bullets. */}
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <ul class="keys" role="list" aria-labelledby="keys-title">
        {state.credentials.map((credential) => (
          <li key={credential.id}>
            <KeyCard credential={credential} onEdit={(fromMail) => onForm(credential, fromMail)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function NoKeys({ onAdd }: { onAdd: (fromMail: boolean) => void }) {
  const openPage = usePageOpener();
  return (
    <div class="empty">
      <p class="empty-title">No keys yet</p>
      <p class="quiet">
        Put in the API key from your activation mail. Latchkey encrypts it, watches its expiry and
        renews it. Or have a colleague hand one over.
      </p>
      <div class="actions">
        <Button kind="primary" icon={Plus} onClick={() => onAdd(false)}>
          Add key
        </Button>
        <Button onClick={() => onAdd(true)}>Paste activation email</Button>
        <Button onClick={() => openPage('receive')}>Receive a key</Button>
        <Button onClick={() => openPage('guide', 'webex-apply')}>Apply for a key</Button>
      </div>
      <PageLink page="import" about="From a CSV file, or an environment of Postman or Insomnia" />
    </div>
  );
}

function SavedNotice({ saved }: { saved: SavedKey }) {
  const hosts = hostNames(saved.baseUrls);
  if (saved.allowed === false) {
    return (
      <Notice tone="warn" role="status" title={`“${saved.label}” is saved`}>
        The browser does not let Latchkey ask {hosts} yet. Press “Allow host” on the key.
      </Notice>
    );
  }
  return (
    <Notice tone="good" role="status" title={`“${saved.label}” is saved`}>
      {saved.allowed
        ? `Latchkey may ask ${hosts}.`
        : `The browser may ask whether ${hosts} ${saved.baseUrls.length > 1 ? 'are' : 'is'} allowed.`}
    </Notice>
  );
}
