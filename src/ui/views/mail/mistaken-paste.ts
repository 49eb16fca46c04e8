import type { TargetedClipboardEvent } from 'preact';
import type { ProviderCard } from '../../../domain/provider-card.ts';
import type { MistakenMail } from './FromMail.tsx';

/** A text that names so many fields, in several lines, is the mail and not one of its values. */
const FEWEST_NAMES = 2;

/**
 * A whole mail on its way into a field of the form: keeps it out and gives it back. `null` for
 * whatever else is pasted, which goes its way.
 */
export function mistakenMail(
  event: TargetedClipboardEvent<HTMLFormElement>,
  card: ProviderCard,
): MistakenMail | null {
  const { target } = event;
  if (!(target instanceof HTMLInputElement)) return null;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!isMail(text, card)) return null;
  event.preventDefault();
  event.stopPropagation();
  return { text, field: target.labels?.[0]?.textContent ?? '' };
}

function isMail(text: string, { fields }: ProviderCard): boolean {
  if (!/[\r\n\u2028]/.test(text.trim())) return false;
  const lower = text.toLowerCase();
  const named = fields.filter(
    ({ advanced, label }) => !advanced && lower.includes(label.toLowerCase()),
  );
  return named.length >= FEWEST_NAMES;
}
