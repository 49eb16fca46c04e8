import type { Site } from '../../../domain/site.ts';
import { writeCsv } from '../../csv.ts';

/** A person's sites for a spreadsheet. */
export function sitesCsvOf(email: string, sites: readonly Site[]): string {
  return writeCsv(
    ['Email', 'Site', 'Address', 'Single sign-on', 'Type', 'Linked user'],
    sites.map(({ name, address, sso, type, linkedUser }) => [
      email,
      name,
      address.text,
      sso ?? '',
      type ?? '',
      linkedUser === null ? '' : linkedUser ? 'Yes' : 'No',
    ]),
  );
}
