import { Star } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SiteMarks } from '../../../domain/recent.ts';
import type { Site } from '../../../domain/site.ts';
import { Badge } from '../../components/Badge.tsx';
import { IconButton } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { AddressText } from '../../components/Facts.tsx';
import { isFocusLost } from '../../use-focus.ts';
import type { SiteGroup } from './site-groups.ts';

interface SitesTableProps {
  groups: readonly SiteGroup[];
  marks: SiteMarks;
  onFavourite: (address: string, on: boolean) => void;
}

export function SitesTable({ groups, marks, onFavourite }: SitesTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const starred = useRef<string | null>(null);
  useLayoutEffect(() => {
    // It moved to another group, and the star that was pressed with it.
    if (starred.current === null || !isFocusLost()) return;
    const star = `button[aria-label="${CSS.escape(starName(starred.current))}"]`;
    table.current?.querySelector<HTMLElement>(star)?.focus();
  }, [marks]);
  function star(address: string, on: boolean) {
    starred.current = address;
    onFavourite(address, on);
  }
  return (
    <table class="table sites" ref={table}>
      <caption class="section-label">Sites</caption>
      <thead>
        <tr>
          <th scope="col">Site</th>
          <th scope="col" class="sites-sign-in">
            Sign-in
          </th>
          <th scope="col" class="sites-type">
            Type
          </th>
          <th scope="col" class="sites-linked">
            Linked user
          </th>
        </tr>
      </thead>
      {groups.map(({ name, sites }) => (
        <tbody key={name}>
          {groups.length > 1 && (
            <tr>
              <th scope="rowgroup" colSpan={4} class="sites-group">
                {name}
              </th>
            </tr>
          )}
          {sites.map((site, index) => (
            <SiteRow
              key={`${index} ${site.address.text}`}
              site={site}
              marks={marks}
              onFavourite={star}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

type SiteRowProps = Pick<SitesTableProps, 'marks' | 'onFavourite'> & { site: Site };

function SiteRow({ site, marks, onFavourite }: SiteRowProps) {
  const { text } = site.address;
  const isFavourite = marks.favourites.includes(text);
  return (
    <tr>
      <th scope="row">
        <span class="sites-address">
          <AddressText address={site.address} />
          {marks.fresh.includes(text) && <Badge tone="good">New</Badge>}
          <CopyButton text={text} name={`Copy ${text}`} />
          <IconButton
            name={starName(text)}
            icon={Star}
            pressed={isFavourite}
            onClick={() => onFavourite(text, !isFavourite)}
          />
        </span>
        {!text.startsWith(`${site.name}.`) && <span class="fact-caption">{site.name}</span>}
        {site.more.map(({ name, value }) => (
          <span class="fact-caption" key={name}>
            {name}: {value ?? 'Hidden'}
          </span>
        ))}
      </th>
      <td>{site.sso === null ? 'Password' : <Badge tone="accent">{site.sso}</Badge>}</td>
      <td>{site.type ?? <span class="not-told">Not told</span>}</td>
      <td>{linkedWords(site.linkedUser)}</td>
    </tr>
  );
}

function starName(address: string): string {
  return `Favourite: ${address}`;
}

function linkedWords(linked: boolean | null): string {
  if (linked === null) return 'Not told';
  return linked ? 'Yes' : 'No';
}
