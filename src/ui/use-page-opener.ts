import { useProgram } from './ProgramProvider.tsx';
import { PAGES, type PageId } from './pages.ts';

/** Opens a page: here or, where the popup cannot show it, in a tab. */
export function usePageOpener(): (page: PageId, about?: string) => void {
  const { program } = useProgram();
  const { gesture, place } = program.world;
  return (page, about) => {
    if (PAGES[page].inPopup || place === 'panel') program.openPage(page, about ?? null);
    else void gesture.openPanelTab(page, about).then(() => window.close());
  };
}
