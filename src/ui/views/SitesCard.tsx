import { RefreshCw } from 'lucide';
import type { Site } from '../../domain/site.ts';
import type { OutputOf } from '../../rpc/contract.ts';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { AddressText } from '../components/Facts.tsx';
import { AskedWith } from './MeetingCard.tsx';
import { MoreFacts } from './MoreFacts.tsx';

type SitesCardProps = OutputOf<'lookup.sites'> & { onAgain: () => void };

/** The sites of a person. */
export function SitesCard({ email, sites, more, askedWith, askedAtMs, onAgain }: SitesCardProps) {
  return (
    <div class="card">
      <div class="card-head">
        <h2 class="card-title">{email}</h2>
        <p class="quiet">{countWords(sites.length)}</p>
        <div class="actions">
          <Button icon={RefreshCw} onClick={onAgain}>
            Look up again
          </Button>
        </div>
      </div>
      {sites.length > 0 && <SitesTable sites={sites} />}
      <MoreFacts fields={more} />
      <AskedWith label={askedWith.label} askedAtMs={askedAtMs} />
    </div>
  );
}

function SitesTable({ sites }: { sites: readonly Site[] }) {
  return (
    <table class="table sites">
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
      <tbody>
        {sites.map((site, index) => (
          <SiteRow key={`${index} ${site.address.text}`} site={site} />
        ))}
      </tbody>
    </table>
  );
}

function SiteRow({ site }: { site: Site }) {
  return (
    <tr>
      <th scope="row">
        <AddressText address={site.address} />
        {!site.address.text.startsWith(`${site.name}.`) && (
          <span class="fact-caption">{site.name}</span>
        )}
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

function linkedWords(linked: boolean | null): string {
  if (linked === null) return 'Not told';
  return linked ? 'Yes' : 'No';
}

function countWords(count: number): string {
  if (count === 0)
    return 'No site knows this email. Check the spelling, or try another address of this person.';
  return count === 1 ? '1 site' : `${count} sites`;
}
