import type { ActivityKind, ActivityNote } from '../../../domain/activity.ts';

/** The groups of the filter "What", in its order. */
export const GROUPS = {
  calls: 'Calls to servers',
  tokens: 'Tokens and webhooks',
  renewals: 'Renewals',
  keys: 'Changes of keys',
  travels: 'Keys that came or went',
  vault: 'The vault',
} as const;
export type Group = keyof typeof GROUPS;

interface KindWords {
  group: Group;
  /** Says neither that it was done nor that it failed, where both can be. */
  title: string;
  /** What `about` adds, put into words. Default is as it stands. */
  about?: (about: string) => string;
}

const keys = (count: string) => (count === '1' ? '1 key' : `${count} keys`);

/** Every kind in words. One without a line here does not compile. */
export const KIND_WORDS: { [K in ActivityKind]: KindWords } = {
  'look-up': { group: 'calls', title: 'Meeting look-up', about: (key) => `Session ${key}` },
  watched: { group: 'calls', title: 'Watched meeting', about: (key) => `Session ${key}` },
  'sites-listed': {
    group: 'calls',
    title: 'Sites of a person',
    about: (domain) => `Somebody at ${domain}`,
  },
  'passwords-revealed': {
    group: 'calls',
    title: 'Meeting passwords',
    about: (key) => `Session ${key}`,
  },
  'key-tested': { group: 'calls', title: 'Key test' },
  called: { group: 'calls', title: 'Request to the server' },
  'token-made': { group: 'tokens', title: 'Token created' },
  'token-copied': { group: 'tokens', title: 'Token copied' },
  'token-revealed': { group: 'tokens', title: 'Token shown' },
  'webhook-verified': { group: 'tokens', title: 'Webhook verified' },
  'renewal-begun': { group: 'renewals', title: 'Renewal begun' },
  'renewal-asked': { group: 'renewals', title: 'Request for a new key' },
  'renewal-ended': { group: 'renewals', title: 'Renewal' },
  'key-leaked': { group: 'renewals', title: 'Renewal begun, because the key leaked' },
  'key-turned-off': { group: 'renewals', title: 'Leaked key turned off' },
  'key-typed': { group: 'renewals', title: 'New key typed in' },
  'answer-revealed': { group: 'renewals', title: 'Kept answer shown' },
  'answer-forgotten': { group: 'renewals', title: 'Kept answer deleted' },
  'renewal-dismissed': { group: 'renewals', title: 'Unfinished renewal dismissed' },
  'key-went-back': { group: 'renewals', title: 'Previous key back in use' },
  'key-added': { group: 'keys', title: 'Key added' },
  'key-edited': { group: 'keys', title: 'Key edited', about: fieldWords },
  'key-disabled': { group: 'keys', title: 'Key disabled' },
  'key-enabled': { group: 'keys', title: 'Key enabled' },
  'key-expired-deleted': { group: 'keys', title: 'Key deleted, because it had expired' },
  'key-kept': { group: 'keys', title: 'Key kept, not deleted after its expiry' },
  'previous-removed': { group: 'keys', title: 'Previous key removed' },
  'key-deleted': { group: 'keys', title: 'Key deleted' },
  'key-imported': { group: 'travels', title: 'Key imported' },
  'key-received': { group: 'travels', title: 'Key received from a colleague' },
  'key-handed-over': {
    group: 'travels',
    title: 'Hand-over',
    about: (fingerprint) => `To the request with fingerprint ${fingerprint}`,
  },
  'key-restored': { group: 'travels', title: 'Key restored from a backup' },
  'backup-made': { group: 'travels', title: 'Backup', about: keys },
  'backup-replaced-all': {
    group: 'travels',
    title: 'Everything replaced by a backup',
    about: keys,
  },
  'passphrase-changed': { group: 'vault', title: 'Passphrase changed' },
  'vault-sealed-anew': {
    group: 'vault',
    title: 'Passphrase changed, everything sealed anew',
  },
  'recovery-code-saved': { group: 'vault', title: 'Recovery code saved' },
  'passkey-added': { group: 'vault', title: 'Passkey added' },
  'way-removed': { group: 'vault', title: 'Way to unlock removed' },
  'records-left-out': {
    group: 'vault',
    title: 'Damaged records left out',
    about: (count) => (count === '1' ? '1 record' : `${count} records`),
  },
  'record-forgotten': { group: 'vault', title: 'All activity before this forgotten' },
};

/** "expiresAtMs, secretKey" as "expires, secret key" */
function fieldWords(names: string): string {
  const words = names
    .replace(/AtMs\b/g, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `Changed: ${words}`;
}

function isKnown(what: string): what is ActivityKind {
  return Object.hasOwn(KIND_WORDS, what);
}

/** The kinds of a group. */
export function kindsOf(group: Group): string[] {
  return Object.entries(KIND_WORDS).flatMap(([kind, words]) =>
    words.group === group ? [kind] : [],
  );
}

/** What was done; an entry of a newer version by the name that it has there. */
export function titleOf({ what }: ActivityNote): string {
  return isKnown(what) ? KIND_WORDS[what].title : `“${what}”, noted by a newer Latchkey`;
}

/** What is told besides; '' for nothing. */
export function aboutOf({ what, about }: ActivityNote): string {
  if (about === undefined) return '';
  return (isKnown(what) && KIND_WORDS[what].about?.(about)) || about;
}

/** The short reasons of failures that an entry may have; others are their code in plain letters. */
const REASONS: Readonly<Record<string, string>> = {
  unauthorized: 'The server did not accept the key',
  forbidden: 'The key may not do this',
  'meeting-missing': 'No such meeting',
  'rate-limited': 'Too many requests',
  'server-error': 'The server failed',
  'server-refused': 'The server refused',
  'system-refused': 'The system refused',
  'service-retired': 'The service is gone',
  'no-answer': 'No answer',
  'timed-out': 'No answer in time',
  'cut-connection': 'The connection broke off',
  redirected: 'The server sent it elsewhere',
  'credential-disabled': 'The key is disabled',
  'credential-expired': 'The key has expired',
  'host-not-allowed': 'The browser does not allow this host',
  'host-foreign': 'Not the key’s own host',
  'wrong-passphrase': 'Wrong passphrase',
  'wrong-passkey': 'The passkey did not fit',
  'wrong-recovery-code': 'Wrong recovery code',
  'unlock-wait': 'Too soon after wrong passphrases',
  'renewal-unknown': 'Nobody knows whether there is a new key',
  'renewal-unreadable': 'The answer could not be read, and is kept',
  'renewal-untested': 'The new key did not pass its test, and is kept',
};

/** How it ended: "Done", or why it failed; with the HTTP status where a server said no. */
export function outcomeOf({ outcome, status }: ActivityNote): string {
  if (outcome === 'done') return 'Done';
  const plain = outcome.replaceAll('-', ' ');
  const reason = Object.hasOwn(REASONS, outcome) ? REASONS[outcome] : undefined;
  const words = reason ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
  return status === undefined ? words : `${words} (HTTP ${status})`;
}
