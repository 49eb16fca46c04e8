import { Page } from '../../components/Page.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { ActivityDesk } from './ActivityDesk.tsx';

/** What was done with one key. */
export function ActivityPage() {
  const { about } = useProgram();
  return (
    <Page page="activity">
      <div class="activity">
        <ActivityDesk key={about} about={about ?? ''} shown />
      </div>
    </Page>
  );
}
