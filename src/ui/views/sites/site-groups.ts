import { grouped } from '../../../domain/grouped.ts';
import type { Site } from '../../../domain/site.ts';

/** Sites that stand together, and what they have in common. */
export interface SiteGroup {
  name: string;
  sites: readonly Site[];
}

/** Favourites first, then by the domain below which they lie; one group needs no name. */
export function groupsOf(sites: readonly Site[], favourites: readonly string[]): SiteGroup[] {
  const isFavourite = ({ address }: Site) => favourites.includes(address.text);
  const own = sites.filter(isFavourite);
  const domains = grouped(
    sites.filter((site) => !isFavourite(site)),
    domainOf,
  );
  const groups = [...domains].map(([name, those]) => ({ name, sites: those }));
  groups.sort((a, b) => b.sites.length - a.sites.length || a.name.localeCompare(b.name));
  return own.length === 0 ? groups : [{ name: 'Favourites', sites: own }, ...groups];
}

/** "webex.com" of "acme.my.webex.com/acme". */
function domainOf({ address }: Site): string {
  const [host = ''] = address.text.replace(/^https?:\/\//, '').split(/[/:?#]/);
  return host.toLowerCase().split('.').slice(-2).join('.');
}

export function isSiteLike({ name, address }: Site, words: string): boolean {
  return `${name} ${address.text}`.toLowerCase().includes(words.trim().toLowerCase());
}
