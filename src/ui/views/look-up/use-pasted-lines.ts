import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** A field of one line glues lines together, and a number to what stands below it: they are kept apart. */
export function usePastedLines(
  box: RefObject<HTMLInputElement | null>,
  type: (text: string) => void,
): void {
  useEffect(() => {
    const input = box.current;
    function onPaste(event: ClipboardEvent) {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (input === null || !/[\r\n]/.test(text)) return;
      event.preventDefault();
      const { value, selectionStart, selectionEnd } = input;
      const before = value.slice(0, selectionStart ?? value.length);
      const after = value.slice(selectionEnd ?? value.length);
      type(`${before}${text.trim().replace(/\r\n?|\n/g, ' \u2028')}${after}`);
    }
    input?.addEventListener('paste', onPaste);
    return () => input?.removeEventListener('paste', onPaste);
  }, [type]);
}
