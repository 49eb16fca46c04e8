import type { Clock } from '../adapters/clock.ts';
import type { Limits, Usage } from '../domain/usage.ts';
import { monthOf } from '../domain/usage-count.ts';
import type { Provider } from '../providers/provider.ts';
import type { Transact } from './book.ts';
import { findProvider } from './credential-form.ts';
import { putUsage, standingIn } from './usage-record.ts';

/** What people see of how a key is used, and what they may decide about it. */
export interface UsageDesk {
  /** With what the system allows a key. @throws Failure `credential-missing` */
  report(credentialId: string): Promise<{ usage: Usage; limits: Limits }>;
  /** How much of the key's limits this vault may use (1 to 100). @throws Failure the same */
  setShare(credentialId: string, percent: number): Promise<void>;
  /**
   * Forgets that the server wanted a pause, and disregards the month's count until it turns: it is
   * the server that has the last word. @throws Failure the same
   */
  askAnyway(credentialId: string): Promise<void>;
}

interface Needs {
  transact: Transact;
  clock: Clock;
  providers: readonly Provider[];
}

export function createUsage({ transact, clock, providers }: Needs): UsageDesk {
  const change = (credentialId: string, edit: (nowMs: number) => Partial<Usage>) =>
    transact(async (book) => {
      const { usage, nowMs } = await standingIn(book, credentialId, clock.now());
      putUsage(book, credentialId, { ...usage, ...edit(nowMs) });
    });

  return {
    report: (credentialId) =>
      transact(async (book) => {
        const { credential, usage } = await standingIn(book, credentialId, clock.now());
        return { usage, limits: findProvider(providers, credential.provider).limits };
      }),
    setShare: (credentialId, sharePercent) => change(credentialId, () => ({ sharePercent })),
    askAnyway: (credentialId) =>
      change(credentialId, (nowMs) => ({ block: null, liftedMonth: monthOf(nowMs) })),
  };
}
