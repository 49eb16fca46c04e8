import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../domain/failure.ts';
import { fromWire } from '../../../domain/failure-facts.ts';
import type { OperationRequest } from '../../../domain/operation-request.ts';
import type { RequestPreview as Preview } from '../../../domain/request-report.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SnippetButtons } from '../../components/SnippetButtons.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { sentenceFor } from '../../sentences.ts';
import { PLACEHOLDER } from '../../snippet-text.ts';
import { useAsk } from '../../use-ask.ts';
import { jsonValueIn, prettyText } from './answer-body.ts';
import type { KeyedDraft } from './RequestForm.tsx';
import { withoutSecretHeader, withoutTypedSecrets } from './request-draft.ts';
import { SentProof } from './SentProof.tsx';
import { SNIPPETS, type SnippetRequest, withPlaceholder } from './snippets.ts';

/** So long nothing has to be typed until the worker is asked. */
const PAUSE_MS = 150;

/** The request as it will go out, and what speaks against it. */
export function RequestPreview({ draft }: { draft: KeyedDraft }) {
  const { shown, failure, look } = usePreview(draft);
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
      <SentProof draft={draft} />
      {request !== null && shown?.request && (
        <RequestText
          request={shown.request}
          makesTokens={draft.credential.abilities.includes('tokens')}
        />
      )}
      {failure && <FailureNote failure={failure} onRetry={look} />}
      {request !== null && shown?.refusal && (
        <Refusal failure={fromWire(shown.refusal)} onRetry={look} />
      )}
    </section>
  );
}

/** What is shown belongs together: key, address, headers and body are of one and the same moment. */
interface Shown {
  credentialId: string;
  request: SnippetRequest | null;
  refusal: Preview['refusal'];
}

function usePreview(draft: KeyedDraft) {
  const { credential, written } = draft;
  const { state } = useProgram();
  const { ask, failure } = useAsk('requests.preview');
  const [shown, setShown] = useState<Shown | null>(null);
  const { request } = written;
  const wanted = `${credential.id} ${JSON.stringify(request)}`;
  const latest = useRef(wanted);
  latest.current = wanted;
  async function look() {
    if (request === null) return;
    const { api = null, method, path, headers } = request;
    const { id: credentialId } = credential;
    const found = await ask({ credentialId, api, method, path, headers });
    // An answer may be overtaken by that of a later question.
    if (latest.current !== wanted) return;
    const refusal = found?.refusal ?? null;
    setShown(found && { credentialId, request: seen(found, draft, request), refusal });
  }
  useEffect(() => {
    const timer = setTimeout(() => void look(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, state]);
  const isOwn = shown?.credentialId === credential.id;
  return { shown: isOwn ? shown : null, failure, look: () => void look() };
}

/** The request as it may be seen: what somebody typed that is secret stays in its field. */
function seen(
  { request }: Preview,
  { operation, values }: KeyedDraft,
  written: OperationRequest,
): SnippetRequest | null {
  if (request === null) return null;
  const { body, hide } = withoutTypedSecrets(operation, values, written);
  const headers = request.headers.map((header) =>
    Object.hasOwn(written.headers, header.name) ? withoutSecretHeader(header) : header,
  );
  return { ...request, url: hide(request.url), headers, body };
}

interface RequestTextProps {
  request: SnippetRequest;
  makesTokens: boolean;
}

function RequestText({ request, makesTokens }: RequestTextProps) {
  const { method, url, headers, body } = request;
  return (
    <>
      <div class="code-block request-text">
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
      <SnippetButtons kinds={SNIPPETS} subject={withPlaceholder(request)} />
      {makesTokens && (
        <p class="quiet">
          {PLACEHOLDER} stands for what is not told; Tokens has code that makes a token, too.
        </p>
      )}
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
