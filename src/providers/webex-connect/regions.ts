/** Where a tenant lies. `value` is kept in vaults: never another one. */
interface Region {
  value: string;
  label: string;
  urls: Record<string, string>;
}

/** Tenants of two regions are named `*.imiconnect.io`: nobody can tell them apart by that. */
const AMBIGUOUS = 'imiconnect.io';
const NEW = ['us', 'us1', 'ca', 'eu', 'uk', 'in', 'au'];
const LEGACY = ['us', 'eu', 'ca', 'in'];

/** Source: Webex Connect, "Know your API endpoints" */
const REGIONS: readonly Region[] = [
  ...NEW.map((name) => region(`${name}.webexconnect.io`)),
  region(`${AMBIGUOUS}/europe`, AMBIGUOUS),
  region(`${AMBIGUOUS}/usa`, AMBIGUOUS, { suffix: '-us' }),
  ...LEGACY.map((name) => region(`imiconnect.${name}`)),
  region('imiconnect.com', 'imiconnect.com', { rtm: 'rtmapp' }),
];

function region(value: string, domain = value, { suffix = '', rtm = 'rtm' } = {}): Region {
  const at = (name: string) => `https://${name}${suffix}.${domain}`;
  const urls = { api: at('api'), 'contact-policy': at('contactpolicy'), rtm: at(rtm) };
  return { value, label: value, urls };
}

/** The region of a key whose hosts are typed. */
export const OTHER = 'other';

/** What the form offers, in its order; how it is called there say the words. */
export const regionOptions = [{ value: '', label: '' }, ...REGIONS, { value: OTHER, label: OTHER }];

/** The region that a text means: by name, one of its hosts, or a tenant's; the text itself where that is not certain. */
export function tidyRegion(typed: string): string {
  const text = typed.trim().toLowerCase();
  const host = text.replace(/^https?:\/\//, '').replace(/[^\w.-].*/, '');
  const found = REGIONS.find(
    ({ value, urls }) =>
      value === text.replace(', ', '/') ||
      `.${host}`.endsWith(`.${value}`) ||
      Object.values(urls).includes(`https://${host}`),
  );
  return found?.value ?? text;
}

/** What is wrong with a region that the form does not offer. */
export function problemOfRegion(value: string): string | null {
  if (regionOptions.some((option) => option.value === value)) return null;
  return value.includes(AMBIGUOUS)
    ? 'is unclear: two regions are called imiconnect.io, Europe and USA'
    : 'is not one that this version knows';
}
