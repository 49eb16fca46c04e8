import { MOST_HITS, type PageHit } from '../domain/page-hit.ts';
import { askWorker, isConnected, isPresenting } from './ask-worker.ts';
import { createPageCard, type PageCard } from './page-card.ts';
import { createPageFollower } from './page-follower.ts';
import { createPageMarks, type PageMarks, type PlacedMark } from './page-marks.ts';

/** Under this name the one that runs is found in its own world, where no page looks. */
const NAME = 'latchkeyPageFinder';
/** How often to look whether this extension is still there (ms): nobody tells a script in a page. */
const LOOK_EVERY_MS = 2_000;

/** The helper in one document. */
interface Helper {
  /** Looks through the page, and tells what can be looked up. */
  hits(): Promise<PageHit[]>;
  /** Whether its extension is still there. */
  isAlive(): boolean;
  /** Leaves without a trace. */
  end(): void;
}

/**
 * A script by itself: what can be looked up in this document is its value, for the worker that had
 * it run. The document is marked and followed from then on. Run again, the one that is there answers,
 * unless its extension was updated since.
 */
export function helpOnPage(): Promise<PageHit[]> {
  const before: unknown = Reflect.get(globalThis, NAME);
  if (isHelper(before)) {
    if (before.isAlive()) return before.hits();
    before.end();
  }
  const helper = startHelper();
  Reflect.set(globalThis, NAME, helper);
  return helper.hits();
}

function isHelper(candidate: unknown): candidate is Helper {
  return typeof candidate === 'object' && candidate !== null && 'end' in candidate;
}

function startHelper(): Helper {
  const marks = createPageMarks();
  const card = createPageCard({
    isPresenting,
    lookUp: (sessionKey) => askWorker({ ask: 'meeting', sessionKey }),
    openPanel: (text) => {
      void askWorker({ ask: 'panel', text });
      card.close();
    },
  });
  const follower = createPageFollower({ onText: marks.look, onChanged: marks.tidy });
  const listening = new AbortController();
  listen(marks, card, listening.signal);
  const watch = setInterval(() => {
    if (!isConnected()) end();
  }, LOOK_EVERY_MS);

  function end(): void {
    clearInterval(watch);
    listening.abort();
    follower.end();
    card.close();
    marks.clear();
    Reflect.deleteProperty(globalThis, NAME);
  }

  return {
    async hits() {
      await follower.scan();
      return listOf(marks);
    },
    isAlive: isConnected,
    end,
  };
}

/** Opens the card at a person's own click or key, never at one that a script made. */
function listen(marks: PageMarks, card: PageCard, signal: AbortSignal): void {
  const options = { capture: true, signal };

  function open(event: Event, mark: PlacedMark | null): void {
    if (mark === null || !isConnected()) return;
    event.preventDefault();
    event.stopPropagation();
    card.open(mark);
  }

  const onPointerDown = ({ target }: Event) => {
    if (!card.holds(target)) card.close();
  };
  const onClick = (event: MouseEvent) => {
    if (event.isTrusted && !card.holds(event.target)) open(event, markAt(event, marks));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isTrusted && event.altKey && event.key === 'Enter') open(event, markChosen(marks));
  };
  addEventListener('pointerdown', onPointerDown, options);
  addEventListener('click', onClick, options);
  addEventListener('keydown', onKeyDown, options);
}

/** What does something by itself at a click: there Alt has to be held. */
const INTERACTIVE = 'a[href], button, summary, label, [role=button], [role=link], [onclick]';

function markAt(event: MouseEvent, marks: PageMarks): PlacedMark | null {
  const [target] = event.composedPath();
  if (!(target instanceof Node) || event.button !== 0) return null;
  const own = target instanceof Element ? target : target.parentElement;
  if (own?.closest(INTERACTIVE) && !event.altKey) return null;
  // Whoever selects text wants the text.
  if (document.getSelection()?.type === 'Range') return null;
  return marks.at(event.clientX, event.clientY, target);
}

/** The mark that the selection, the caret or the focus is on. */
function markChosen(marks: PageMarks): PlacedMark | null {
  const selection = document.getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
  const chosen = range && marks.within(range);
  if (chosen) return chosen;
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body
    ? null
    : marks.within(activeElement);
}

/** Each once, as far as it is shown. */
function listOf(marks: PageMarks): PageHit[] {
  const hits = new Map<string, PageHit>();
  for (const { kind, text, sessionKey, node } of marks.all()) {
    if (hits.size > MOST_HITS) break;
    if (node.parentElement?.checkVisibility() === false) continue;
    hits.set(sessionKey ?? text, hits.get(sessionKey ?? text) ?? { kind, text, sessionKey });
  }
  return [...hits.values()];
}
