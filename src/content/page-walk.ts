/** How many nodes are looked at between two looks at the clock. */
const NODES_BETWEEN = 256;

/** Goes through the text of a page, and of its open shadow roots, a slice at a time. */
export interface PageWalk {
  /** Goes on until that time (of `performance.now()`); `true` when everything was seen. */
  step(untilMs: number): boolean;
}

interface Seen {
  /** A node of nothing but text. */
  onText(text: Node): void;
  /** An open shadow root; it is gone through as well. */
  onRoot(root: ShadowRoot): void;
}

/** Begins at these nodes; each is gone through with all that is below it. */
export function createPageWalk(nodes: readonly Node[], { onText, onRoot }: Seen): PageWalk {
  const waiting = [...nodes].reverse();
  let texts: TreeWalker | null = null;
  let hosts: TreeWalker | null = null;

  function begin(node: Node): void {
    if (node instanceof Text) {
      onText(node);
      return;
    }
    texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    hosts = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT);
    meet(node);
  }

  function meet(node: Node | null): void {
    const root = node instanceof Element ? node.shadowRoot : null;
    if (root === null) return;
    onRoot(root);
    waiting.push(root);
  }

  function lookAtTexts(walker: TreeWalker): void {
    for (let left = NODES_BETWEEN; left > 0; left -= 1) {
      const text = walker.nextNode();
      if (text === null) {
        texts = null;
        return;
      }
      onText(text);
    }
  }

  function lookAtHosts(walker: TreeWalker): void {
    for (let left = NODES_BETWEEN; left > 0; left -= 1) {
      const element = walker.nextNode();
      if (element === null) {
        hosts = null;
        return;
      }
      meet(element);
    }
  }

  function next(): boolean {
    if (texts !== null) lookAtTexts(texts);
    else if (hosts !== null) lookAtHosts(hosts);
    else {
      const node = waiting.pop();
      if (node === undefined) return false;
      begin(node);
    }
    return true;
  }

  return {
    step(untilMs) {
      while (next()) if (performance.now() >= untilMs) return false;
      return true;
    },
  };
}
