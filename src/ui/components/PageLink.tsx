import { ChevronRight } from 'lucide';
import { PAGES, type PageId } from '../pages.ts';
import { usePageOpener } from '../use-page-opener.ts';
import { Icon } from './Icon.tsx';

/** Opens another page, here or, from the popup, in a tab. */
export function PageLink({ page, about }: { page: PageId; about: string }) {
  const open = usePageOpener();
  return (
    <button type="button" class="page-link" onClick={() => open(page)}>
      <span class="page-link-words">
        <span class="page-link-title">{PAGES[page].title}</span>
        <span class="quiet">{about}</span>
      </span>
      <Icon shapes={ChevronRight} />
    </button>
  );
}
