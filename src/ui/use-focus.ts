import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Takes the focus to a heading when its view appears, so that it does not fall out of the page. */
export function useFocusOnMount<E extends HTMLElement>(wanted = true): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (wanted) element.current?.focus();
  }, [wanted]);
  return element;
}

/** Takes the focus to an element when what had it went with a change of `what`: a button that did its work. */
export function useFocusWhenLost<E extends HTMLElement>(what: unknown): RefObject<E | null> {
  const element = useRef<E>(null);
  const before = useRef(what);
  useEffect(() => {
    const isFirst = before.current === what;
    before.current = what;
    if (!isFirst && isFocusLost()) element.current?.focus();
  }, [what]);
  return element;
}

/** Whether what had the focus is gone: the next key would begin at the top of the page. */
export function isFocusLost(): boolean {
  return document.activeElement === document.body;
}
