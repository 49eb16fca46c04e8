/** As in the rest of the program: English words, 24 hours, the zone here. Made once: a list has many. */
const LOCALE = 'en-GB';

const clock = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full' });
const zone = new Intl.DateTimeFormat(LOCALE, { timeZoneName: 'short' });

/** "14:03:07" */
export function clockOf(instantMs: number): string {
  return clock.format(instantMs);
}

/** "Friday, 20 May 2027" */
export function dayOf(instantMs: number): string {
  return day.format(instantMs);
}

/** "CEST": the zone here at that instant. */
export function zoneOf(instantMs: number): string {
  const parts = zone.formatToParts(instantMs);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
