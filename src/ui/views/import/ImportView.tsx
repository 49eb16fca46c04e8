import { FailureNote } from '../../components/FailureNote.tsx';
import { Page } from '../../components/Page.tsx';
import { FileChoice } from './FileChoice.tsx';
import { Found } from './Found.tsx';
import { ImportDone } from './ImportDone.tsx';
import { useImport } from './use-import.ts';

/** Keys out of a file: choose it, look at what was found, take what is wanted. */
export function ImportView() {
  const importing = useImport();
  const { step, failure, retry } = importing;
  return (
    <Page page="import">
      {step.show === 'choice' && <FileChoice importing={importing} />}
      {step.show === 'found' && <Found importing={importing} found={step.found} />}
      {step.show === 'done' && <ImportDone labels={step.labels} onAgain={importing.again} />}
      {failure && <FailureNote failure={failure} onRetry={retry} />}
    </Page>
  );
}
