import { useProgram } from '../../ProgramProvider.tsx';
import { ActivityDesk } from './ActivityDesk.tsx';

/** What was done with every key. */
export function ActivityTab() {
  const { tab, page } = useProgram();
  return (
    <section class="activity" aria-labelledby="activity-title">
      <h2 class="section-title" id="activity-title">
        Activity
      </h2>
      <ActivityDesk about="" shown={tab === 'activity' && page === null} />
    </section>
  );
}
