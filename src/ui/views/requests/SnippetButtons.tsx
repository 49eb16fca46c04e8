import { useState } from 'preact/hooks';
import { CopyButton } from '../../components/CopyButton.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { SNIPPETS, type SnippetRequest, withPlaceholder } from './snippets.ts';

/** The request for another program, with a word to be replaced by the secret or the proof. */
export function SnippetButtons({ request }: { request: SnippetRequest }) {
  const [id, choose] = useState(SNIPPETS[0].id);
  const kind = SNIPPETS.find((each) => each.id === id) ?? SNIPPETS[0];
  return (
    <div class="snippet">
      <SelectField
        label="Copy as"
        value={kind.id}
        options={SNIPPETS.map(({ id: value, label }) => ({ value, label }))}
        onChange={choose}
      />
      <CopyButton words name="Copy snippet" text={kind.write(withPlaceholder(request))} />
    </div>
  );
}
