import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import type { LosslessValue } from '../../../domain/lossless-json.ts';
import { search } from './answer-body.ts';

/** While somebody types, a large answer would be gone through for each letter. */
const PAUSE_MS = 100;
/** So many places are listed. */
const MOST = 100;

/** Finds names and values in an answer, each with the way to it. */
export function AnswerSearch({ value }: { value: LosslessValue }) {
  const [text, setText] = useState('');
  const [wanted, want] = useState('');
  const id = useId();
  useEffect(() => {
    const timer = setTimeout(() => want(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useMemo(
    () => (wanted === '' ? null : search(value, wanted, MOST)),
    [value, wanted],
  );
  return (
    <div class="answer-search">
      <input
        type="search"
        class="input"
        aria-label="Search the answer"
        aria-describedby={id}
        placeholder="Search names and values"
        value={text}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p class="quiet" id={id} role="status">
        {found && countWords(found.count)}
      </p>
      {found && found.count > 0 && (
        <dl class="hits">
          {found.hits.map(({ path, words }) => (
            <div key={path}>
              <dt>{path}</dt>
              <dd class="tree-value">{words}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function countWords(count: number): string {
  if (count === 0) return 'Not found.';
  const places = count === 1 ? '1 place' : `${count.toLocaleString('en')} places`;
  return count > MOST ? `${places}; the first ${MOST}:` : `${places}:`;
}
