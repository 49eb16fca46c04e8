import * as v from 'valibot';
import { CLIPBOARD_SECONDS, clipboardSecondsSchema } from '../../../domain/clipboard-seconds.ts';
import type { Failure } from '../../../domain/failure.ts';
import { SECOND } from '../../../domain/time.ts';
import type { OutputOf } from '../../../rpc/contract.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { spanWords } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
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

interface ClipboardSettingsProps {
  /** `null` where they could not be read. */
  settings: OutputOf<'clipboard.settings'> | null;
  /** Why they could not. */
  unknown: Failure | null;
}

/** When a copied secret is taken off the clipboard. */
export function ClipboardSettings({ settings, unknown }: ClipboardSettingsProps) {
  const { program } = useProgram();
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
        value={settings === null ? '' : String(settings.seconds ?? NEVER)}
        options={OPTIONS}
        help="Passwords and codes that you copied here, if they are still on the clipboard. Not after the browser was closed."
        disabled={busy || settings === null}
        onChange={(value) => void choose(value)}
      />
      {settings !== null && !settings.allowed && settings.seconds !== null && (
        <ClipboardPermission />
      )}
      {problem && <FailureNote failure={problem} />}
    </>
  );
}
