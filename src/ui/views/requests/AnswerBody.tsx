import { useMemo, useState } from 'preact/hooks';
import type { LosslessValue } from '../../../domain/lossless-json.ts';
import type { RequestReport } from '../../../domain/request-report.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Notice } from '../../components/Notice.tsx';
import { AnswerSearch } from './AnswerSearch.tsx';
import { AnswerTree } from './AnswerTree.tsx';
import { jsonValueIn, prettyText } from './answer-body.ts';
import { bytesWords } from './request-words.ts';

/** So much text is shown at once (in characters): a browser lays out no more in the time of a blink. */
const SHOWN_AT_ONCE = 100_000;

interface AnswerBodyProps {
  report: RequestReport;
  /** Whether it is taken off the clipboard again. */
  secret: boolean;
}

/** The body of an answer: as a tree and as text where it is JSON, else as text. */
export function AnswerBody({ report, secret }: AnswerBodyProps) {
  const { text, bytes, isCut } = report;
  const value = useMemo(() => (text === null ? undefined : jsonValueIn(text)), [text]);
  if (text === null) {
    return (
      <Notice tone="info">{bytesWords(bytes)} that are no text, so they are not shown.</Notice>
    );
  }
  if (text.trim() === '') return <p class="quiet">The answer has no body.</p>;
  return (
    <>
      {isCut && (
        <Notice tone="warn" title="Only the beginning is here">
          The answer is larger than {bytesWords(bytes)}, so the rest was not fetched. Ask for less,
          or for pages.
        </Notice>
      )}
      {value === undefined ? (
        <PlainBody text={text} secret={secret} />
      ) : (
        <JsonBody text={text} secret={secret} value={value} />
      )}
    </>
  );
}

interface BodyProps {
  text: string;
  secret: boolean;
}

function JsonBody({ text, secret, value }: BodyProps & { value: LosslessValue }) {
  const [asText, setAsText] = useState(false);
  return (
    <>
      <div class="answer-tools">
        <fieldset class="segments" aria-label="Show the answer">
          <Segment label="Tree" pressed={!asText} onPress={() => setAsText(false)} />
          <Segment label="Text" pressed={asText} onPress={() => setAsText(true)} />
        </fieldset>
        <CopyButton words name="Copy answer" text={text} secret={secret} />
      </div>
      {asText ? (
        <PrettyBody value={value} />
      ) : (
        <>
          <AnswerSearch value={value} />
          <AnswerTree value={value} />
        </>
      )}
    </>
  );
}

/** Made when it is wanted: of a large answer it is much. */
function PrettyBody({ value }: { value: LosslessValue }) {
  const pretty = useMemo(() => prettyText(value), [value]);
  return <BodyText text={pretty} />;
}

function PlainBody({ text, secret }: BodyProps) {
  return (
    <>
      <div class="answer-tools">
        <span class="quiet">Not JSON</span>
        <CopyButton words name="Copy answer" text={text} secret={secret} />
      </div>
      <BodyText text={text} />
    </>
  );
}

interface SegmentProps {
  label: string;
  pressed: boolean;
  onPress: () => void;
}

function Segment({ label, pressed, onPress }: SegmentProps) {
  return (
    <button type="button" class="segment" aria-pressed={pressed} onClick={onPress}>
      {label}
    </button>
  );
}

function BodyText({ text }: { text: string }) {
  const [whole, setWhole] = useState(text.length <= SHOWN_AT_ONCE);
  return (
    <>
      <textarea
        class="code-block input answer-text"
        aria-label="Text of the answer"
        rows={Math.min(24, text.split('\n', 24).length + 1)}
        readOnly
        autocomplete="off"
        spellcheck={false}
        value={whole ? text : text.slice(0, SHOWN_AT_ONCE)}
      />
      {!whole && (
        <div class="actions">
          <span class="quiet">This is the beginning.</span>
          <Button onClick={() => setWhole(true)}>Show all of it</Button>
        </div>
      )}
    </>
  );
}
