import { useState } from 'preact/hooks';
import type { CallInNumber } from '../../domain/meeting.ts';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { TextField } from '../components/TextField.tsx';

const FILTER_FROM = 6;
/** A longer list is cut until somebody asks for the rest. */
const SHOWN_AT_FIRST = 12;

const byCountry = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** Where to dial in from, by country. */
export function CallInNumbers({ numbers }: { numbers: readonly CallInNumber[] }) {
  const [filter, setFilter] = useState('');
  const [all, setAll] = useState(false);
  if (numbers.length === 0) return null;
  const matching = matchingNumbers(numbers, filter);
  const shown = all ? matching : matching.slice(0, SHOWN_AT_FIRST);
  return (
    <div class="numbers">
      {numbers.length >= FILTER_FROM && (
        <TextField
          label="Filter countries"
          value={filter}
          onInput={setFilter}
          placeholder="Country or number"
        />
      )}
      <NumbersTable numbers={shown} total={numbers.length} />
      {matching.length === 0 && <p class="quiet">No country matches “{filter}”.</p>}
      {shown.length < matching.length && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          Show all {matching.length} numbers
        </Button>
      )}
    </div>
  );
}

function NumbersTable({ numbers, total }: { numbers: readonly CallInNumber[]; total: number }) {
  return (
    <table class="table">
      <caption class="section-label">Call-in numbers ({total})</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">Country</th>
          <th scope="col">Number</th>
        </tr>
      </thead>
      <tbody>
        {numbers.map((each, index) => (
          <tr key={`${index} ${each.country} ${each.number}`}>
            <th scope="row">
              {each.country}
              {each.tollFree === true && <Badge tone="good">Toll-free</Badge>}
            </th>
            <td>
              <span class="number">
                <span class="digits">{each.number}</span>
                <CopyButton text={each.number} name={`Copy ${each.country} ${each.number}`} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function matchingNumbers(numbers: readonly CallInNumber[], filter: string): CallInNumber[] {
  const wanted = filter.trim().toLowerCase();
  return numbers
    .filter(({ country, number }) => `${country} ${number}`.toLowerCase().includes(wanted))
    .sort((a, b) => byCountry.compare(a.country, b.country));
}
