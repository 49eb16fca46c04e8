import type { ApiAuthentication } from '../../domain/provider-card.ts';

/** The APIs that have hosts of their own, the usual one first. */
export const apis = [
  { id: 'api', label: 'API' },
  { id: 'contact-policy', label: 'Contact policy' },
  { id: 'rtm', label: 'RTM' },
  { id: 'webhook', label: 'Inbound webhook' },
] as const;
export type ApiId = (typeof apis)[number]['id'];

/** A token: the field that signs it, and what that is called. */
export const TOKEN = {
  label: 'Service token (JWT)',
  fields: ['serviceId', 'serviceSecret'],
  secret: 'serviceSecret',
  secretLabel: 'Service secret',
};
/** Not a service's: "JWT Set-up Tutorial in SDK Docs". Source: seed 001 */
export const APP_TOKEN: typeof TOKEN = {
  label: 'App token (JWT)',
  fields: ['appId', 'appSecret'],
  secret: 'appSecret',
  secretLabel: 'App secret',
};
export const SERVICE_KEY = { label: 'Service key', fields: ['serviceKey'] };
export const PROFILE_KEY = { label: 'Profile key', fields: ['profileKey'] };

/** "If you use both ..., JWT authentication takes priority": so it is the one that is sent. Source: seed 001 */
const SERVICE = [TOKEN, SERVICE_KEY];

/** A row of the table: an API, what it takes, and how its answers are read. */
export interface Row extends ApiAuthentication {
  api: ApiId;
  /** Its paths below the API's base URL, of those that share one; absent: all that no other row has. */
  path?: RegExp;
  /** The codes by which a body says that all went well. */
  accepted: readonly string[];
  /** What its codes mean (`codes.ts`): 7005 is not the same everywhere. Absent: "common". */
  table?: 'events' | 'real-time';
}

const REAL_TIME = { takes: [APP_TOKEN], api: 'rtm', accepted: ['0'], table: 'real-time' } as const;

/** Which API takes which proof. Source: seed 001, "Authentication Types Supported" */
export const apiAuthentication: readonly Row[] = [
  { label: 'Messaging API (v1 and v2)', takes: SERVICE, api: 'api', accepted: ['1001'] },
  {
    label: 'Custom Event API v1',
    takes: SERVICE,
    api: 'api',
    path: /^\/resources\/v1\/events\//,
    accepted: ['1002'],
    table: 'events',
  },
  {
    label: 'Inbound webhooks',
    takes: SERVICE,
    api: 'webhook',
    accepted: ['1002'],
    table: 'events',
  },
  { label: 'Contact Policy APIs', takes: [PROFILE_KEY], api: 'contact-policy', accepted: [] },
  {
    label: 'RCS Capability Lookup API',
    takes: SERVICE,
    api: 'api',
    path: /^\/v1\/rcs\//,
    accepted: [],
  },
  {
    label: 'Profile API v2',
    takes: [PROFILE_KEY],
    api: 'api',
    path: /^\/resources\/v2\/(customer)?profile\b/,
    // Its table of codes says 1000 for "queued", its examples 1001.
    accepted: ['1000', '1001'],
  },
  { ...REAL_TIME, label: 'Thread APIs' },
  // By the word in their paths, and all three take the same.
  { ...REAL_TIME, label: 'Segment APIs', path: /segment/ },
  { ...REAL_TIME, label: 'Topic APIs', path: /topic/ },
];

/** The row of a request. `path` is below the API's base URL. */
export function rowFor(api: string | undefined, path: string): Row | undefined {
  const rows = apiAuthentication.filter((row) => row.api === (api ?? 'api'));
  return rows.find((row) => row.path?.test(path)) ?? rows[0];
}
