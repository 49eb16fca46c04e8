import type { CredentialFields } from '../../domain/credential.ts';
import type { Provider, ProviderRequest } from '../provider.ts';
import { failureIn } from './failures.ts';
import { fields } from './fields.ts';
import { prove } from './proof.ts';
import { tokens } from './tokens.ts';
import { webhooks } from './webhooks.ts';

/** By the account's plan. Source: Zoom, "API rate limits" */
function resourceIntensive({ plan }: CredentialFields) {
  return { name: 'resource-intensive', perMinute: plan === 'business' ? 20 : 10 };
}

function isSessionList({ method, path }: ProviderRequest): boolean {
  return method === 'GET' && /^(\/accounts\/[^/]+)?\/videosdk\/sessions\/?(\?|$)/.test(path);
}

/** Zoom's Video SDK, Cobrowse SDK and account APIs. Source: seed 003 */
export const zoom: Provider = {
  id: 'zoom',
  label: 'Zoom',
  registration: 'https://developers.zoom.us/docs/build/account/',
  expiryRule: { deletedAfterDays: null },
  fields,
  // Its limits are of each account and class of call, by the second; its answers tell them.
  limits: { perMinute: null, perMonth: null },
  strictLimit: (request, values) => (isSessionList(request) ? resourceIntensive(values) : null),
  calls: [],
  // Session ids are base64. Source: Zoom, "API architecture"
  slashedIds: true,
  baseUrl: (values) => values['baseUrl'] ?? '',
  prove,
  failureIn,
  tokens,
  webhooks,
};
