import { readRules } from '../../domain/url-rule-text.ts';
import type { Provider } from '../provider.ts';
import { CUSTOM, EXPIRING, fields } from './fields.ts';
import { prove } from './proof.ts';

/** Verint's workforce suite: each request is signed by itself. Source: seed 002 */
export const verint: Provider = {
  id: 'verint',
  label: 'Verint',
  registration: null,
  // Source: seed 002, step 4, "deletes it seven days later"
  expiryRule: { deletedAfterDays: 7 },
  fields,
  expiresOnly: { field: 'keyType', values: [...EXPIRING] },
  // No limit is published.
  limits: { perMinute: null, perMonth: null },
  calls: [],
  tenant: (values) => values['tenant'] ?? '',
  remoteRules: (values) => (values['keyType'] === CUSTOM ? readRules(values['urls'] ?? '') : null),
  baseUrl: (values) => values['baseUrl'] ?? '',
  prove,
};
