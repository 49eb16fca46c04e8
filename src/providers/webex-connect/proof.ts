import { utf8 } from '../../domain/bytes.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import { Failure } from '../../domain/failure.ts';
import type { TokenField } from '../../domain/token-kind.ts';
import type { RequestToProve, Signer, TokensAbility } from '../provider.ts';
import { tokenTimes } from '../token-times.ts';
import { APP_TOKEN, PROFILE_KEY, rowFor, TOKEN } from './api-authentication.ts';
import { baseUrl } from './fields.ts';
import { secretBytes } from './secret-bytes.ts';

/** "Expires after 60 minutes from the time that you have generated the token", with or without `exp`. */
const LIFETIME_SECONDS = 3_600;

/**
 * The one header that proves a request: which, the table of APIs says. A token beats a key at the
 * server, so a key is never sent beside one. Sources: seed 001; Webex Connect's API reference
 */
export async function prove(
  values: CredentialFields,
  signer: Signer,
  { api, method, url, nowSeconds }: RequestToProve,
): Promise<Record<string, string>> {
  const base = new URL(baseUrl(values, api));
  const row = rowFor(api, url.pathname.slice(base.pathname.replace(/\/$/, '').length));
  const takes = row?.takes ?? [];
  const chosen = takes.find(({ fields }) => fields.every((name) => values[name]));
  if (chosen === undefined) {
    const wanted = takes.map(({ label }) => label).join(' or ');
    throw new Failure('proof-missing', { api: row?.label ?? url.host, wanted });
  }
  const way = [TOKEN, APP_TOKEN].find((each) => each === chosen);
  if (way !== undefined) {
    const { key, claims } = tokenOf(way, values, nowSeconds, LIFETIME_SECONDS);
    const token = await signer.hs256(key.bytes, claims);
    const asKey = row?.api === 'webhook' && values['webhookHeader'] === 'key';
    return asKey ? { key: token } : bearer(token);
  }
  const key = values[chosen.fields[0] ?? ''] ?? '';
  if (row?.api === 'contact-policy') return bearer(key);
  // Profiles are written with `key` and read with `secretKey`.
  return { [chosen === PROFILE_KEY && method === 'GET' ? 'secretKey' : 'key']: key };
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

/**
 * What a token of either kind says, and the key that signs it. Of an app's, neither how its secret
 * becomes bytes is documented nor the header it goes in: the text is taken as it stands, and sent as a
 * service's is. Source: Webex Connect, "JWT Authentication" of its SDK
 * @throws Failure `field-invalid` without a secret
 */
function tokenOf(
  way: typeof TOKEN,
  values: CredentialFields,
  nowSeconds: number,
  lifetimeSeconds: number,
  more: Record<string, string> = {},
) {
  const isApp = way === APP_TOKEN;
  const secret = values[way.secret] ?? '';
  const bytes = isApp ? utf8(secret) : secretBytes(secret);
  const { secret: field, secretLabel: name } = way;
  if (!bytes?.length) {
    const problem = 'is missing: add it to the key first';
    throw new Failure('field-invalid', { field, label: name, problem });
  }
  const times = tokenTimes(nowSeconds, lifetimeSeconds);
  const { appId, serviceId: iss } = values;
  return {
    key: { name, bytes },
    claims: isApp ? { appId, ...more, exp: times.exp } : { iss, ...times },
  };
}

const BOUNDS = {
  // Longer than the half minute by which `iat` is set back, or a token is born expired.
  least: 60,
  most: LIFETIME_SECONDS,
  advised: LIFETIME_SECONDS,
  usual: LIFETIME_SECONDS,
  fields: [],
};
const userId: TokenField = {
  name: 'userId',
  label: 'User ID',
  kind: 'text',
  required: false,
  initial: '',
  options: [],
};

/** A service's token, and an app's, by themselves. */
export const tokens: TokensAbility = {
  kinds: [
    { ...BOUNDS, id: 'service', label: TOKEN.label, secretIn: 'base64' },
    // No longest is enforced; short ones are advised.
    { ...BOUNDS, id: 'app', label: APP_TOKEN.label, most: 24 * LIFETIME_SECONDS, fields: [userId] },
  ],
  order: (fields, { kind, nowSeconds, lifetimeSeconds, values }) =>
    tokenOf(kind === 'app' ? APP_TOKEN : TOKEN, fields, nowSeconds, lifetimeSeconds, values),
  keys: (values) =>
    [TOKEN, APP_TOKEN]
      .filter(({ secret }) => values[secret])
      .map((way) => tokenOf(way, values, 0, 0).key),
};
