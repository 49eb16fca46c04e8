/** What can be done on the page. */
export type ActKind = 'change-passphrase' | 'new-code' | 'rename' | 'remove' | 'add-passkey';

/** What is being done, and on which card. */
export interface Act {
  kind: ActKind;
  card: string;
}
