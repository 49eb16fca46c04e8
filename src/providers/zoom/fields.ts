import { baseUrlField } from '../base-url.ts';
import { plainField } from '../plain-field.ts';
import type { CredentialField } from '../provider.ts';

/** Hosts for one region exist, too; this one always works. Source: Zoom, "API architecture" */
const DEFAULT_BASE_URL = 'https://api.zoom.us/v2';

/** No key or id of Zoom holds white space; a copied one may. */
const unspaced: typeof plainField = { ...plainField, tidy: (typed) => typed.replace(/\s+/g, '') };

/**
 * The form of a Zoom key: the pair for the API, and besides it the pair for SDK tokens and the token
 * that webhooks are signed with. Source: seed 003
 */
export const fields: readonly CredentialField[] = [
  { ...unspaced, name: 'apiKey', label: 'API key', required: true },
  { ...unspaced, name: 'apiSecret', label: 'API secret', kind: 'secret', required: true },
  { ...unspaced, name: 'accountId', label: 'Account ID', describes: true },
  { ...unspaced, name: 'sdkKey', label: 'SDK key' },
  { ...unspaced, name: 'sdkSecret', label: 'SDK secret', kind: 'secret' },
  { ...unspaced, name: 'webhookSecret', label: 'Webhook secret token', kind: 'secret' },
  { ...baseUrlField, advanced: true, initial: DEFAULT_BASE_URL },
  {
    ...plainField,
    name: 'plan',
    label: 'Plan',
    kind: 'choice',
    advanced: true,
    describes: true,
    initial: 'pro',
    options: ['Pro', 'Business'].map((label) => ({ value: label.toLowerCase(), label })),
    tidy: (typed) => typed.trim().toLowerCase() || 'pro',
  },
];
