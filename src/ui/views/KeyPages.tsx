import type { CredentialSummary } from '../../domain/credential.ts';
import type { PageId } from '../pages.ts';
import { usePageOpener } from '../use-page-opener.ts';

/** A page about one key: how its card calls it, and which keys have it. */
interface KeyPage {
  page: PageId;
  word: string;
  of(credential: CredentialSummary): boolean;
}

const KEY_PAGES: readonly KeyPage[] = [
  { page: 'usage', word: 'Usage', of: () => true },
  { page: 'rules', word: 'Allowed URLs', of: () => true },
  { page: 'activity', word: 'Activity', of: () => true },
  { page: 'requests', word: 'Requests', of: ({ lookUpOnly }) => !lookUpOnly },
  {
    page: 'guide',
    word: 'Guide',
    of: ({ abilities, expired, lookUpOnly }) =>
      !lookUpOnly && (expired || !abilities.includes('renewal')),
  },
];

/** The ways from a key's card to the pages about that key. */
export function KeyPages({ credential }: { credential: CredentialSummary }) {
  const open = usePageOpener();
  const pages = KEY_PAGES.filter((each) => each.of(credential));
  if (pages.length === 0) return null;
  return (
    <p class="key-pages">
      {pages.map(({ page, word }) => (
        <button
          key={page}
          type="button"
          class="link"
          aria-label={`${word} of “${credential.label}”`}
          onClick={() => open(page, credential.id)}
        >
          {word}
        </button>
      ))}
    </p>
  );
}
