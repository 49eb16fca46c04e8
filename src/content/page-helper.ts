/** A script by itself: finds what can be looked up in the page. */
export function helpOnPage(): null {
  return null;
}
