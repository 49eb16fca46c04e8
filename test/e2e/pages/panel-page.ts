import { LatchkeyPage } from './latchkey-page.ts';

/** The panel's page in a tab, where a vault is made. */
export class PanelPage extends LatchkeyPage {
  async createVault(passphrase: string): Promise<void> {
    await this.find('heading|Create your vault');
    await this.fill('Passphrase', passphrase);
    await this.fill('Repeat passphrase', passphrase);
    await this.press('button|Create vault');
    await this.find('region|Recovery code');
  }

  /** Waits for the recovery code and reads it. */
  async recoveryCode(): Promise<string> {
    await this.find('region|Recovery code', 'button|I have saved it');
    return this.textOf('region|Recovery code', 'code');
  }

  async openImport(): Promise<void> {
    await this.press('button|Settings');
    await this.press('button~Import keys');
    await this.find('field|File');
  }

  async confirmRecoveryCode(): Promise<void> {
    await this.press('region|Recovery code', 'button|I have saved it');
    await this.gone('region|Recovery code');
  }
}
