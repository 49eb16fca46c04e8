import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../../domain/failure.ts';
import { fromWire } from '../../../domain/failure-facts.ts';
import type { RequestPreview as Preview } from '../../../domain/request-report.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { sentenceFor } from '../../sentences.ts';
import { useAsk } from '../../use-ask.ts';
import { jsonValueIn, prettyText } from './answer-body.ts';
import type { KeyedDraft } from './RequestForm.tsx';
import { SnippetButtons } from './SnippetButtons.tsx';

/** So long nothing has to be typed until the worker is asked. */
const PAUSE_MS = 150;

/** The request as it will go out, and what speaks against it. */
export function RequestPreview({ draft }: { draft: KeyedDraft }) {
  const { preview, failure, look } = usePreview(draft);
  const { request, problems } = draft.written;
  const missing = Object.keys(problems).map((name) => (name === '*' ? 'JSON' : name));
  return (
    <section class="request-preview" aria-labelledby="request-title">
      <h3 class="section-label" id="request-title">
        Request
      </h3>
      {request === null && (
        <p class="quiet">
          Not complete yet: look at {missing.map((each) => `“${each}”`).join(', ')}.
        </p>
      )}
      {request !== null && preview?.request && (
        <RequestText preview={preview.request} body={request.body} />
      )}
      {failure && <FailureNote failure={failure} onRetry={look} />}
      {request !== null && preview?.refusal && (
        <Refusal failure={fromWire(preview.refusal)} onRetry={look} />
      )}
    </section>
  );
}

function usePreview({ credential, written }: KeyedDraft) {
  const { state } = useProgram();
  const { ask, failure } = useAsk('requests.preview');
  const [preview, setPreview] = useState<Preview | null>(null);
  const { request } = written;
  async function look() {
    if (request === null) return;
    const { api = null, method, path, headers } = request;
    const found = await ask({ credentialId: credential.id, api, method, path, headers });
    if (found !== null) setPreview(found);
  }
  useEffect(() => {
    const timer = setTimeout(() => void look(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [credential.id, JSON.stringify(request), state]);
  return { preview, failure, look: () => void look() };
}

interface RequestTextProps {
  preview: NonNullable<Preview['request']>;
  body: string | null;
}

function RequestText({ preview: { method, url, headers }, body }: RequestTextProps) {
  return (
    <>
      <div class="request-text">
        <p>
          <span class="request-method">{method}</span> {url}
        </p>
        {headers.map(({ name, value }) => (
          <p key={name}>
            <span class="quiet">{name}:</span> {value}
          </p>
        ))}
        {body !== null && <pre>{bodyText(body)}</pre>}
      </div>
      <SnippetButtons request={{ method, url, headers, body }} />
    </>
  );
}

/** The body in lines where it is JSON; every digit stays. */
function bodyText(body: string): string {
  const value = jsonValueIn(body);
  return value === undefined ? body : prettyText(value);
}

/** What a key may not do is said before it is tried. */
function Refusal({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  if (failure.code === 'host-not-allowed') {
    return <FailureNote failure={failure} onRetry={onRetry} />;
  }
  const { title, text } = sentenceFor(failure);
  return (
    <Notice tone="warn" role="status" title={title}>
      {text}
    </Notice>
  );
}
