import type { OutsideBrowser } from '../adapters/outside-browser.ts';
import type { OutsideEvent } from '../domain/outside-question.ts';
import type { OutsideQuestions } from '../services/outside-questions.ts';
import type { PageFinder } from '../services/page-finder.ts';
import type { Suggestions } from '../services/suggestions.ts';

/** Does what has to be done when something happens in the browser outside of our pages. */
export type OutsideDesk = (event: OutsideEvent) => Promise<void>;

interface Needs {
  outside: OutsideBrowser;
  outsideQuestions: OutsideQuestions;
  pageFinder: PageFinder;
  suggestions: Suggestions;
}

export function createOutsideDesk(needs: Needs): OutsideDesk {
  const { outside, outsideQuestions, pageFinder, suggestions } = needs;

  /** As Firefox does it at once where nobody listens, but first the helper leaves the pages. */
  async function update(): Promise<void> {
    // A storage that fails must not keep an update out.
    await pageFinder.leave().catch(() => undefined);
    outside.update();
  }

  return async (event) => {
    if (event.what === 'installed') return outside.makeMenu();
    if (event.what === 'update-ready') return update();
    if (event.what === 'typing') {
      return outside.propose(await suggestions.forTyped(event.text), event.show);
    }
    const { windowId } = event;
    const text = event.what === 'question' ? event.text : await outside.selectionIn(event.tabId);
    await outsideQuestions.note({ text, windowId });
  };
}
