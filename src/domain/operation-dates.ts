import type { Operation, OperationField } from './operation.ts';
import { fieldsOf, type OperationValues, valueIn } from './operation-request.ts';
import { DAY } from './time.ts';
import { dayOf } from './usage-count.ts';

/** What a form begins with, by the fields' names; "today-6" is then a day. */
export function initialValues(operation: Operation, nowMs: number): Record<string, string> {
  const named = fieldsOf(operation).map((field) => [field.name, initialOf(field, nowMs)] as const);
  return Object.fromEntries(named.filter(([, value]) => value !== ''));
}

function initialOf({ kind, initial = '' }: OperationField, nowMs: number): string {
  const today = kind === 'date' ? /^today(?:-(\d+))?$/.exec(initial) : null;
  return today === null ? initial : dayOf(nowMs - Number(today[1] ?? 0) * DAY);
}

/**
 * What is wrong with the days of a request, as the end of a sentence, and of which field; `null` where
 * nothing is. Days are those of UTC. Asked before it is sent: a server may answer with an empty list.
 */
export function dateProblemIn(
  operation: Operation,
  values: OperationValues,
  nowMs: number,
): { field: string; problem: string } | null {
  for (const field of fieldsOf(operation)) {
    const oldest = field.oldestMonths && monthsBefore(nowMs, field.oldestMonths);
    const value = valueIn(field, values);
    if (!oldest || value === '' || value >= oldest) continue;
    return { field: field.name, problem: `must not be before ${oldest}: nothing older is kept` };
  }
  return spanProblem(operation, values);
}

function spanProblem({ span }: Operation, values: OperationValues) {
  if (!span) return null;
  const days = (Date.parse(values[span.to] ?? '') - Date.parse(values[span.from] ?? '')) / DAY;
  if (days < 0) return { field: span.to, problem: `must not be before “${span.from}”` };
  if (!(days > span.mostDays)) return null;
  return { field: span.to, problem: `must be at most ${span.mostDays} days after “${span.from}”` };
}

/** The same day some months ago, or the last day of a month that is shorter. */
function monthsBefore(nowMs: number, months: number): string {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth() - months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month, Math.min(now.getUTCDate(), lastDay)));
}
