import { hubSignature } from '../hub-signature.ts';
import type { Provider } from '../provider.ts';
import { failureIn } from './answers.ts';
import { apis } from './api-authentication.ts';
import { baseUrl, fields, problemIn } from './fields.ts';
import { prove, tokens } from './proof.ts';

/** Webex Connect: messages, events, profiles and policies of a tenant. Source: seed 001 */
export const webexConnect: Provider = {
  id: 'webex-connect',
  label: 'Webex Connect',
  expiryRule: { deletedAfterDays: null },
  registration: null,
  fields,
  // Calls per second are agreed for each tenant; its answers say when there were too many.
  limits: { perMinute: null, perMonth: null },
  calls: [],
  apis,
  baseUrl,
  problemIn,
  prove,
  failureIn,
  tokens,
  webhooks: hubSignature((values) => values['webhookSecret'] ?? ''),
};
