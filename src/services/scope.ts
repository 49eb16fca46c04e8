import type { Credential } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { PlacedRule, ScopeVerdict } from '../domain/scope-verdict.ts';
import { judge, type Refusal, type Target, type UrlRule } from '../domain/url-rule.ts';
import {
  type Provider,
  type ProviderRequest,
  quoteWithout,
  secretsOf,
} from '../providers/provider.ts';
import type { Transact } from './book.ts';
import { findProvider } from './credential-form.ts';
import { findIn } from './credential-records.ts';

/** What a credential may be used for. */
export interface Scope {
  /**
   * What the gateway would say to a request; nothing is signed. `url` is an absolute path as the
   * server sees it, or a full address. @throws Failure `credential-missing`
   */
  test(credentialId: string, method: string, url: string): Promise<ScopeVerdict>;
}

interface Needs {
  transact: Transact;
  providers: readonly Provider[];
}

export function createScope({ transact, providers }: Needs): Scope {
  async function test(credentialId: string, method: string, url: string): Promise<ScopeVerdict> {
    const credential = await transact((book) => findIn(book, credentialId));
    const provider = findProvider(providers, credential.provider);
    return verdictOn(provider, credential, asWritten(url, originOf(provider, credential), method));
  }
  return { test };
}

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
  if (url.username !== '' || url.password !== '') {
    throw new Failure('host-foreign', { host: url.host });
  }
  const verdict = verdictOn(provider, credential, targetOf(provider, credential, request, url));
  if (verdict.allowed) return;
  const { refusal, list, nearest } = verdict;
  const quote = quoteWithout(secretsOf(provider, credential));
  throw new Failure('out-of-scope', {
    label: credential.label,
    method: request.method,
    path: quote(url.pathname),
    refusal,
    list,
    rule: nearest && `${nearest.method} ${nearest.url}`,
  });
}

/** A request to be judged, or why it is not even looked at where there are rules. */
type Judged = Target | Refusal;

/** Headers by which some servers take another method or path than the one that is signed. */
const OVERRIDES = /^x-(http-)?method(-override)?$|^x-(original|rewrite|forwarded)-/i;
const OVERRIDING_QUERY = /(^|&)_method=/i;

/** The request of an ability as it will be sent, base path and all. */
function targetOf(
  provider: Provider,
  credential: Credential,
  { method, path, headers }: ProviderRequest,
  url: URL,
): Judged {
  if (Object.keys(headers).some((name) => OVERRIDES.test(name))) return 'header';
  const base = new URL(provider.baseUrl(credential.fields));
  const full = `${base.origin}${base.pathname.replace(/\/$/, '')}${path}`;
  const judged = asWritten(full, url.origin, method);
  const changed = typeof judged !== 'string' && judged.path !== url.pathname;
  return changed ? 'characters' : judged;
}

/** What was written: what a browser would make of it is not asked, so that nothing hides behind that. */
function asWritten(text: string, origin: string, method: string): Judged {
  const full = text.startsWith('/') ? `${origin}${text}` : text;
  const rest = full.slice(origin.length);
  const own = full.slice(0, origin.length).toLowerCase() === origin && /^([/?#\\]|$)/.test(rest);
  if (!own || !URL.canParse(full)) return 'host';
  const [path = '', query = ''] = rest.split('?', 2);
  if (rest.includes('#')) return 'characters';
  return OVERRIDING_QUERY.test(query) ? 'method' : { method, origin, path: path || '/' };
}

/** What both lists of rules say; where there is none, everything on the own hosts is allowed. */
function verdictOn(provider: Provider, credential: Credential, judged: Judged): ScopeVerdict {
  const remote = provider.remoteRules?.(credential.fields) ?? null;
  const local = credential.rules.length > 0 ? credential.rules : null;
  const by: PlacedRule[] = [];
  for (const [list, rules] of [['local', local] as const, ['remote', remote] as const]) {
    if (rules === null) continue;
    const said =
      typeof judged === 'string' ? { refusal: judged, place: null } : judge(rules, judged);
    const rule = placed(list, rules, said.place);
    if ('refusal' in said) return { allowed: false, list, refusal: said.refusal, nearest: rule };
    if (rule) by.push(rule);
  }
  return by.length === 0 && judged === 'host'
    ? { allowed: false, list: 'local', refusal: 'host', nearest: null }
    : { allowed: true, by };
}

function placed(
  list: PlacedRule['list'],
  rules: readonly UrlRule[],
  place: number | null,
): PlacedRule | null {
  const rule = place === null ? undefined : rules[place];
  return place === null || rule === undefined ? null : { list, place: place + 1, ...rule };
}

function originOf(provider: Provider, { fields }: Credential): string {
  return new URL(provider.baseUrl(fields)).origin;
}
