import { readFileSync } from 'node:fs';

/** An email that the sandbox answers, and what it is there to show. */
export interface SamplePerson {
  readonly shows: string;
  readonly text: string | Buffer;
}

interface Site {
  readonly name: string;
  /** Signs in through SAML; only then has the reply a member about it. */
  readonly sso: boolean;
}

const manySites: readonly Site[] = Array.from({ length: 60 }, (_, i) => ({
  name: `branch-${String(i + 1).padStart(2, '0')}`,
  sso: i % 4 === 0,
}));

const seedText = readFileSync(
  new URL('../../fixtures/webex-meetings/getallsitesbyemailagg.json', import.meta.url),
);

/**
 * What somebody without sites gets. Whether the real server tells an unknown person from one
 * without sites is not documented; the sandbox does not.
 */
export const noSites = '{"sites":[]}';

/** Email in lower case to person. */
export const people: ReadonlyMap<string, SamplePerson> = new Map([
  ['test@cisco.com', { shows: 'the documented example, byte for byte', text: seedText }],
  ['nobody@example.com', { shows: 'no sites', text: noSites }],
  [
    'ada@example.com',
    { shows: 'one site, with SSO', text: sitesText([{ name: 'example', sso: true }]) },
  ],
  ['many@example.com', { shows: '60 sites', text: sitesText(manySites) }],
]);

/** Members, order and line breaks as in seed 000. */
function sitesText(sites: readonly Site[]): string {
  return `{\n"sites":[\n${sites.map(siteText).join(',\n')}\n]\n}`;
}

function siteText({ name, sso }: Site): string {
  const protocol = sso ? '"fedWebSSOProtocol":"SAML 2.0",\n' : '';
  return `{\n"siteUrl":"${name}.webex.com",\n${protocol}"siteName":"${name}",\n"isLinkageUser":"0",\n"siteType":"3"\n}`;
}
