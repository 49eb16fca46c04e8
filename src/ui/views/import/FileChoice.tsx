import { useState } from 'preact/hooks';
import { Button } from '../../components/Button.tsx';
import { FileField } from '../../components/FileField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import type { Importing } from './use-import.ts';

/** A file, or its text. Nothing is saved here. */
export function FileChoice({ importing }: { importing: Importing }) {
  const { pick, paste, busy } = importing;
  const [text, setText] = useState('');
  return (
    <>
      <p class="quiet">
        From a CSV file with a header (“Label, API key, Secret key, …”), or from an environment
        exported from Postman or Insomnia. You see what was found before anything is saved.
      </p>
      <div class="card stack">
        <FileField
          label="File"
          help="CSV, JSON or YAML, 1 MB at most. It is read here and sent nowhere."
          accept=".csv,.tsv,.txt,.json,.yaml,.yml,text/csv,application/json"
          once
          onChoose={(file) => file && pick(file)}
        />
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) paste(text);
          }}
        >
          <TextArea label="Or paste the file’s text" value={text} onInput={setText} />
          <div class="actions">
            <Button type="submit" busy={busy}>
              Read text
            </Button>
          </div>
        </form>
      </div>
    </>
  );
}
