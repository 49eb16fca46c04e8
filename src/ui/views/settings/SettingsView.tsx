import type { Failure } from '../../../domain/failure.ts';
import type { OutputOf } from '../../../rpc/contract.ts';
import { Page } from '../../components/Page.tsx';
import { PageLink } from '../../components/PageLink.tsx';
import { useAnswer } from '../../use-answer.ts';
import { BackupLink } from '../backup/BackupLink.tsx';
import { Asides } from '../damage/Asides.tsx';
import { ExpiryLink } from '../expiry/ExpiryLink.tsx';
import { ReminderSettings } from '../expiry/ReminderSettings.tsx';
import { RecentSettings } from '../recent/RecentSettings.tsx';
import { AutomaticSettings } from '../renewal/AutomaticSettings.tsx';
import { ClipboardSettings } from './ClipboardSettings.tsx';
import { LockSettings } from './LockSettings.tsx';
import { PresenterSettings } from './PresenterSettings.tsx';
import { ShortcutSettings } from './ShortcutSettings.tsx';
import { SystemLockSettings } from './SystemLockSettings.tsx';
import { ThemeSettings } from './ThemeSettings.tsx';

/** What can be chosen for the whole program, and the way to what needs a page of its own. */
export function SettingsView() {
  const { answer, failure } = useAnswer('clipboard.settings', {});
  return (
    <Page page="settings">
      {/* First what is there at once; below it nothing before the one answer that adds a line. */}
      <div class="card page-links">
        <PageLink page="access" about="Passphrase, recovery code, passkeys" />
        <BackupLink />
        <PageLink page="import" about="From a CSV file, or an environment of Postman or Insomnia" />
        <PageLink page="hand-over" about="Give one to a colleague, sealed for their Latchkey" />
        <PageLink page="receive" about="Get one from a colleague’s Latchkey" />
        <ExpiryLink />
        <PageLink page="guide" about="Step by step: applying for a key, renewing one by hand" />
      </div>
      {(answer ?? failure) !== null && <Choices clipboard={answer} unknown={failure} />}
    </Page>
  );
}

interface ChoicesProps {
  clipboard: OutputOf<'clipboard.settings'> | null;
  unknown: Failure | null;
}

/** What can be chosen. Each keeps its place while the worker is asked what was. */
function Choices({ clipboard, unknown }: ChoicesProps) {
  return (
    <>
      <div class="card stack">
        <LockSettings />
        <SystemLockSettings />
        <ClipboardSettings settings={clipboard} unknown={unknown} />
        <AutomaticSettings />
        <RecentSettings />
        <ThemeSettings />
        <PresenterSettings />
      </div>
      <ReminderSettings />
      <ShortcutSettings />
      <p class="quiet">
        Latchkey keeps your keys encrypted in this browser. They are only ever sent to the systems
        that they belong to.
      </p>
      {/* Last: it is seldom there, and only known when the worker answers. */}
      <Asides />
    </>
  );
}
