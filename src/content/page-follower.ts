import { createPageWalk, type PageWalk } from './page-walk.ts';

/** A page has to be quiet for so long before we look again (ms), but not longer than the second. */
const QUIET_MS = 250;
const LONGEST_WAIT_MS = 2_000;
/** How long one slice of work may take (ms). */
const SLICE_MS = 4;
/** With more changes than that, the whole page is gone through once instead. */
const MOST_CHANGES = 2_000;

interface Needs {
  onText(text: Node): void;
  /** Called before the page is looked at again: nodes may have left it, or have another text. */
  onChanged(): void;
}

/** Keeps up with a page that changes, in idle slices, and while it is seen only. */
export interface PageFollower {
  /** Goes through the whole page; resolves when that is done. */
  scan(): Promise<void>;
  end(): void;
}

export function createPageFollower({ onText, onChanged }: Needs): PageFollower {
  const changed = new Set<Node>();
  let timer = 0;
  let firstMs = 0;
  let ended = false;
  /** One walk at a time: what comes meanwhile waits for it. */
  let walking: Promise<void> = Promise.resolve();

  const observer = new MutationObserver((records) => {
    for (const record of records) note(record);
    schedule();
  });
  const observe = (root: Document | ShadowRoot) =>
    observer.observe(root, { childList: true, characterData: true, subtree: true });

  function note({ type, target, addedNodes }: MutationRecord): void {
    if (changed.size > MOST_CHANGES) return;
    if (type === 'characterData') changed.add(target);
    for (const node of addedNodes) changed.add(node);
  }

  function schedule(): void {
    const nowMs = performance.now();
    if (timer === 0) firstMs = nowMs;
    clearTimeout(timer);
    const restMs = Math.max(0, firstMs + LONGEST_WAIT_MS - nowMs);
    timer = window.setTimeout(catchUp, Math.min(QUIET_MS, restMs));
  }

  function catchUp(): void {
    timer = 0;
    // Seen again, the page is caught up with.
    if (ended || document.hidden) return;
    const nodes = changed.size > MOST_CHANGES ? [document] : [...changed];
    changed.clear();
    onChanged();
    walk(nodes.filter((node) => node.isConnected));
  }

  function walk(nodes: readonly Node[]): Promise<void> {
    const walkNow = () => inSlices(createPageWalk(nodes, { onText, onRoot: observe }));
    walking = walking.then(walkNow, walkNow);
    return walking;
  }

  async function inSlices(steps: PageWalk): Promise<void> {
    while (!ended && !steps.step(performance.now() + SLICE_MS)) await nextTurn();
  }

  const onVisible = () => {
    if (!document.hidden && changed.size > 0) schedule();
  };
  document.addEventListener('visibilitychange', onVisible);
  observe(document);

  return {
    scan() {
      onChanged();
      return walk([document]);
    },
    end() {
      ended = true;
      clearTimeout(timer);
      observer.disconnect();
      changed.clear();
      document.removeEventListener('visibilitychange', onVisible);
    },
  };
}

/** Lets the page do what it has to; a page in the background has no idle time of its own. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve, 0);
    else window.requestIdleCallback(() => resolve(), { timeout: 100 });
  });
}
