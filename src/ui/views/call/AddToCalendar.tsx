import { CalendarPlus } from 'lucide';
import type { Meeting } from '../../../domain/meeting.ts';
import { Button } from '../../components/Button.tsx';
import { CalendarTrouble } from '../../components/CalendarTrouble.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useCalendar } from '../../use-calendar.ts';

/** A file for a calendar, for a meeting that has a time: a personal room has none. */
export function AddToCalendar({ meeting }: { meeting: Meeting }) {
  const { save, missing } = useCalendar();
  const { presenting } = useProgram();
  const { startMs } = meeting.schedule;
  if (startMs === null) return null;
  // The browser shows on the screen what it saves.
  const name = presenting ? 'meeting.ics' : `meeting-${meeting.sessionKey}.ics`;
  return (
    <>
      <Button
        icon={CalendarPlus}
        onClick={() =>
          void save(name, ({ meetingCalendar }) => meetingCalendar(meeting, startMs, Date.now()))
        }
      >
        Add to calendar
      </Button>
      {missing && <CalendarTrouble />}
    </>
  );
}
