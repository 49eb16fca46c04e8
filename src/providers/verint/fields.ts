import { readPattern } from '../../domain/url-match.ts';
import { readRules, writeRules } from '../../domain/url-rule-text.ts';
import { baseUrlField } from '../base-url.ts';
import { plainField } from '../plain-field.ts';
import type { CredentialField } from '../provider.ts';

/** The one type of key whose URLs Verint itself limits. */
export const CUSTOM = 'custom';
/** The types whose keys can expire: "does not apply to Desktop keys". Source: seed 002, step 4 */
export const EXPIRING = ['external', 'internal', CUSTOM] as const;
/** The types that may be for one user alone. Source: seed 002, step 6 */
const PERSONAL = [CUSTOM, 'external'];
const METHODS = ['GET', 'POST'];

/** A choice; a file may write it in any case, or leave it out. */
function choice(initial: string, labels: readonly string[]): typeof plainField {
  return {
    ...plainField,
    kind: 'choice',
    initial,
    options: labels.map((label) => ({ value: label.toLowerCase(), label })),
    tidy: (typed) => typed.trim().toLowerCase() || initial,
  };
}

/** The form of a Verint key. Source: seed 002, "Generate an API key" */
export const fields: readonly CredentialField[] = [
  baseUrlField,
  {
    ...plainField,
    name: 'keyId',
    label: 'Key ID',
    required: true,
    problem: (value) => (/^\w+$/.test(value) ? null : 'must be of letters and digits'),
  },
  {
    ...plainField,
    name: 'apiKey',
    label: 'API key',
    kind: 'secret',
    required: true,
    tidy: (typed) => typed.replace(/\s+/g, ''),
    problem: problemOfKey,
  },
  {
    ...choice('external', ['Desktop', 'External', 'Internal', 'Custom']),
    name: 'keyType',
    label: 'Key type',
    describes: true,
  },
  {
    ...choice('all', ['All', 'Specific']),
    name: 'user',
    label: 'User',
    describes: true,
    onlyWhen: { field: 'keyType', values: PERSONAL },
  },
  {
    ...plainField,
    name: 'userName',
    label: 'User name',
    required: true,
    describes: true,
    onlyWhen: { field: 'user', values: ['specific'] },
  },
  {
    ...plainField,
    name: 'urls',
    label: 'Allow access to URLs',
    kind: 'rules',
    required: true,
    describes: true,
    options: METHODS.map((method) => ({ value: method, label: method })),
    onlyWhen: { field: 'keyType', values: [CUSTOM] },
    tidy: (typed) => writeRules(readRules(typed)),
    problem: problemOfUrls,
  },
  {
    ...plainField,
    name: 'tenant',
    label: 'Tenant',
    advanced: true,
    describes: true,
  },
  {
    ...plainField,
    name: 'signQuery',
    label: 'Sign the query too',
    kind: 'switch',
    advanced: true,
    tidy: (typed) => (/^(yes|true|1|on)$/i.test(typed.trim()) ? 'yes' : ''),
  },
];

/** Thirty-two bytes in canonical base64url: 43 characters, of which the last has two bits to spare. */
const KEY = /^[\w-]{42}[048AEIMQUYcgkosw]$/;

function problemOfKey(value: string): string | null {
  if (KEY.test(value)) return null;
  if (/[+/=]/.test(value)) return 'is base64; base64url has “-” for “+”, “_” for “/” and no “=”';
  return /^[\w-]{43}$/.test(value)
    ? 'is damaged: its last character cannot be right'
    : 'must be 43 letters, digits, “-” and “_” (32 bytes in base64url)';
}

function problemOfUrls(value: string): string | null {
  const place = readRules(value).findIndex(
    ({ url, method }) => readPattern(url)?.below !== false || !METHODS.includes(method),
  );
  return place < 0 ? null : `needs a path and GET or POST in row ${place + 1}`;
}
