import { useState } from 'preact/hooks';
import type { BulkItem, BulkKind } from '../../../domain/bulk.ts';
import { grouped } from '../../../domain/grouped.ts';
import { Button } from '../../components/Button.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { toLocalInput } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { saveTextFile } from '../../save-file.ts';
import { useFocusWhenLost } from '../../use-focus.ts';
import { BulkTable } from './BulkTable.tsx';
import { keyWords, statusOf } from './bulk-words.ts';

/** A page of rows: more are shown on demand. */
const ROWS = 100;

/** What was found, to be searched, sorted and taken away. */
export function BulkResults({ kind, items }: { kind: BulkKind; items: readonly BulkItem[] }) {
  const [words, setWords] = useState('');
  const [status, setStatus] = useState('');
  const [shown, setShown] = useState(ROWS);
  const found = items.filter((item) => isWanted(kind, item, words, status));
  const count = useFocusWhenLost<HTMLParagraphElement>(shown);
  return (
    <div class="card bulk-results">
      <div class="bulk-filters">
        <TextField label="Find in results" value={words} onInput={setWords} />
        <SelectField
          label="Status"
          value={status}
          options={[
            { value: '', label: `All (${items.length.toLocaleString('en')})` },
            ...statusesOf(items),
          ]}
          onChange={setStatus}
        />
      </div>
      <Exports kind={kind} items={found} />
      <BulkTable kind={kind} items={found} most={shown} />
      {found.length === 0 && <p class="quiet">Nothing of that kind was found.</p>}
      {shown > ROWS && found.length <= shown && (
        <p class="quiet" tabIndex={-1} ref={count}>
          That is all of them.
        </p>
      )}
      {found.length > shown && (
        <Button onClick={() => setShown(shown + ROWS)}>
          {`Show more (${(found.length - shown).toLocaleString('en')})`}
        </Button>
      )}
    </div>
  );
}

function statusesOf(items: readonly BulkItem[]) {
  const groups = [...grouped(items, statusOf)];
  return groups.map(([value, those]) => ({
    value,
    label: `${value} (${those.length.toLocaleString('en')})`,
  }));
}

function isWanted(kind: BulkKind, item: BulkItem, words: string, status: string): boolean {
  if (status !== '' && statusOf(item) !== status) return false;
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return true;
  const { key, result } = item;
  const text = [key, keyWords(kind, key), JSON.stringify(result ?? '')].join(' ').toLowerCase();
  return text.includes(wanted);
}

function Exports({ kind, items }: { kind: BulkKind; items: readonly BulkItem[] }) {
  const { program } = useProgram();
  async function save(format: 'csv' | 'json') {
    const { bulkCsvOf, bulkJsonOf } = await import('./bulk-file.ts');
    const name = `latchkey-${kind}-${toLocalInput(Date.now()).slice(0, 'YYYY-MM-DD'.length)}.${format}`;
    if (format === 'csv') saveTextFile(name, bulkCsvOf(kind, items), 'text/csv;charset=utf-8');
    else saveTextFile(name, bulkJsonOf(kind, items), 'application/json');
    program.say(`Saved as ${name}`);
  }
  return (
    <div class="actions">
      <Button onClick={() => void save('csv')}>Export CSV</Button>
      <Button onClick={() => void save('json')}>Export JSON</Button>
    </div>
  );
}
