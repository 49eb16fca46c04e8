import { baseUrlField } from '../base-url.ts';
import { plainField } from '../plain-field.ts';
import type { CredentialField } from '../provider.ts';

const DEFAULT_BASE_URL = 'https://meetings-api.webex.com';
/** Longer than the half minute by which `iat` is set back, or a token is born expired. */
export const SHORTEST_LIFETIME_SECONDS = 60;
export const LONGEST_LIFETIME_SECONDS = 3_600;
export const USUAL_LIFETIME_SECONDS = 300;

const plain = { ...plainField, required: true };

/** A key from a mail comes wrapped over lines: no key holds white space. */
const unwrapped = (typed: string) => typed.replace(/\s+/g, '');

/** The form of a Webex Meetings key. Source: seed 000, "Java Code to Generate JWT token" */
export const fields: readonly CredentialField[] = [
  {
    ...plain,
    name: 'apiKey',
    label: 'API key',
    tidy: unwrapped,
  },
  {
    ...plain,
    name: 'secretKey',
    label: 'Secret key',
    kind: 'secret',
    tidy: unwrapped,
  },
  {
    ...plain,
    name: 'passcode',
    label: 'Passcode',
    kind: 'secret',
    onlyToRenew: true,
  },
  {
    ...plain,
    name: 'email',
    label: 'Email',
    kind: 'email',
    problem: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : 'is not an email address'),
  },
  { ...baseUrlField, advanced: true, initial: DEFAULT_BASE_URL },
  {
    ...plain,
    name: 'issuer',
    label: 'Issuer',
    advanced: true,
    initial: `${DEFAULT_BASE_URL}/gapi/registerapikey`,
  },
  {
    ...plain,
    name: 'audience',
    label: 'Audience',
    advanced: true,
    initial: 'userName',
  },
  {
    ...plain,
    name: 'lifetimeSeconds',
    label: 'Token lifetime (seconds)',
    kind: 'number',
    advanced: true,
    initial: `${USUAL_LIFETIME_SECONDS}`,
    problem: problemOfLifetime,
  },
];

function problemOfLifetime(value: string): string | null {
  const seconds = Number(value);
  const good =
    /^\d+$/.test(value) &&
    seconds >= SHORTEST_LIFETIME_SECONDS &&
    seconds <= LONGEST_LIFETIME_SECONDS;
  return good
    ? null
    : `must be ${SHORTEST_LIFETIME_SECONDS} to ${LONGEST_LIFETIME_SECONDS} seconds`;
}
