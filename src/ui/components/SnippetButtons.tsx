import { useState } from 'preact/hooks';
import type { SnippetKind } from '../snippet-text.ts';
import { CopyButton } from './CopyButton.tsx';
import { SelectField } from './SelectField.tsx';

interface SnippetButtonsProps<T> {
  kinds: readonly [SnippetKind<T>, ...SnippetKind<T>[]];
  subject: T;
}

/** Something for another program, in the language that is chosen. */
export function SnippetButtons<T>({ kinds, subject }: SnippetButtonsProps<T>) {
  const [id, choose] = useState(kinds[0].id);
  const kind = kinds.find((each) => each.id === id) ?? kinds[0];
  return (
    <div class="snippet">
      <SelectField
        label="Copy as"
        value={kind.id}
        options={kinds.map(({ id: value, label }) => ({ value, label }))}
        onChange={choose}
      />
      <CopyButton words name="Copy snippet" text={kind.write(subject)} />
    </div>
  );
}
