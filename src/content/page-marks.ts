import { findPageMarks, type PageMark } from '../domain/page-mark.ts';

/** The highlight's name, which a page may see: that something was marked is no secret. */
const HIGHLIGHT = 'latchkey';
/** At the root alone, from which highlights inherit: a rule for every element has every one styled anew. */
const STYLE = `:root::highlight(${HIGHLIGHT}), :host::highlight(${HIGHLIGHT}) {
  background-color: rgb(58 85 201 / 14%);
  text-decoration: underline 2px rgb(58 85 201 / 80%);
}`;

/** What nobody reads as text, or where somebody writes. */
const PASSED_OVER =
  'script, style, noscript, template, textarea, select, option, code, [contenteditable]:not([contenteditable=false])';

/** A mark in a page. */
export interface PlacedMark extends PageMark {
  /** The text that it is in. */
  node: Node;
}

interface PlacedRange {
  mark: PlacedMark;
  range: StaticRange;
}

/** What is marked in a page: by highlights, which change no node of it. */
export interface PageMarks {
  /** Looks at a text, and marks what is in it. */
  look(text: Node): void;
  /** Lets go of what is no longer in the page, or no longer as it was: to be called before looking anew. */
  tidy(): void;
  all(): PlacedMark[];
  /** The mark at a place in the window. */
  at(x: number, y: number, within: Node): PlacedMark | null;
  /** The marks within a node, or that a range touches. */
  within(place: Node | AbstractRange): PlacedMark | null;
  /** Takes everything away. */
  clear(): void;
}

export function createPageMarks(): PageMarks {
  undress(document);
  const highlight = new Highlight();
  const placed = new Map<Node, { data: string; marks: PlacedRange[] }>();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  const styled = new Map<Node, Document | ShadowRoot>();

  function forget(text: Node): void {
    for (const { range } of placed.get(text)?.marks ?? []) highlight.delete(range);
    placed.delete(text);
  }

  function look(text: Node): void {
    const data = text.nodeValue ?? '';
    const marks = findPageMarks(data, () => textBefore(text));
    // Most texts end here, before anything is asked that takes its time for each.
    if (marks.length === 0) return;
    // What is marked already is not drawn anew.
    if (placed.get(text)?.data === data) return;
    forget(text);
    if (text.parentElement?.closest(PASSED_OVER)) return;
    style(text);
    placed.set(text, { data, marks: marks.map((mark) => place(text, mark)) });
  }

  function place(node: Node, mark: PageMark): PlacedRange {
    const { start: startOffset, end: endOffset } = mark;
    const range = new StaticRange({
      ...{ startContainer: node, startOffset, endContainer: node, endOffset },
    });
    highlight.add(range);
    return { mark: { ...mark, node }, range };
  }

  /** Styles reach no further than their tree. */
  function style(text: Node): void {
    const root = text.getRootNode();
    if (styled.has(root) || !(root instanceof Document || root instanceof ShadowRoot)) return;
    styled.set(root, root);
    dress(root);
  }

  /** A page that set its own sheets or highlights anew has dropped ours. */
  function dress(root: Document | ShadowRoot): void {
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    if (CSS.highlights.get(HIGHLIGHT) !== highlight) CSS.highlights.set(HIGHLIGHT, highlight);
  }

  const all = () => [...placed.values()].flatMap(({ marks }) => marks.map(({ mark }) => mark));

  return {
    look,
    all,
    tidy() {
      for (const [text, { data }] of placed) {
        if (!text.isConnected || text.nodeValue !== data) forget(text);
      }
      for (const root of styled.values()) dress(root);
    },
    at: (x, y, within) =>
      all().find((mark) => within.contains(mark.node) && covers(mark, x, y)) ?? null,
    within: (place) => all().find((mark) => lies(mark, place)) ?? null,
    clear() {
      if (CSS.highlights.get(HIGHLIGHT) === highlight) CSS.highlights.delete(HIGHLIGHT);
      placed.clear();
      for (const root of styled.values()) {
        const others = root.adoptedStyleSheets.filter((each) => each !== sheet);
        root.adoptedStyleSheets = others;
      }
      styled.clear();
    },
  };
}

/**
 * Takes away what another run of the extension has left: where it was turned off, Firefox ended its
 * scripts in the middle and let them put nothing in order. Before an update they leave by themselves.
 */
function undress(root: Document): void {
  CSS.highlights.delete(HIGHLIGHT);
  const isOld = ({ cssRules }: CSSStyleSheet) => cssRules[0]?.cssText.includes(`(${HIGHLIGHT})`);
  const others = root.adoptedStyleSheets.filter((sheet) => !isOld(sheet));
  if (others.length < root.adoptedStyleSheets.length) root.adoptedStyleSheets = others;
}

/** Where a mark is shown: its first line. */
export function rectOf({ node, start, end }: PlacedMark): DOMRect {
  return rangeOf(node, start, end).getBoundingClientRect();
}

function rangeOf(node: Node, start: number, end: number): Range {
  const range = document.createRange();
  const { length } = node.nodeValue ?? '';
  range.setStart(node, Math.min(start, length));
  range.setEnd(node, Math.min(end, length));
  return range;
}

function covers({ node, start, end }: PlacedMark, x: number, y: number): boolean {
  return [...rangeOf(node, start, end).getClientRects()].some(
    ({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom,
  );
}

function lies({ node, start, end }: PlacedMark, place: Node | AbstractRange): boolean {
  if (place instanceof Node) return place.contains(node);
  const { startContainer, startOffset, endContainer, endOffset } = place;
  if (startContainer === node && endContainer === node)
    return startOffset <= end && start <= endOffset;
  return document.getSelection()?.containsNode(node, true) === true;
}

/**
 * What stands before a text, and above it in its table. No further than what surrounds its element:
 * a label stands beside its value, and what is said in the paragraph before is of something else.
 */
function textBefore(text: Node): string {
  const own = lastTextIn(text.previousSibling);
  const around = text.previousSibling === null ? lastTextIn(beside(text.parentElement)) : '';
  return `${headOf(text)} ${around} ${own}`;
}

/** The element before, with the text before that; blanks between two elements are none. */
function beside(element: Element | null): Node | null {
  const before = element?.previousSibling ?? null;
  return before instanceof Text && before.data.trim() === '' ? before.previousSibling : before;
}

/** How deep the last text of an element is looked for. */
const DEPTH = 3;

function lastTextIn(node: Node | null): string {
  let last = node;
  for (let left = DEPTH; left > 0 && last?.lastChild; left -= 1) last = last.lastChild;
  return last instanceof Text ? last.data : '';
}

/** What stands at the head of its column. */
function headOf({ parentElement: own }: Node): string {
  const cell = own instanceof HTMLTableCellElement ? own : own?.parentElement;
  if (!(cell instanceof HTMLTableCellElement)) return '';
  return cell.closest('table')?.rows[0]?.cells[cell.cellIndex]?.textContent ?? '';
}
