import type { Provider } from '../provider.ts';
import { fields } from './fields.ts';
import { prove, tokens } from './tokens.ts';
import { webhooks } from './webhooks.ts';

/** Webio's conversations, by an organisation's key. Source: seed 004 */
export const webio: Provider = {
  id: 'webio',
  label: 'Webio',
  registration: null,
  // "This will remain valid against your organisation until it is deleted." Source: seed 004, step 3
  expiryRule: { deletedAfterDays: null },
  fields,
  // No limit is published.
  limits: { perMinute: null, perMonth: null },
  calls: [],
  baseUrl: (values) => values['baseUrl'] ?? '',
  prove,
  tokens,
  webhooks,
};
