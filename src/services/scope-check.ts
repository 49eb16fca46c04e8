import type { Credential } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { ListVerdict } from '../domain/scope-verdict.ts';
import { judge, type Target } from '../domain/url-match.ts';
import type { Refusal, UrlRule } from '../domain/url-rule.ts';
import { writeRules } from '../domain/url-rule-text.ts';
import {
  type Provider,
  type ProviderRequest,
  quoteWithout,
  secretsOf,
} from '../providers/provider.ts';

/**
 * Lets a request through that the credential may be used for; asked before anything is signed.
 * `url` is what will be sent. @throws Failure `out-of-scope`, `host-foreign`
 */
export function assertInScope(
  provider: Provider,
  credential: Credential,
  request: ProviderRequest,
  url: URL,
): void {
  const { label, fields } = credential;
  if (url.username !== '' || url.password !== '') {
    throw new Failure('host-foreign', { host: url.host });
  }
  const { method, api } = request;
  const written = `${pathOf(provider.baseUrl(fields, api))}${request.path}`;
  const denied = verdictOn(provider, credential, judgedOf(request, written, url)).at(-1);
  if (!denied?.refusal) return;
  const { refusal, list, rule } = denied;
  const [bare = ''] = written.split(/[?#]/);
  const path = quoteWithout(secretsOf(provider, credential))(bare);
  throw new Failure('out-of-scope', { label, method, path, refusal, list, rule });
}

/** A request to be judged, or why it is not even looked at. */
type Judged = Target | Refusal;

/** Names by which some servers take another method or path than the one that is signed. */
const OVERRIDES = /^x-(http-)?method(-override)?$|^x-(original|rewrite|forwarded)-/i;
const OVERRIDING_NAME = /^[\W_]*(x[-_])?(http[-_])?method([-_]override)?$/i;

/** The request of an ability, provided that what it wrote is what will be sent. */
function judgedOf({ method, headers }: ProviderRequest, written: string, url: URL): Judged {
  if (Object.keys(headers).some((name) => OVERRIDES.test(name))) return 'override';
  const judged = asWritten(`${url.origin}${written}`, url.origin, method);
  return typeof judged === 'string' || judged.path === url.pathname ? judged : 'odd';
}

/** What was written, by hand or by an ability: what a browser would make of it is not asked, so that nothing hides behind it. */
export function asWritten(text: string, origin: string, method: string): Judged {
  const full = text.startsWith('/') ? `${origin}${text}` : text;
  const rest = full.slice(origin.length);
  if (!isBelow(full, origin) || !URL.canParse(full)) return 'host';
  if (rest.includes('#')) return 'odd';
  if (hasOverride(new URL(full).search)) return 'override';
  return { method, origin, path: rest.split('?')[0] || '/' };
}

/** Some read ";" as "&", and all of them read what is encoded. */
function hasOverride(query: string): boolean {
  const names = new URLSearchParams(query.replaceAll(';', '&')).keys();
  return [...names].some((name) => OVERRIDING_NAME.test(name));
}

/** Whether an address lies on this origin, and is not only called like it. */
export function isBelow(full: string, origin: string): boolean {
  const own = full.slice(0, origin.length).toLowerCase() === origin;
  return own && /^([/?#\\]|$)/.test(full.slice(origin.length));
}

/** What both lists of rules say; where there is none, everything on the own hosts is allowed. */
export function verdictOn(provider: Provider, { fields, rules }: Credential, judged: Judged) {
  const lists: ListVerdict[] = [];
  const remote = provider.remoteRules?.(fields) ?? null;
  const ask = (list: ListVerdict['list'], own: readonly UrlRule[]) => {
    if (lists.at(-1)?.refusal) return;
    const foreign = typeof judged === 'string';
    const { refusal, place } = foreign
      ? { refusal: judged, place: -1 }
      : judge(own, { ...judged, slashedIds: provider.slashedIds === true });
    const rule = own[place];
    lists.push({ list, refusal, rule: rule ? writeRules([rule]) : null, place: place + 1 });
  };
  if (rules.length > 0 || judged === 'host') ask('local', rules);
  if (remote) ask('remote', remote);
  return lists;
}

/** The path that stands before every path of a credential's requests; '' for none. */
function pathOf(baseUrl: string): string {
  return new URL(baseUrl).pathname.replace(/\/$/, '');
}
