import { utf8 } from '../../domain/bytes.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import type { NamedKey, RequestToProve, Signer, TokensAbility } from '../provider.ts';
import { tokenTimes } from '../token-times.ts';
import { USUAL_HEADER } from './fields.ts';

const USUAL_LIFETIME_SECONDS = 300;
const MONTH_SECONDS = 30 * 24 * 3_600;

function keyOf(fields: CredentialFields): NamedKey {
  return { name: 'Secret', bytes: utf8(fields['secret'] ?? '') };
}

/**
 * What a token says. Not documented: Webio tells that its API makes a JWT of the API key, one's own
 * secret and the organisation's ID, and no more. So the two names stand in it, it is signed (HS256)
 * with the secret's text, and it may turn out that the server wants other claims: they can be added
 * in the tab Tokens. Source: Webio, "Webhook - What it does"
 */
function claimsOf(fields: CredentialFields, nowSeconds: number, lifetimeSeconds: number) {
  return {
    apiKey: fields['apiKey'],
    organisationId: fields['organisationId'],
    ...tokenTimes(nowSeconds, lifetimeSeconds),
  };
}

/** The token in the header that the form names; in "Authorization" it is a bearer. */
export async function prove(
  fields: CredentialFields,
  signer: Signer,
  { nowSeconds }: RequestToProve,
): Promise<Record<string, string>> {
  const header = fields['tokenHeader'] || USUAL_HEADER;
  const claims = claimsOf(fields, nowSeconds, USUAL_LIFETIME_SECONDS);
  const token = await signer.hs256(keyOf(fields).bytes, claims);
  return { [header]: header.toLowerCase() === 'authorization' ? `Bearer ${token}` : token };
}

export const tokens: TokensAbility = {
  kinds: [
    {
      id: 'api',
      label: 'API token',
      least: 60,
      most: MONTH_SECONDS,
      advised: 3_600,
      usual: USUAL_LIFETIME_SECONDS,
      fields: [],
    },
  ],
  order: (fields, { nowSeconds, lifetimeSeconds }) => ({
    key: keyOf(fields),
    claims: claimsOf(fields, nowSeconds, lifetimeSeconds),
  }),
  keys: (fields) => [keyOf(fields)],
};
