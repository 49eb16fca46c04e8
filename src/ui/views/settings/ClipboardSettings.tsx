import * as v from 'valibot';
import { CLIPBOARD_SECONDS, clipboardSecondsSchema } from '../../../domain/clipboard-seconds.ts';
import { SECOND } from '../../../domain/time.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { spanWords } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsk } from '../../use-ask.ts';
import { ClipboardPermission } from './ClipboardPermission.tsx';

const NEVER = 'never';
const OPTIONS = [
  ...CLIPBOARD_SECONDS.map((seconds) => ({
    value: String(seconds),
    label: spanWords(seconds * SECOND),
  })),
  { value: NEVER, label: 'Never' },
];

/** When a copied secret is taken off the clipboard. */
export function ClipboardSettings() {
  const { program } = useProgram();
  const { answer, failure: unknown } = useAnswer('clipboard.settings', {});
  const { busy, failure, ask } = useAsk('clipboard.set-seconds');
  async function choose(value: string) {
    const seconds = v.safeParse(clipboardSecondsSchema, value === NEVER ? null : Number(value));
    if (!seconds.success) return;
    await ask({ seconds: seconds.output });
    await program.refresh();
  }
  const problem = failure ?? unknown;
  return (
    <>
      <SelectField
        label="Clear copied secrets after"
        value={answer === null ? '' : String(answer.seconds ?? NEVER)}
        options={OPTIONS}
        help="Passwords and codes that you copied here, if they are still on the clipboard. Not after the browser was closed."
        disabled={busy || answer === null}
        onChange={(value) => void choose(value)}
      />
      {answer !== null && !answer.allowed && answer.seconds !== null && <ClipboardPermission />}
      {problem && <FailureNote failure={problem} />}
    </>
  );
}
