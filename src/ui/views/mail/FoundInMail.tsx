import { useEffect } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import type {
  MailFilling,
  MailFinding,
  MailFindings,
} from '../../activation-mail/mail-findings.ts';
import { Button } from '../../components/Button.tsx';
import { CheckField } from '../../components/CheckField.tsx';
import { Fact, Facts } from '../../components/Facts.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useFocusOnMount } from '../../use-focus.ts';
import {
  captionWords,
  doubtWords,
  findingWords,
  keyWords,
  listWords,
  sameWords,
} from './mail-words.ts';
import type { Reading } from './use-mail.ts';

interface FoundInMailProps {
  reading: Reading;
  keys: readonly MailFindings[];
  stored: CredentialSummary | null;
  onUse: (filling: MailFilling) => void;
  onClose: () => void;
}

/** What was found in the mail, and what of it goes into the form. */
export function FoundInMail({ reading, keys, stored, onUse, onClose }: FoundInMailProps) {
  const { chosen, filling, again } = reading;
  const { program } = useProgram();
  const title = useFocusOnMount<HTMLHeadingElement>();
  const shown = chosen === null ? undefined : keys[chosen];
  useEffect(() => {
    if (shown) program.say(`Found in the email: ${listWords(labelsOf(shown))}`);
  }, [chosen]);
  return (
    <>
      <h3 class="section-title" tabIndex={-1} ref={title}>
        Found in the email
      </h3>
      {keys.length > 1 && <KeyChoice keys={keys} reading={reading} />}
      {shown && <FoundKey found={shown} reading={reading} stored={stored} />}
      {shown && filling === null && (
        <Notice tone="warn">
          This email is for a key of another system than the one you edit.
        </Notice>
      )}
      <div class="actions">
        <Button
          kind="primary"
          disabled={filling === null || filling.labels.length === 0}
          onClick={() => filling && onUse(filling)}
        >
          Use these
        </Button>
        <Button onClick={again}>Paste another</Button>
        <Button onClick={onClose}>Close</Button>
      </div>
    </>
  );
}

function labelsOf({ findings }: MailFindings): string[] {
  return findings.map(({ label }) => label);
}

/** Two keys in one mail: nobody but the person knows which. */
function KeyChoice({ keys, reading }: { keys: readonly MailFindings[]; reading: Reading }) {
  const options = keys.map((key, place) => ({ value: String(place), label: keyWords(key) }));
  const none = { value: '', label: 'Choose one' };
  return (
    <SelectField
      label={`${keys.length} keys are in it`}
      value={reading.chosen === null ? '' : String(reading.chosen)}
      options={reading.chosen === null ? [none, ...options] : options}
      onChange={(value) => reading.choose(value === '' ? null : Number(value))}
    />
  );
}

interface FoundKeyProps {
  found: MailFindings;
  reading: Reading;
  stored: CredentialSummary | null;
}

function FoundKey({ found, reading, stored }: FoundKeyProps) {
  const { findings, missing, unread, same } = found;
  return (
    <>
      {same && (
        <Notice tone="warn" role="status">
          {sameWords(same)}
        </Notice>
      )}
      <Facts>
        {findings.map((finding) => (
          <FoundFact
            key={finding.target}
            finding={finding}
            reading={reading}
            caption={captionWords(finding, stored?.expiresAtMs ?? null)}
          />
        ))}
      </Facts>
      {unread.length > 0 && (
        <p class="mail-doubt">Could not be read for certain: {listWords(unread)}.</p>
      )}
      {missing.length > 0 && <p class="quiet">Not in it: {listWords(missing)}.</p>}
    </>
  );
}

interface FoundFactProps {
  finding: MailFinding;
  reading: Reading;
  caption: string | null;
}

function FoundFact({ finding, reading, caption }: FoundFactProps) {
  const { label, doubt } = finding;
  return (
    <Fact term={label} caption={caption}>
      <span class="fact-words">
        {findingWords(finding)}
        {doubt !== null && <span class="mail-doubt">{doubtWords(doubt)}</span>}
        {doubt !== null && doubt !== 'unreadable' && (
          <CheckField
            label={finding.kind === 'expiry' ? 'Use this expiry' : `Use this ${label}`}
            checked={reading.isTaken(finding)}
            onChange={(taken) => reading.take(finding, taken)}
          />
        )}
      </span>
    </Fact>
  );
}
