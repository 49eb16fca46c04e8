import { addressesIn, withScheme } from '../../domain/addresses.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import { problemOfBaseUrl, tidyBaseUrl } from '../base-url.ts';
import { plainField } from '../plain-field.ts';
import type { CredentialField, FieldProblem } from '../provider.ts';
import type { ApiId } from './api-authentication.ts';
import { OTHER, problemOfRegion, regionOptions, tidyRegion } from './regions.ts';
import { secretBytes } from './secret-bytes.ts';

const secret: typeof plainField = {
  ...plainField,
  kind: 'secret',
  tidy: (typed) => typed.replace(/\s+/g, ''),
};

/** A host that a key has beside those of its region, or in their stead. */
function host(name: string, label: string, hostOf: ApiId): CredentialField {
  return {
    ...plainField,
    name,
    label,
    hostOf,
    kind: 'url',
    advanced: true,
    tidy: (typed) => tidyBaseUrl(typed) && withScheme(tidyBaseUrl(typed)),
    problem: problemOfBaseUrl,
  };
}

/** The form of a Webex Connect key. Source: seed 001; Webex Connect, "Know your API endpoints" */
export const fields: readonly CredentialField[] = [
  {
    ...plainField,
    name: 'region',
    label: 'Region',
    kind: 'choice',
    options: regionOptions.map((option) => ({ ...option })),
    tidy: tidyRegion,
    problem: problemOfRegion,
  },
  { ...secret, name: 'serviceKey', label: 'Service key' },
  { ...plainField, name: 'serviceId', label: 'Service ID' },
  {
    ...secret,
    name: 'serviceSecret',
    label: 'Service secret',
    problem: (value) =>
      secretBytes(value) === null ? 'is not base64, which Webex Connect’s secrets are' : null,
  },
  { ...secret, name: 'profileKey', label: 'Profile key' },
  { ...plainField, name: 'appId', label: 'App ID', advanced: true },
  { ...plainField, name: 'appSecret', label: 'App secret', kind: 'secret', advanced: true },
  host('apiHost', 'API host', 'api'),
  host('contactPolicyHost', 'Contact policy host', 'contact-policy'),
  host('rtmHost', 'RTM host', 'rtm'),
  {
    ...secret,
    name: 'webhookUrl',
    label: 'Inbound webhook URL',
    hostOf: 'webhook',
    advanced: true,
    problem: problemOfWebhook,
  },
  {
    ...plainField,
    name: 'webhookHeader',
    label: 'Webhook token header',
    kind: 'choice',
    advanced: true,
    describes: true,
    initial: 'authorization',
    options: ['authorization', 'key'].map((value) => ({ value, label: value })),
    tidy: (typed) => typed.trim().toLowerCase() || 'authorization',
  },
  { ...secret, name: 'webhookSecret', label: 'Outbound webhook secret', advanced: true },
];

/** It is used as it stands, with its query: how Webex Connect makes one is documented nowhere. */
function problemOfWebhook(value: string): string | null {
  return problemOfBaseUrl(value.replace(/\?[^#]*$/, ''));
}

/** What is wrong with the fields together. */
export function problemIn(values: CredentialFields): FieldProblem | null {
  const { region, apiHost, serviceKey, serviceId, serviceSecret, profileKey, appId, appSecret } =
    values;
  const missing = (field: string, why = '') => ({ field, problem: `is missing${why}` });
  if (!apiHost && !region) return missing('region');
  if (!apiHost && region === OTHER) return missing('apiHost');
  if (serviceSecret && !serviceId) return missing('serviceId', ': a token names it');
  if (serviceId && !serviceSecret) return missing('serviceSecret', ': it signs the token');
  if (appSecret && !appId) return missing('appId', ': a token names it');
  const one = serviceKey || serviceSecret || profileKey || appSecret;
  return one ? null : missing('serviceKey', ', and so are service secret and profile key');
}

/** Where the requests of an API go: to what is typed, and else to the region's host. */
export function baseUrl(values: CredentialFields, api = 'api'): string {
  return addressesIn(fields, values).get(api) ?? '';
}
