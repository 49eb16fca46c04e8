import { Page } from '../../components/Page.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { RequestsDesk } from './RequestsDesk.tsx';

/** Requests, with the key chosen from whose card it was opened. */
export function RequestsPage() {
  const { about } = useProgram();
  return (
    <Page page="requests">
      <RequestsDesk key={about} about={about} />
    </Page>
  );
}
