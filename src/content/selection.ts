/**
 * A script by itself: what is selected in the page is its value, for the worker that had it run.
 * Fields keep a selection of their own, which Firefox does not count as the page's.
 */
export function selectedText(): string {
  const field = document.activeElement;
  const inField = field instanceof HTMLTextAreaElement || isPlainInput(field);
  const text = inField ? selectionOf(field) : '';
  return (text || String(document.getSelection() ?? '')).trim().slice(0, LONGEST);
}

/** More than anybody means to look up. */
const LONGEST = 16_384;

function selectionOf(field: HTMLInputElement | HTMLTextAreaElement): string {
  const { value, selectionStart, selectionEnd } = field;
  return value.slice(selectionStart ?? 0, selectionEnd ?? 0);
}

function isPlainInput(field: Element | null): field is HTMLInputElement {
  return field instanceof HTMLInputElement && ['text', 'search', 'tel', 'url'].includes(field.type);
}
