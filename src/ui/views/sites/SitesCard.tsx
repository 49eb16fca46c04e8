import { RefreshCw } from 'lucide';
import { useState } from 'preact/hooks';
import type { Site } from '../../../domain/site.ts';
import type { OutputOf } from '../../../rpc/contract.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { TextField } from '../../components/TextField.tsx';
import { toLocalInput } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { saveTextFile } from '../../save-file.ts';
import { AskedWith } from '../MeetingCard.tsx';
import { MoreFacts } from '../MoreFacts.tsx';
import { SitesTable } from './SitesTable.tsx';
import './sites.css';
import { groupsOf, isSiteLike } from './site-groups.ts';
import { useSiteMarks } from './use-site-marks.ts';

type SitesCardProps = OutputOf<'lookup.sites'> & { onAgain: () => void };

/** More sites than these are searched. */
const MANY = 8;

/** The sites of a person: favourites first, then by their domains; what is new is marked. */
export function SitesCard({ email, sites, more, askedWith, askedAtMs, onAgain }: SitesCardProps) {
  const { marks, setFavourite } = useSiteMarks(email, sites, askedAtMs);
  const [words, setWords] = useState('');
  const found = sites.filter((site) => isSiteLike(site, words));
  return (
    <div class="card">
      <div class="card-head">
        <h2 class="card-title">{email}</h2>
        <p class="quiet">{countWords(sites.length)}</p>
        <div class="actions">
          <Button icon={RefreshCw} onClick={onAgain}>
            Look up again
          </Button>
          {sites.length > 0 && <TakeAway email={email} sites={found} />}
        </div>
      </div>
      {sites.length > MANY && <TextField label="Find in sites" value={words} onInput={setWords} />}
      {sites.length > 0 && (
        <SitesTable
          groups={groupsOf(found, marks.favourites)}
          marks={marks}
          onFavourite={setFavourite}
        />
      )}
      {sites.length > 0 && found.length === 0 && <p class="quiet">No site is like that.</p>}
      <MoreFacts fields={more} />
      <AskedWith label={askedWith.label} askedAtMs={askedAtMs} />
    </div>
  );
}

/** All addresses on the clipboard, or the table in a file. */
function TakeAway({ email, sites }: { email: string; sites: readonly Site[] }) {
  const { program } = useProgram();
  async function save() {
    const { sitesCsvOf } = await import('./sites-file.ts');
    const name = `latchkey-sites-${toLocalInput(Date.now()).slice(0, 'YYYY-MM-DD'.length)}.csv`;
    saveTextFile(name, sitesCsvOf(email, sites), 'text/csv;charset=utf-8');
    program.say(`Saved as ${name}`);
  }
  return (
    <>
      <CopyButton
        words
        name="Copy addresses"
        text={sites.map(({ address }) => address.text).join('\n')}
      />
      <Button onClick={() => void save()}>Export CSV</Button>
    </>
  );
}

function countWords(count: number): string {
  if (count === 0)
    return 'No site knows this email. Check the spelling, or try another address of this person.';
  return count === 1 ? '1 site' : `${count} sites`;
}
