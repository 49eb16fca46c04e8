import type { ScopeVerdict } from '../domain/scope-verdict.ts';
import { baseUrlsOf, type Provider } from '../providers/provider.ts';
import type { Transact } from './book.ts';
import { findProvider } from './credential-form.ts';
import { findIn } from './credential-records.ts';
import { asWritten, isBelow, verdictOn } from './scope-check.ts';

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
    const origins = [...baseUrlsOf(provider, credential.fields).values()].map(originOf);
    // Of a full address the API is meant that it goes to; of a path the usual one.
    const origin = origins.find((each) => isBelow(url, each)) ?? origins[0] ?? '';
    return { lists: verdictOn(provider, credential, asWritten(url, origin, method)) };
  }
  return { test };
}

function originOf(url: string): string {
  return new URL(url).origin;
}
