import {
  REMINDER_DAYS,
  type ReminderDay,
  type ReminderSettings as Settings,
} from '../../../domain/expiry.ts';
import { REMINDER_PERMISSIONS } from '../../../domain/optional-permission.ts';
import { CheckField } from '../../components/CheckField.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsk } from '../../use-ask.ts';
import { reminderWords } from './expiry-words.ts';
import './expiry.css';

/** Of which days Latchkey reminds, and whether by notifications. */
export function ReminderSettings() {
  const { answer, failure } = useAnswer('reminders.settings', {});
  return (
    <section class="card stack" aria-labelledby="reminders-title">
      <h3 class="section-title" id="reminders-title">
        Reminders
      </h3>
      <p class="quiet">
        The icon in the toolbar counts the keys that have expired or soon will. Notifications say it
        once for each day below; while Latchkey is locked they name no key.
      </p>
      <Choices settings={answer ?? UNKNOWN} known={answer !== null} />
      {failure && <FailureNote failure={failure} />}
    </section>
  );
}

/** Keeps the place of what is chosen until it is known. */
const UNKNOWN: Settings = { days: [], on: false, allowed: false };

function Choices({ settings, known }: { settings: Settings; known: boolean }) {
  const { program } = useProgram();
  const { failure, ask } = useAsk('reminders.set');
  const { days, on, allowed } = settings;
  async function set(chosen: Pick<Settings, 'days' | 'on'>) {
    await ask(chosen);
    await program.refresh();
  }
  function show(wanted: boolean) {
    // The prompt may close the popup: so it is sent first, and asked for in the same click.
    const chosen = set({ days, on: wanted });
    if (!wanted) return;
    const { requestPermissions } = program.world.gesture;
    void requestPermissions(REMINDER_PERMISSIONS)
      .catch(() => false)
      .then(() => chosen)
      .then(() => program.refresh());
  }
  const toggled = (day: ReminderDay, wanted: boolean) =>
    REMINDER_DAYS.filter((each) => (each === day ? wanted : days.includes(each)));
  return (
    <>
      <CheckField
        label="Show notifications"
        checked={on && allowed}
        disabled={!known}
        help={
          on && !allowed
            ? 'The browser does not allow them yet. Tick this again and allow it when it asks.'
            : 'Your browser asks once whether Latchkey may show them.'
        }
        onChange={show}
      />
      <fieldset class="reminder-days">
        <legend class="field-label">Remind me of an expiry</legend>
        {REMINDER_DAYS.map((day) => (
          <CheckField
            key={day}
            label={reminderWords(day)}
            checked={days.includes(day)}
            disabled={!known}
            onChange={(wanted) => void set({ days: toggled(day, wanted), on })}
          />
        ))}
      </fieldset>
      {failure && <FailureNote failure={failure} />}
    </>
  );
}
