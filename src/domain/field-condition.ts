import type { Condition, FieldCard } from './provider-card.ts';

/** A field as far as it takes to know whether it is there. */
type Conditional = Pick<FieldCard, 'name' | 'onlyWhen'>;

/** Whether a condition holds for these values; `null` always does. */
export function holds(
  condition: Condition | null,
  fields: readonly Conditional[],
  values: Readonly<Record<string, string>>,
): boolean {
  if (condition === null) return true;
  const other = fields.find(({ name }) => name === condition.field);
  return (
    other !== undefined &&
    condition.values.includes(values[other.name] ?? '') &&
    holds(other.onlyWhen, fields, values)
  );
}
