import { useState } from 'preact/hooks';
import { MOST_IN_BULK } from '../../../domain/bulk.ts';
import { FileField } from '../../components/FileField.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import type { OddLine } from './bulk-input.ts';
import { inputWords, oddWords } from './bulk-words.ts';
import type { OrderDraft } from './use-bulk-order.ts';

const MOST = MOST_IN_BULK.toLocaleString('en');
/** More odd lines than these nobody reads. */
const SHOWN = 20;

/** What is to be looked up, and what of it cannot be. */
export function BulkText({ draft }: { draft: OrderDraft }) {
  const { text, setText, input } = draft;
  const [dragging, setDragging] = useState(false);
  const take = (file: File | null | undefined) => void file?.text().then(setText);
  return (
    <>
      {/* What is dropped can be chosen below, too: by the keyboard. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a drop has no role */}
      <div
        class={dragging ? 'bulk-drop bulk-drop-over' : 'bulk-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setDragging(true);
        }}
        onDragLeave={() => setDragging(false)}
        onDrop={(event) => {
          const file = event.dataTransfer?.files[0];
          setDragging(false);
          if (!file) return;
          event.preventDefault();
          take(file);
        }}
      >
        <TextArea
          label="Session keys or emails"
          rows={8}
          value={text}
          onInput={setText}
          help={
            text === ''
              ? `One on each line, or a table. Up to ${MOST} in one go.`
              : inputWords(input)
          }
        />
      </div>
      <FileField
        label="Or a file: drop it above, or choose it"
        accept=".csv,.txt,.tsv"
        once
        onChoose={take}
      />
      {input.odd.length > 0 && <OddLines odd={input.odd} />}
      {input.tooMany && (
        <Notice tone="warn" role="status" title="Too many for one go">
          Put in {MOST} at most, and the others afterwards.
        </Notice>
      )}
    </>
  );
}

function OddLines({ odd }: { odd: readonly OddLine[] }) {
  return (
    <details class="bulk-odd">
      <summary>{oddWords(odd)}</summary>
      <ul>
        {odd.slice(0, SHOWN).map(({ number, text, partly }) => (
          <li key={number}>
            <span class="quiet">Line {number}:</span> {text}
            {partly && <span class="quiet"> (the rest is looked up)</span>}
          </li>
        ))}
      </ul>
      {odd.length > SHOWN && <p class="quiet">And {odd.length - SHOWN} more.</p>}
    </details>
  );
}
