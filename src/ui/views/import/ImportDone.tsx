import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { keysWords } from './found-words.ts';

const MOST_NAMES = 10;

/** What became of an import, and what is left to do. */
export function ImportDone({
  labels,
  onAgain,
}: {
  labels: readonly string[];
  onAgain: () => void;
}) {
  const { program, state } = useProgram();
  const waiting = state?.credentials.some(
    ({ label, hostAllowed }) => labels.includes(label) && !hostAllowed,
  );
  const rest = labels.length - MOST_NAMES;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return (
    <>
      <Notice
        tone="good"
        role="status"
        title={`${keysWords(labels.length)} ${labels.length === 1 ? 'is' : 'are'} imported`}
      >
        {labels.slice(0, MOST_NAMES).join(', ')}
        {more}.{waiting && ' Press “Allow host” on a key before it is used for the first time.'}
      </Notice>
      <Notice tone="warn" title="Now delete the file">
        It holds the secrets in plain. Think of the bin, the downloads and the mail that it came
        with.
      </Notice>
      <div class="actions">
        <Button kind="primary" onClick={() => program.openTab('keys')}>
          Open Keys
        </Button>
        <Button onClick={onAgain}>Import another file</Button>
      </div>
    </>
  );
}
