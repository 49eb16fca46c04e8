import { ChevronRight } from 'lucide';
import { useProgram } from '../ProgramProvider.tsx';
import { PAGES, type PageId } from '../pages.ts';
import { Icon } from './Icon.tsx';

/** Opens another page, here or, from the popup, in a tab. */
export function PageLink({ page, about }: { page: PageId; about: string }) {
  const { program } = useProgram();
  const { gesture, place } = program.world;
  const { title, inPopup } = PAGES[page];
  function open() {
    if (inPopup || place === 'panel') program.openPage(page);
    else void gesture.openPanelTab(page).then(() => window.close());
  }
  return (
    <button type="button" class="page-link" onClick={open}>
      <span class="page-link-words">
        <span class="page-link-title">{title}</span>
        <span class="quiet">{about}</span>
      </span>
      <Icon shapes={ChevronRight} />
    </button>
  );
}
