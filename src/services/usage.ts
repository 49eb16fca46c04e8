import type { Clock } from '../adapters/clock.ts';
import { monthOf, type UsageReport } from '../domain/usage.ts';
import type { Provider } from '../providers/provider.ts';
import type { Transact } from './book.ts';
import { findProvider } from './credential-form.ts';
import { countingAt, laterFor, standingIn } from './usage-count.ts';
import { putUsage, type Usage } from './usage-record.ts';

/** What people see of how a key is used, and what they may decide about it. */
export interface UsageDesk {
  /** @throws Failure `credential-missing` */
  report(credentialId: string): Promise<UsageReport>;
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
      putUsage(book, { ...usage, ...edit(nowMs) });
    });

  return {
    report: (credentialId) =>
      transact(async (book) => {
        const { credential, usage, nowMs, correctionMs } = await standingIn(
          book,
          credentialId,
          clock.now(),
        );
        const { limits } = findProvider(providers, credential.provider);
        const { sharePercent, days, skewMs } = usage;
        const later = laterFor(usage, limits, nowMs);
        const inWindow = countingAt(usage, nowMs).length;
        const blocked = later && {
          untilMs: later.atMs - correctionMs,
          saidBy: later.saidBy,
          limit: later.limit,
        };
        return { limits, sharePercent, inWindow, days, blocked, skewMs, correctionMs };
      }),
    setShare: (credentialId, sharePercent) => change(credentialId, () => ({ sharePercent })),
    askAnyway: (credentialId) =>
      change(credentialId, (nowMs) => ({ block: null, liftedMonth: monthOf(nowMs) })),
  };
}
