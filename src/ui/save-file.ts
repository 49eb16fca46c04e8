import { MINUTE } from '../domain/time.ts';

/** Hands a text to the browser as a download; where it goes is the browser's to say. */
export function saveTextFile(name: string, text: string, type = 'application/jose'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Nobody tells a page when a download has read its last byte.
  setTimeout(() => URL.revokeObjectURL(url), MINUTE);
}
