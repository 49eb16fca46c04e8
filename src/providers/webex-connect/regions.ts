/** Where a tenant lies, as the form offers it. */
interface Region {
  /** Kept in vaults: never another one. */
  value: string;
  label: string;
  urls: { api: string; 'contact-policy': string; rtm: string };
}

/** Tenants of both regions are named `*.imiconnect.io`: nobody can tell them apart by that. */
const AMBIGUOUS = 'imiconnect.io';

/**
 * Domain and place; where it is not told by the domain alone, the value that is kept, and what follows
 * the names of its hosts. Source: Webex Connect, "Know your API endpoints"
 */
const REGIONS: readonly Region[] = [
  region('us.webexconnect.io', 'USA (AWS)'),
  region('us1.webexconnect.io', 'USA (Azure)'),
  region('ca.webexconnect.io', 'Canada'),
  region('eu.webexconnect.io', 'Ireland'),
  region('uk.webexconnect.io', 'United Kingdom'),
  region('in.webexconnect.io', 'India'),
  region('au.webexconnect.io', 'Australia'),
  region(AMBIGUOUS, 'Europe', { value: 'imiconnect.io/europe' }),
  region(AMBIGUOUS, 'USA', { value: 'imiconnect.io/usa', suffix: '-us' }),
  region('imiconnect.us', 'USA (Azure)'),
  region('imiconnect.eu', 'United Kingdom'),
  region('imiconnect.ca', 'Canada'),
  region('imiconnect.in', 'Asia Pacific'),
  region('imiconnect.com', 'worldwide', { rtm: 'rtmapp' }),
];

function region(domain: string, place: string, odd: Partial<Odd> = {}): Region {
  const { value, suffix, rtm } = { value: domain, suffix: '', rtm: 'rtm', ...odd };
  const at = (name: string) => `https://${name}${suffix}.${domain}`;
  const urls = { api: at('api'), 'contact-policy': at('contactpolicy'), rtm: at(rtm) };
  return { value, label: `${domain}, ${place}`, urls };
}

interface Odd {
  value: string;
  suffix: string;
  rtm: string;
}

/** The region of a key whose hosts are typed. */
export const OTHER = 'other';

/** What the form offers, the domain first, because it is what people see in their browser. */
export const regionOptions = [
  { value: '', label: 'Choose where you sign in' },
  ...REGIONS,
  { value: OTHER, label: 'Sandbox or another host (under Advanced)' },
];

/** The region that a text means: its value or label, one of its hosts, or a tenant's; the text itself where that is not certain. */
export function tidyRegion(typed: string): string {
  const text = typed.trim().toLowerCase();
  const host = text.replace(/^https?:\/\//, '').replace(/[/:?#].*$/, '');
  const named = regionOptions.find(({ value, label }) =>
    [value, label.toLowerCase()].includes(text),
  );
  const owner = REGIONS.find(({ urls }) => Object.values(urls).includes(`https://${host}`));
  const domain = REGIONS.find(({ value }) => `.${host}`.endsWith(`.${value}`));
  return (named ?? owner ?? domain)?.value ?? text;
}

/** What is wrong with a region that the form does not offer, where there is more to say than that. */
export function problemOfRegion(value: string): string | null {
  const unclear = value.includes(AMBIGUOUS) && !REGIONS.some((each) => each.value === value);
  return unclear
    ? `is unclear: tenants of “${AMBIGUOUS}, Europe” and “${AMBIGUOUS}, USA” are named alike; choose one`
    : null;
}
