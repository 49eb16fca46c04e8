/**
 * What somebody asked for that has to wait, or that belongs elsewhere: a vault is opened by a
 * passkey, put aside, followed by a backup's keys, or has got a new passphrase at last; a guide
 * leads to the form of a new key, or to the renewal of the key that it is about; the box leads to
 * the key of a name.
 */
export type Wish = AddressWish | 'restore' | 'new-passphrase' | 'add-key' | 'renew' | 'show-key';

/** Wishes that the panel's address can carry (`panel.html#passkey`). */
const ADDRESS_WISHES = ['passkey', 'start-again'] as const;
type AddressWish = (typeof ADDRESS_WISHES)[number];

/** The wish of that name; `null` where there is none. */
export function wishNamed(name: string): Wish | null {
  return ADDRESS_WISHES.find((wish) => wish === name) ?? null;
}
