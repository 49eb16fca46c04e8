import { useId, useState } from 'preact/hooks';
import type { Meeting } from '../../../domain/meeting.ts';
import { CheckField } from '../../components/CheckField.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { meetingSummary, SUMMARY_FORMATS, type SummaryFormat } from '../../meeting-summary.ts';
import { keepPreference, readPreference } from '../../preferences.ts';
import { numbersFor } from './caller-country.ts';

const FORMAT_WORDS: { [F in SummaryFormat]: string } = {
  text: 'Plain text',
  markdown: 'Markdown',
  html: 'HTML',
};

/** How summaries are copied, as it was chosen last. */
interface SummaryChoice {
  format: SummaryFormat;
  masked: boolean;
}

function useSummaryChoice() {
  const [choice, setChoice] = useState<SummaryChoice>(() => ({
    format: SUMMARY_FORMATS.find((each) => each === readPreference('summary')) ?? 'text',
    masked: readPreference('summary-masked') === 'yes',
  }));
  function choose(next: SummaryChoice) {
    keepPreference('summary', next.format);
    keepPreference('summary-masked', next.masked ? 'yes' : 'no');
    setChoice(next);
  }
  return { choice, choose };
}

/** Copies the meeting for a ticket or a chat. */
export function useSummary(meeting: Meeting, country: string) {
  const { choice, choose } = useSummaryChoice();
  const numbers = country === '' ? [] : numbersFor(meeting, country);
  const of = (format: SummaryFormat) =>
    meetingSummary(meeting, { format, masked: choice.masked, numbers });
  const { format } = choice;
  // Where HTML goes to a place that takes none, the plain text stands in.
  const html = format === 'html' ? of('html') : undefined;
  return { choice, choose, text: of(format === 'html' ? 'text' : format), html };
}

export function SummaryButton({ summary }: { summary: ReturnType<typeof useSummary> }) {
  const { text, html } = summary;
  return <CopyButton words name="Copy summary" text={text} html={html} />;
}

/** In which form, and whether with emails. */
export function SummaryOptions({ summary }: { summary: ReturnType<typeof useSummary> }) {
  const { choice, choose } = summary;
  const id = useId();
  return (
    <details class="details" aria-labelledby={id}>
      <summary id={id}>
        Summary as {FORMAT_WORDS[choice.format].replace('Plain', 'plain')}
        {choice.masked ? ', emails masked' : ''}
      </summary>
      <div class="summary-options">
        <SelectField
          label="Summary format"
          value={choice.format}
          options={SUMMARY_FORMATS.map((each) => ({ value: each, label: FORMAT_WORDS[each] }))}
          onChange={(value) => {
            const format = SUMMARY_FORMATS.find((each) => each === value) ?? 'text';
            choose({ ...choice, format });
          }}
        />
        <CheckField
          label="Mask emails"
          checked={choice.masked}
          onChange={(masked) => choose({ ...choice, masked })}
        />
      </div>
    </details>
  );
}
