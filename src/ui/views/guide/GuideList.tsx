import { ChevronRight } from 'lucide';
import { Icon } from '../../components/Icon.tsx';
import { GUIDES } from '../../guides/guides.ts';
import { usePageOpener } from '../../use-page-opener.ts';

/** All guides, to choose from. */
export function GuideList() {
  const open = usePageOpener();
  return (
    <>
      <p class="quiet">
        What Latchkey cannot do for you, step by step. It remembers what you have ticked.
      </p>
      <div class="card page-links">
        {GUIDES.map(({ id, title, about }) => (
          <button key={id} type="button" class="page-link" onClick={() => open('guide', id)}>
            <span class="page-link-words">
              <span class="page-link-title">{title}</span>
              <span class="quiet">{about}</span>
            </span>
            <Icon shapes={ChevronRight} />
          </button>
        ))}
      </div>
    </>
  );
}
