import type { Clock } from '../adapters/clock.ts';
import type { Credential } from '../domain/credential.ts';
import { DAY, SECOND } from '../domain/time.ts';
import type { UsageReport } from '../domain/usage.ts';
import type { Limits, Provider } from '../providers/provider.ts';
import type { Book, Transact } from './book.ts';
import { correctionMs } from './clock-skew.ts';
import { findProvider } from './credential-form.ts';
import { findIn } from './credential-records.ts';
import {
  countingAt,
  dayOf,
  inMonth,
  monthOf,
  monthTurnMs,
  serverTime,
  sharedLimits,
  turnOf,
  withoutFuture,
} from './usage-count.ts';
import { putUsage, type Usage, usageIn } from './usage-record.ts';

const DAYS_SHOWN = 30;
/** The pace of the last days is taken for that of the next. */
const DAYS_OF_PACE = 7;

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
  /** The usage as it stands, with the server's time. */
  async function standing(book: Book, credentialId: string) {
    const credential = await findIn(book, credentialId);
    const kept = await usageIn(book, credentialId);
    const nowMs = serverTime(kept, clock.now());
    return { credential, usage: withoutFuture(kept, nowMs), nowMs };
  }

  async function change(credentialId: string, edit: (usage: Usage, nowMs: number) => Usage) {
    await transact(async (book) => {
      const { usage, nowMs } = await standing(book, credentialId);
      putUsage(book, edit(usage, nowMs));
    });
  }

  return {
    report: (credentialId) =>
      transact(async (book) => {
        const { credential, usage, nowMs } = await standing(book, credentialId);
        return reportOf(usage, { credential, nowMs, provider: providerOf(credential) });
      }),
    setShare: (credentialId, sharePercent) =>
      change(credentialId, (usage) => ({ ...usage, sharePercent })),
    askAnyway: (credentialId) =>
      change(credentialId, (usage, nowMs) => ({
        ...usage,
        block: null,
        liftedMonth: monthOf(nowMs),
      })),
  };

  function providerOf(credential: Credential): Provider {
    return findProvider(providers, credential.provider);
  }
}

interface Around {
  credential: Credential;
  provider: Provider;
  /** The server's time. */
  nowMs: number;
}

function reportOf(usage: Usage, { credential, provider, nowMs }: Around): UsageReport {
  const own = sharedLimits(usage, provider.limits);
  const turn = turnOf(usage, own, nowMs);
  const correction = correctionMs(usage.skewMs ?? 0);
  const here = (atMs: number) => atMs - correction;
  const runsOutMs = runsOut(usage, own, nowMs);
  return {
    label: credential.label,
    host: new URL(provider.baseUrl(credential.fields)).host,
    systemLimits: provider.limits,
    ownLimits: own,
    sharePercent: usage.sharePercent,
    inWindow: countingAt(usage, nowMs).length,
    inMonth: inMonth(usage, nowMs),
    monthTurnsAtMs: here(monthTurnMs(nowMs)),
    days: lastDays(usage, nowMs, DAYS_SHOWN),
    runsOutAtMs: runsOutMs === null ? null : here(runsOutMs),
    blocked:
      turn.when === 'now'
        ? null
        : { untilMs: here(turn.atMs), saidBy: turn.saidBy, limit: turn.limit },
    skewSeconds: usage.skewMs === null ? null : Math.round(usage.skewMs / SECOND),
    skewCorrected: correction !== 0,
  };
}

/** The last days with their calls, oldest first, today last. */
function lastDays({ days }: Usage, nowMs: number, count: number): UsageReport['days'] {
  return Array.from({ length: count }, (_, place) => {
    const day = dayOf(nowMs - (count - 1 - place) * DAY);
    return { day, calls: days[day] ?? 0 };
  });
}

/** When the month's limit is reached at the pace of the last days; `null`: not before it turns. */
function runsOut(usage: Usage, { perMonth }: Limits, nowMs: number): number | null {
  const left = perMonth === null ? 0 : perMonth - inMonth(usage, nowMs);
  const recent = lastDays(usage, nowMs, DAYS_OF_PACE);
  // A key that is new is not taken for one that rested.
  const since = recent.slice(
    Math.max(
      0,
      recent.findIndex(({ day }) => day >= firstDay(usage)),
    ),
  );
  const calls = since.reduce((sum, day) => sum + day.calls, 0);
  if (left <= 0 || calls === 0) return null;
  const today = nowMs - (nowMs % DAY);
  const pastMs = Math.max(DAY, (since.length - 1) * DAY + nowMs - today);
  const atMs = nowMs + (left / calls) * pastMs;
  return atMs < monthTurnMs(nowMs) ? atMs : null;
}

function firstDay({ days }: Usage): string {
  return Object.keys(days).sort()[0] ?? '';
}
