import { Page } from '../../components/Page.tsx';
import { PageLink } from '../../components/PageLink.tsx';
import { Asides } from '../damage/Asides.tsx';
import { LockSettings } from './LockSettings.tsx';
import { ThemeSettings } from './ThemeSettings.tsx';

/** What can be chosen for the whole program, and the way to what needs a page of its own. */
export function SettingsView() {
  return (
    <Page page="settings">
      <div class="card stack">
        <LockSettings />
        <ThemeSettings />
      </div>
      <div class="card">
        <PageLink page="access" about="Passphrase, recovery code, passkeys" />
      </div>
      <Asides />
      <p class="quiet">
        Latchkey keeps your keys encrypted in this browser. They are only ever sent to the systems
        that they belong to.
      </p>
    </Page>
  );
}
