import * as v from 'valibot';
import type { CredentialFields } from '../../domain/credential.ts';
import { addressFor } from '../../domain/link.ts';
import type { LosslessValue } from '../../domain/lossless-json.ts';
import { extraFields, fieldsOf, flag, parseReply, readAs, text } from '../lossless-reply.ts';
import type { Ask, ProviderReply, ProviderRequest, SiteList } from '../provider.ts';
import { assertAnswered, failureIn, isNoRecord } from './replies.ts';

/** Source: seed 000, "getallsitesbyemailagg API"; `fedWebSSOProtocol` stands only at sites with SSO. */
const siteSchema = fieldsOf({
  siteUrl: v.string(),
  siteName: text,
  fedWebSSOProtocol: text,
  isLinkageUser: flag,
  siteType: text,
});
const replySchema = fieldsOf({ sites: v.array(siteSchema) });

/** The call, as the lint of allowed URLs knows it. */
export const sitesCall = {
  ability: 'sites',
  triesFor: 'renewal',
  method: 'POST',
  path: '/gapi/v1/sites/actions/getallsitesbyemailagg',
} as const;

/** The request for the sites of a person. */
export function requestForSites(email: string): ProviderRequest {
  return {
    method: sitesCall.method,
    path: sitesCall.path,
    headers: { 'Content-Type': 'application/json;charset=utf-8' },
    body: JSON.stringify({ email }),
    failure: (reply) => (isNoRecord(reply) ? null : failureIn(reply)),
  };
}

/** Lists the sites of a person; none is an empty list. @throws Failure what the reply says */
export async function listByEmail(
  email: string,
  ask: Ask,
  fields: CredentialFields,
): Promise<SiteList> {
  const reply = await ask(requestForSites(email));
  if (isNoRecord(reply)) return { sites: [], more: [] };
  assertAnswered(reply);
  return readSites(reply, new URL(fields['baseUrl'] ?? '').host);
}

function readSites(reply: ProviderReply, ownHost: string): SiteList {
  const value = parseReply(reply.text, reply.host);
  const { sites } = readAs(replySchema, value, reply.host);
  const list = sites.map((site, place) => ({
    name: site.siteName ?? site.siteUrl,
    address: addressFor(site.siteUrl, ownHost),
    sso: site.fedWebSSOProtocol,
    type: site.siteType,
    linkedUser: site.isLinkageUser,
    more: extraFields(siteSchema, siteAt(value, place)),
  }));
  // What stands around the sites; each of them lists its own.
  const around = extraFields(replySchema, value).filter(({ name }) => !name.startsWith('sites.'));
  return { sites: list, more: around };
}

function siteAt(value: LosslessValue, place: number): LosslessValue {
  const isObject = typeof value === 'object' && value !== null && 'sites' in value;
  return isObject && Array.isArray(value['sites']) ? (value['sites'][place] ?? null) : null;
}
