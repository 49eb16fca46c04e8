import type { Provider } from '../provider.ts';
import { parseExpiry } from './dates.ts';
import { fields } from './fields.ts';
import { lookUp, lookUpCall, passwords } from './meetings.ts';
import { prove } from './proof.ts';
import { renewal, renewCall } from './renewal.ts';
import { listByEmail, sitesCall } from './sites.ts';
import { tokens } from './tokens.ts';

/** Webex Meetings "gapi": anonymous look-ups with an API key. Source: seed 000 */
export const webexMeetings: Provider = {
  id: 'webex-meetings',
  label: 'Webex Meetings',
  expiryRule: { deletedAfterDays: null },
  registration: 'https://meetings-api.webex.com/gapi/registerapikey',
  readExpiry: parseExpiry,
  fields,
  // Source: seed 000, the note under "Renewing an API Key". In which zone its month turns is told
  // nowhere; its mails count in GMT.
  limits: { perMinute: 200, perMonth: 30_000 },
  calls: [lookUpCall, sitesCall, renewCall],
  baseUrl: (values) => values['baseUrl'] ?? '',
  prove,
  meetings: { lookUp, passwords },
  sites: { listByEmail },
  renewal,
  tokens,
};
