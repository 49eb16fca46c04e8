import { useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import { REMINDER_DAYS, type ReminderDay } from '../../../domain/expiry.ts';
import { MINUTE } from '../../../domain/time.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { saveTextFile } from '../../save-file.ts';
import { useAnswer } from '../../use-answer.ts';
import { useNow } from '../../use-now.ts';
import { DeletedKeys } from './DeletedKeys.tsx';
import { ExpiryTable } from './ExpiryTable.tsx';
import { Timeline } from './Timeline.tsx';
import { datedKeys } from './timeline-scale.ts';
import './expiry.css';

/** When which key expires: the coming year as a picture, as a table, and for a calendar. */
export function ExpiryView() {
  const { program, state } = useProgram();
  const nowMs = useNow(MINUTE);
  const { answer, failure } = useAnswer('reminders.settings', {});
  const keys = state?.credentials ?? [];
  const days = answer?.days ?? REMINDER_DAYS;
  const dated = datedKeys(keys);
  const ahead = dated.filter(({ expiresAtMs }) => expiresAtMs > nowMs);
  const calendar = useCalendar(days);
  return (
    <Page page="expiry">
      <DeletedKeys />
      {dated.length === 0 ? (
        <NoExpiries keys={keys.length} />
      ) : (
        <div class="expiry-page">
          <div class="row-between expiry-head">
            <p class="quiet">
              Choose under{' '}
              <button type="button" class="link" onClick={() => program.openPage('settings')}>
                Settings
              </button>{' '}
              when Latchkey reminds you. A calendar does it without Latchkey, too.
            </p>
            {ahead.length > 0 && (
              <Button onClick={() => void calendar.save(ahead)}>Add all to calendar</Button>
            )}
          </div>
          {calendar.missing && (
            <Notice tone="danger" role="alert" title="The calendar file could not be made">
              Press the button once more.
            </Notice>
          )}
          <Timeline keys={dated} days={days} nowMs={nowMs} />
          <ExpiryTable
            keys={[...dated, ...keys.filter(({ expiresAtMs }) => expiresAtMs === null)]}
            nowMs={nowMs}
            onCalendar={(key) => void calendar.save([key])}
          />
        </div>
      )}
      {failure && <FailureNote failure={failure} onRetry={() => void program.refresh()} />}
    </Page>
  );
}

/** Hands a calendar file to the browser; what makes it is fetched then. */
function useCalendar(days: readonly ReminderDay[]) {
  const { program } = useProgram();
  const [missing, setMissing] = useState(false);
  async function save(keys: readonly CredentialSummary[]) {
    try {
      const { calendarOf } = await import('../../calendar.ts');
      saveTextFile('latchkey-expiries.ics', calendarOf(keys, days, Date.now()), 'text/calendar');
      setMissing(false);
      program.note({ words: 'Saved. Open the file with your calendar.' });
    } catch {
      setMissing(true);
    }
  }
  return { save, missing };
}

function NoExpiries({ keys }: { keys: number }) {
  const { program } = useProgram();
  function go() {
    program.openTab('keys');
    if (keys === 0) program.wishFor('add-key');
  }
  return (
    <div class="empty">
      <p class="empty-title">{keys === 0 ? 'No keys yet' : 'No expiry is noted'}</p>
      <p class="quiet">
        {keys === 0
          ? 'Add one. If it expires, you will see here when.'
          : 'Edit a key and put in when it expires. Latchkey then reminds you in time.'}
      </p>
      <div class="actions">
        <Button kind="primary" onClick={go}>
          {keys === 0 ? 'Add key' : 'Open Keys'}
        </Button>
      </div>
    </div>
  );
}
