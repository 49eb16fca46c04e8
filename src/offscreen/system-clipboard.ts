import type { ClipboardOrder, ClipboardReport } from '../domain/clipboard-order.ts';

const TEXT = 'text/plain';

/**
 * Does what was ordered, in one turn. By `execCommand`, which has been called deprecated for years:
 * the newer interface wants a page with the focus, and this one never has it.
 */
export function carryOut(order: ClipboardOrder): ClipboardReport {
  const found = readText();
  if (order.order === 'read' || found !== order.expected) return { found };
  writeNothing();
  // Looking again is more than a proof: the browser writes later than it says, and a page that is
  // closed before takes the write along. What is read comes after what was written.
  return { found: readText() };
}

/** The text on the clipboard, '' when there is none; `null` when the browser does not let us. */
function readText(): string | null {
  let found: string | null = null;
  duringCommand('paste', (data) => {
    found = data.getData(TEXT);
  });
  return found;
}

function writeNothing(): void {
  duringCommand('copy', (data) => data.setData(TEXT, ''));
}

/** Runs a command of the clipboard and stands in for what the browser would do with it. */
function duringCommand(command: 'paste' | 'copy', act: (data: DataTransfer) => void): void {
  const onCommand = (event: ClipboardEvent) => {
    event.preventDefault();
    if (event.clipboardData) act(event.clipboardData);
  };
  document.addEventListener(command, onCommand);
  // Only what can be edited takes a paste.
  document.querySelector('textarea')?.focus();
  document.execCommand(command);
  document.removeEventListener(command, onCommand);
}
