/** The most that is taken of what was selected, typed or linked outside of our pages, in characters. */
export const LONGEST_QUESTION = 16_384;

/** Something to look up that was asked outside of our pages: in the address bar, a menu, or by a shortcut. */
export interface OutsideQuestion {
  text: string;
  /** The browser's number of the window in which it was asked; `null` where the browser did not tell. */
  windowId: number | null;
}

/** A line under the address bar: what is looked up when it is chosen, and what is said of it. */
export interface Suggestion {
  text: string;
  words: string;
}

/** What happens in the browser outside of our pages that is ours to answer. */
export type OutsideEvent =
  | ({ what: 'question' } & OutsideQuestion)
  /** Somebody wants to know of what is selected in that tab. */
  | { what: 'selection'; tabId: number; windowId: number | null }
  /** Somebody types into the address bar; `show` takes what goes under it. */
  | { what: 'typing'; text: string; show: ShowSuggestions }
  /** Latchkey was installed or updated: its menu has to be made. */
  | { what: 'installed' }
  /** Firefox has an update ready, and puts it in when it is told to. */
  | { what: 'update-ready' };

/** Takes lines as the browser calls them. */
export type ShowSuggestions = (lines: { content: string; description: string }[]) => void;
