import { Page } from '../../components/Page.tsx';
import { guideFor, guideNamed } from '../../guides/guides.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { GuideList } from './GuideList.tsx';
import { GuideSteps } from './GuideSteps.tsx';
import './guide.css';

/** The guide that the page is about, by its own id or a key's; without one, all of them. */
export function GuideView() {
  const { about, state } = useProgram();
  const key = state?.credentials.find(({ id }) => id === about) ?? null;
  const guide = key === null ? guideNamed(about) : guideFor(key);
  return (
    <Page page="guide">
      {guide === undefined ? (
        <GuideList />
      ) : (
        <GuideSteps key={`${guide.id}/${about}`} guide={guide} credential={key} />
      )}
    </Page>
  );
}
