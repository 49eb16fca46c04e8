import type { CredentialSummary } from '../../../domain/credential.ts';
import { REMINDER_DAYS } from '../../../domain/expiry.ts';
import { MINUTE } from '../../../domain/time.ts';
import { Button } from '../../components/Button.tsx';
import { CalendarTrouble } from '../../components/CalendarTrouble.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Page } from '../../components/Page.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useCalendar } from '../../use-calendar.ts';
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
  const calendar = useCalendar();
  const save = (saved: readonly CredentialSummary[]) =>
    void calendar.save('latchkey-expiries.ics', ({ calendarOf }) =>
      calendarOf(saved, days, Date.now()),
    );
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
            {ahead.length > 0 && <Button onClick={() => save(ahead)}>Add all to calendar</Button>}
          </div>
          {calendar.missing && <CalendarTrouble />}
          <Timeline keys={dated} days={days} nowMs={nowMs} />
          <ExpiryTable
            keys={[...dated, ...keys.filter(({ expiresAtMs }) => expiresAtMs === null)]}
            nowMs={nowMs}
            onCalendar={(key) => save([key])}
          />
        </div>
      )}
      {failure && <FailureNote failure={failure} onRetry={() => void program.refresh()} />}
    </Page>
  );
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
