import { CircleAlert, CircleCheck } from 'lucide';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { DeliveryVerdict } from '../../../domain/webhook-reading.ts';
import { Breakable } from '../../components/Breakable.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Fact, Facts } from '../../components/Facts.tsx';
import { Icon } from '../../components/Icon.tsx';
import { momentWords } from '../../date-words.ts';
import { instantIn, readDelivery } from './delivery-fields.ts';
import { ageWords, readingWords, reservation, verdictWords } from './webhook-words.ts';

interface VerdictProps {
  verdict: DeliveryVerdict;
  body: string;
}

/** What became of a check, what the delivery says, and what it wants to be answered. */
export function Verdict({ verdict: { verdict, reading, checkedAtMs }, body }: VerdictProps) {
  const { problem, header, algorithm, signedAtMs, reply } = verdict;
  const valid = problem === null;
  const word = useRef<HTMLParagraphElement>(null);
  // Below a long body nobody would see it.
  useEffect(() => word.current?.focus(), []);
  const notes = [reservation(verdict), readingWords(reading)].filter((words) => words !== null);
  return (
    <section class="card webhook-verdict" aria-label="Verdict">
      <p
        class={`webhook-word ${valid ? 'webhook-valid' : 'webhook-invalid'}`}
        tabIndex={-1}
        ref={word}
      >
        <Icon shapes={valid ? CircleCheck : CircleAlert} />
        <span>{verdictWords(verdict)}</span>
      </p>
      {notes.map((words) => (
        <p key={words} class="quiet">
          {words}
        </p>
      ))}
      <Facts>
        <Fact term="Checked by" words={algorithm === null ? header : `${header}, ${algorithm}`} />
        {signedAtMs !== null && (
          <Fact
            term="Signed"
            words={momentWords(signedAtMs)}
            caption={ageWords(signedAtMs, checkedAtMs)}
          />
        )}
      </Facts>
      {reply !== null && <Reply reply={reply} />}
      <Content body={body} valid={valid} />
    </section>
  );
}

/** So much of one value is shown (in characters). */
const LONGEST = 2_000;

function momentIn(path: string, text: string): string | null {
  const atMs = instantIn(path, text);
  return atMs === null ? null : momentWords(atMs);
}

function Reply({ reply }: { reply: string }) {
  return (
    <div class="webhook-part">
      <h3 class="section-label">Answer it with</h3>
      <code class="code-block webhook-text">{reply}</code>
      <div class="actions">
        <CopyButton text={reply} name="Copy answer" words />
      </div>
    </div>
  );
}

function Content({ body, valid }: { body: string; valid: boolean }) {
  const content = useMemo(() => readDelivery(body), [body]);
  const title = valid ? 'What it says' : 'What it says, which nobody has vouched for';
  if (body.trim() === '') return null;
  return (
    <div class="webhook-part">
      <h3 class="section-label">{title}</h3>
      {content === null ? (
        <code class="code-block webhook-text">{body}</code>
      ) : (
        <Facts>
          {content.event !== null && (
            <Fact term="Event">
              <span class="fact-words">
                <Breakable text={content.event} />
              </span>
            </Fact>
          )}
          {content.fields.map(({ path, text, masked }) => (
            <Fact
              key={path}
              term={path}
              words={masked ? '••••••' : text.slice(0, LONGEST) || '(empty)'}
              caption={momentIn(path, text)}
            />
          ))}
        </Facts>
      )}
      {content !== null && content.more > 0 && (
        <p class="quiet">{content.more} more values are not shown.</p>
      )}
    </div>
  );
}
