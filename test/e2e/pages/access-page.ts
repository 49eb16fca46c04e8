import type { PanelPage } from './panel-page.ts';

/** How the passphrase is changed: what is given as a proof, and what is said of the old one. */
interface Change {
  readonly present: string;
  readonly next: string;
  readonly exposed?: boolean;
}

/** The page "Ways to unlock", as a person uses it. */
export class AccessPage {
  readonly panel: PanelPage;

  constructor(panel: PanelPage) {
    this.panel = panel;
  }

  /** Goes there from the tabs, by the settings. */
  async open(): Promise<this> {
    const { panel } = this;
    await panel.press('button|Settings');
    await panel.press('button~Ways to unlock');
    await panel.find('list|Ways to unlock', 'article|Passphrase');
    return this;
  }

  /** Leaves the page for the tabs. */
  async close(): Promise<void> {
    await this.panel.press('button|Back');
    await this.panel.press('button|Done');
    await this.panel.find('tab|Look up');
  }

  async changePassphrase({ present, next, exposed = false }: Change): Promise<void> {
    const { panel } = this;
    await panel.press('article|Passphrase', 'button|Change passphrase');
    await panel.fill('Present passphrase', present);
    await panel.fill('New passphrase', next);
    await panel.fill('Repeat new passphrase', next);
    if (exposed) await panel.press('field|Somebody may know the old one');
    await panel.press('article|Passphrase', 'button|Change passphrase');
  }

  /** Has a new recovery code shown, saves it, and gives it. */
  async renewRecoveryCode(passphrase: string): Promise<string> {
    const { panel } = this;
    await panel.press('article|Recovery code', 'button|New recovery code');
    await panel.fill('Passphrase again', passphrase);
    await panel.press('button|Show new code');
    const code = await panel.recoveryCode();
    await panel.confirmRecoveryCode();
    return code;
  }

  async addPasskey(name: string, passphrase: string): Promise<void> {
    const { panel } = this;
    await panel.press('button|Add passkey');
    await panel.fill('Name', name);
    await panel.fill('Passphrase again', passphrase);
    await panel.press('button|Make passkey');
  }

  async remove(name: string, passphrase: string): Promise<void> {
    const { panel } = this;
    await panel.press(`article|${name}`, 'button|Remove');
    await panel.fill('Passphrase again', passphrase);
    await panel.press(`article|${name}`, 'button|Remove');
    await panel.gone(`article|${name}`);
  }
}
