import { useEffect, useRef, useState } from 'preact/hooks';
import * as v from 'valibot';
import { LOCK_MINUTES, lockMinutesSchema } from '../../domain/lock-minutes.ts';
import { Button } from '../components/Button.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { SelectField } from '../components/SelectField.tsx';
import { durationWords } from '../date-words.ts';
import { useProgram } from '../ProgramProvider.tsx';
import { chooseTheme, readTheme, THEMES, type Theme } from '../preferences.ts';
import { useAsk } from '../use-ask.ts';

/** What can be chosen for the whole program. */
export function SettingsView() {
  const { program } = useProgram();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="settings" aria-labelledby="settings-title">
      <div class="row-between">
        <h2 class="title" id="settings-title" tabIndex={-1} ref={title}>
          Settings
        </h2>
        <Button onClick={() => program.toggleSettings()}>Done</Button>
      </div>
      <div class="card stack">
        <LockAfter />
        <ThemeChoice />
      </div>
      <p class="quiet">
        Latchkey keeps your keys encrypted in this browser. They are only ever sent to the systems
        that they belong to.
      </p>
    </section>
  );
}

function LockAfter() {
  const { program, state } = useProgram();
  const { busy, failure, ask } = useAsk('vault.set-lock-minutes');
  async function choose(value: string) {
    const minutes = v.safeParse(lockMinutesSchema, Number(value));
    if (!minutes.success) return;
    await ask({ minutes: minutes.output });
    await program.refresh();
  }
  if (state === null) return null;
  return (
    <>
      <SelectField
        label="Lock after"
        value={String(state.lockMinutes)}
        options={LOCK_MINUTES.map((minutes) => ({
          value: String(minutes),
          label: durationWords(minutes),
        }))}
        help="Without use. Closing the browser always locks."
        disabled={busy}
        onChange={(value) => void choose(value)}
      />
      {failure && <FailureNote failure={failure} />}
    </>
  );
}

const THEME_WORDS: { [T in Theme]: string } = { system: 'System', light: 'Light', dark: 'Dark' };

function ThemeChoice() {
  const [theme, setTheme] = useState(readTheme);
  return (
    <SelectField
      label="Theme"
      value={theme}
      options={THEMES.map((each) => ({ value: each, label: THEME_WORDS[each] }))}
      onChange={(value) => {
        const chosen = THEMES.find((each) => each === value) ?? 'system';
        chooseTheme(chosen);
        setTheme(chosen);
      }}
    />
  );
}
