import { useState } from 'preact/hooks';
import type { CallInNumber, Meeting } from '../../../domain/meeting.ts';
import { keepPreference, readPreference } from '../../preferences.ts';

const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** Where callers call from, as it was chosen last; '' for nowhere in particular. */
export function useCallerCountry(): [country: string, choose: (country: string) => void] {
  const [country, setCountry] = useState(() => readPreference('country') ?? '');
  return [
    country,
    (chosen) => {
      keepPreference('country', chosen);
      setCountry(chosen);
    },
  ];
}

/** The countries that have a number, each once. */
export function countriesOf(numbers: readonly CallInNumber[]): string[] {
  return [...new Set(numbers.map(({ country }) => country))].sort(byName.compare);
}

/** Numbers by country, those of the caller's first. */
export function sortedNumbers(numbers: readonly CallInNumber[], country: string): CallInNumber[] {
  const own = (each: CallInNumber) => Number(each.country === country);
  return [...numbers].sort((a, b) => own(b) - own(a) || byName.compare(a.country, b.country));
}

/** What a caller is told to dial: the numbers of that country, or else the meeting's own two. */
export function numbersFor({ telephony }: Meeting, country: string): CallInNumber[] {
  if (telephony === null) return [];
  const own = telephony.numbers.filter((each) => each.country === country);
  if (own.length > 0) return own;
  const { toll, tollLabel, tollFree, tollFreeLabel } = telephony;
  return [
    ...(toll === null ? [] : [{ country: tollLabel ?? 'Toll', number: toll, tollFree: false }]),
    ...(tollFree === null
      ? []
      : [{ country: tollFreeLabel ?? 'Toll-free', number: tollFree, tollFree: true }]),
  ];
}
