import { randomInt, randomUUID } from 'node:crypto';

/** An API key as its owner has it from the activation mail, and what became of it. */
export interface Key {
  readonly apikey: string;
  readonly passcode: string;
  readonly secretkey: string;
  readonly email: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly expiresAtMs: number;
  /** Refused although not expired: renewed with `disableoldapikeyrightaway`. */
  readonly disabled: boolean;
  /** A new key was minted for it. */
  readonly renewed: boolean;
}

/**
 * The key that every sandbox knows, so that a developer can paste it. Its secret has the real
 * ones' length and alphabet and says in clear text that it is none.
 */
export const defaultKey = {
  apikey: '5a4db0c5-0000-4000-8000-000000000001',
  passcode: 'SB0X1',
  secretkey: Array.from({ length: 25 }, (_, i) => `NOTASECRET${1001 + i}`).join(''),
  email: 'dev@example.com',
  name: 'Sandbox Developer',
} as const;

const UPPER_ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const SECRET_LENGTH = 350;
const PASSCODE_LENGTH = 5;

/** The keys that the sandbox knows. */
export interface KeyRing {
  all(): readonly Key[];
  find(apikey: string): Key | undefined;
  /** Adds a key; what is left out is made up, and the expiration is six months ahead. */
  add(fields?: Partial<Key>): Key;
  change(apikey: string, change: Partial<Omit<Key, 'apikey'>>): Key;
}

export function createKeyRing(now: () => number): KeyRing {
  const keys = new Map<string, Key>();

  function keep(key: Key): Key {
    keys.set(key.apikey, key);
    return key;
  }

  return {
    all: () => [...keys.values()],
    find: (apikey) => keys.get(apikey),
    add: (fields = {}) => keep({ ...newKey(now()), ...fields }),
    change(apikey, change) {
      const key = keys.get(apikey);
      if (!key) throw new Error(`The sandbox knows no key ${apikey}`);
      return keep({ ...key, ...change });
    },
  };
}

function newKey(nowMs: number): Key {
  return {
    apikey: randomUUID(),
    passcode: randomText(PASSCODE_LENGTH),
    secretkey: randomText(SECRET_LENGTH),
    email: 'john@test.com',
    name: 'John',
    expiresAtMs: sixMonthsAfter(nowMs),
    disabled: false,
    renewed: false,
  };
}

function randomText(length: number): string {
  const pick = () => UPPER_ALPHANUMERIC.charAt(randomInt(UPPER_ALPHANUMERIC.length));
  return Array.from({ length }, pick).join('');
}

/** To the minute, because the text that a client sees has no seconds. */
function sixMonthsAfter(ms: number): number {
  const date = new Date(ms);
  const day = date.getUTCDate();
  date.setUTCSeconds(0, 0);
  date.setUTCMonth(date.getUTCMonth() + 6);
  // 31 August and six months is 3 March for Date; the last day of February is meant.
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.getTime();
}

/** Java's `M/d/yy h:mm a z`, as in `8/1/19 12:08 AM GMT`. */
export function expirationText({ expiresAtMs }: Key): string {
  const date = new Date(expiresAtMs);
  const hours = date.getUTCHours();
  const year = String(date.getUTCFullYear() % 100).padStart(2, '0');
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${year}`;
  const minutes = String(date.getUTCMinutes()).padStart(2, '0');
  return `${day} ${hours % 12 || 12}:${minutes} ${hours < 12 ? 'AM' : 'PM'} GMT`;
}
