import { Notice } from './Notice.tsx';

/** What makes calendar files could not be fetched. */
export function CalendarTrouble() {
  return (
    <Notice tone="danger" role="alert" title="The calendar file could not be made">
      Press the button once more.
    </Notice>
  );
}
