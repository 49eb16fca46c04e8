import { useState } from 'preact/hooks';
import { dialString, telAddress } from '../../domain/dialling.ts';
import type { CallInNumber } from '../../domain/meeting.ts';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { TextField } from '../components/TextField.tsx';
import { sortedNumbers } from './call/caller-country.ts';

const FILTER_FROM = 6;
/** A longer list is cut until somebody asks for the rest. */
const SHOWN_AT_FIRST = 12;

interface CallInNumbersProps {
  numbers: readonly CallInNumber[];
  /** Whose numbers come first; '' for none. */
  country: string;
  sessionKey: string;
}

/** Where to dial in from, by country. */
export function CallInNumbers({ numbers, country, sessionKey }: CallInNumbersProps) {
  const [filter, setFilter] = useState('');
  const [all, setAll] = useState(false);
  if (numbers.length === 0) return null;
  const matching = matchingNumbers(sortedNumbers(numbers, country), filter);
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
      <NumbersTable numbers={shown} total={numbers.length} sessionKey={sessionKey} />
      {matching.length === 0 && <p class="quiet">No country matches “{filter}”.</p>}
      {shown.length < matching.length && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          Show all {matching.length} numbers
        </Button>
      )}
    </div>
  );
}

function NumbersTable(props: {
  numbers: readonly CallInNumber[];
  total: number;
  sessionKey: string;
}) {
  const { numbers, total, sessionKey } = props;
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
                <PhoneLink number={each} sessionKey={sessionKey} />
                <CopyButton text={each.number} name={`Copy ${each.country} ${each.number}`} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A number, which a phone of this computer dials together with the session key. */
function PhoneLink({ number, sessionKey }: { number: CallInNumber; sessionKey: string }) {
  const dialled = dialString(number.number, sessionKey);
  if (dialled === null) return <span class="digits">{number.number}</span>;
  return (
    <a class="link digits" href={telAddress(dialled)}>
      {number.number}
    </a>
  );
}

function matchingNumbers(numbers: readonly CallInNumber[], filter: string): CallInNumber[] {
  const wanted = filter.trim().toLowerCase();
  return numbers.filter(({ country, number }) =>
    `${country} ${number}`.toLowerCase().includes(wanted),
  );
}
