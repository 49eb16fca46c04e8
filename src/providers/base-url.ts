import { plainField } from './plain-field.ts';
import type { CredentialField } from './provider.ts';

/** Plain labels: the browser's permission is asked for this host, and `*` would ask for every one. */
const HOSTNAME = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/;

/** A base URL as it is to be kept: paths are put behind it. */
export function tidyBaseUrl(typed: string): string {
  return typed.trim().replace(/\/+$/, '');
}

/** What is wrong with a tidied base URL, as the end of a sentence; `null` when it is good. */
export function problemOfBaseUrl(value: string): string | null {
  if (!URL.canParse(value)) return 'is not a web address';
  const url = new URL(value);
  const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    return 'must begin with https://';
  }
  if (!HOSTNAME.test(url.hostname)) return 'must name one host';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name';
  return url.search !== '' || url.hash !== '' ? 'must end before “?” and “#”' : null;
}

/** Where a system of one API is reached. */
export const baseUrlField: CredentialField = {
  ...plainField,
  name: 'baseUrl',
  label: 'Base URL',
  kind: 'url',
  required: true,
  tidy: tidyBaseUrl,
  problem: problemOfBaseUrl,
};
