import { Page } from '../../components/Page.tsx';
import { PageLink } from '../../components/PageLink.tsx';
import { BackupLink } from '../backup/BackupLink.tsx';
import { Asides } from '../damage/Asides.tsx';
import { ExpiryLink } from '../expiry/ExpiryLink.tsx';
import { ReminderSettings } from '../expiry/ReminderSettings.tsx';
import { AutomaticSettings } from '../renewal/AutomaticSettings.tsx';
import { ClipboardSettings } from './ClipboardSettings.tsx';
import { LockSettings } from './LockSettings.tsx';
import { ShortcutSettings } from './ShortcutSettings.tsx';
import { SystemLockSettings } from './SystemLockSettings.tsx';
import { ThemeSettings } from './ThemeSettings.tsx';

/** What can be chosen for the whole program, and the way to what needs a page of its own. */
export function SettingsView() {
  return (
    <Page page="settings">
      {/* First what is there at once: nothing that is pressed moves when the worker answers. */}
      <div class="card page-links">
        <PageLink page="access" about="Passphrase, recovery code, passkeys" />
        <BackupLink />
        <PageLink page="import" about="From a CSV file, or an environment of Postman or Insomnia" />
        <PageLink page="hand-over" about="Give one to a colleague, sealed for their Latchkey" />
        <PageLink page="receive" about="Get one from a colleague’s Latchkey" />
        <ExpiryLink />
        <PageLink page="guide" about="Step by step: applying for a key, renewing one by hand" />
      </div>
      <div class="card stack">
        <LockSettings />
        <SystemLockSettings />
        <ClipboardSettings />
        <AutomaticSettings />
        <ThemeSettings />
      </div>
      <ReminderSettings />
      <ShortcutSettings />
      <p class="quiet">
        Latchkey keeps your keys encrypted in this browser. They are only ever sent to the systems
        that they belong to.
      </p>
      {/* Last: it is seldom there, and only known when the worker answers. */}
      <Asides />
    </Page>
  );
}
