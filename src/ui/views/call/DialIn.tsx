import { useId } from 'preact/hooks';
import { dialString, sipAddress, telAddress } from '../../../domain/dialling.ts';
import type { CallInNumber, Meeting } from '../../../domain/meeting.ts';
import { spokenSessionKey } from '../../../domain/session-key.ts';
import { Badge } from '../../components/Badge.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Fact, Facts } from '../../components/Facts.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { countriesOf, numbersFor } from './caller-country.ts';

interface DialInProps {
  meeting: Meeting;
  country: string;
  onCountry: (country: string) => void;
}

/** What is read out to a caller: what to dial from where they are, and the number of the meeting. */
export function DialIn({ meeting, country, onCountry }: DialInProps) {
  const titleId = useId();
  const countries = countriesOf(meeting.telephony?.numbers ?? []);
  const numbers = numbersFor(meeting, country);
  const unknown = country !== '' && !countries.includes(country);
  return (
    <section class="dial-in" aria-labelledby={titleId}>
      <h3 class="section-label" id={titleId}>
        To read out
      </h3>
      {countries.length > 0 && (
        <SelectField
          label="Caller’s country"
          value={country}
          options={[
            { value: '', label: 'Not chosen' },
            ...(unknown ? [{ value: country, label: `${country} (no number)` }] : []),
            ...countries.map((each) => ({ value: each, label: each })),
          ]}
          onChange={onCountry}
        />
      )}
      {numbers.length > 0 && (
        <ul class="dial-numbers" aria-label="Numbers to dial">
          {numbers.map((each, index) => (
            <DialNumber key={`${index} ${each.number}`} {...each} sessionKey={meeting.sessionKey} />
          ))}
        </ul>
      )}
      <Facts>
        <Fact term="Session key" copy={meeting.sessionKey}>
          <span class="spoken-key">{spokenSessionKey(meeting.sessionKey)}</span>
        </Fact>
      </Facts>
      <Ways meeting={meeting} />
    </section>
  );
}

/** A number, and the whole of what a phone dials to be in the meeting. */
function DialNumber(props: CallInNumber & { sessionKey: string }) {
  const { country, number, tollFree, sessionKey } = props;
  const dialled = dialString(number, sessionKey);
  return (
    <li class="dial-number">
      <div class="dial-words">
        <span class="dial-digits">{number}</span>
        <span class="quiet">
          {country} {tollFree === true && <Badge tone="good">Toll-free</Badge>}
        </span>
      </div>
      {dialled !== null && (
        <div class="dial-string">
          <code>{dialled}</code>
          <CopyButton text={dialled} name={`Copy dial string ${country} ${number}`} />
          <a class="button" href={telAddress(dialled)} aria-label={`Call ${country} ${number}`}>
            Call
          </a>
        </div>
      )}
    </li>
  );
}

/** Ways in without a phone: the site, and a video system. */
function Ways({ meeting }: { meeting: Meeting }) {
  const href = meeting.site.address?.href ?? null;
  const sip = meeting.sip === null ? null : sipAddress(meeting.sip);
  if (href === null && sip === null) return null;
  return (
    <div class="actions">
      {href?.startsWith('https://') && (
        <a class="button" href={href} target="_blank" rel="noreferrer noopener">
          Open site
        </a>
      )}
      {sip !== null && (
        <a class="button" href={sip}>
          Call by SIP
        </a>
      )}
    </div>
  );
}
