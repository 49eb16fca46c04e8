/** A language in which something can be written down for another program, of what `T` is. */
export interface SnippetKind<T> {
  id: string;
  label: string;
  write(subject: T): string;
}

/** The word that somebody replaces by what is not told. */
export const PLACEHOLDER = 'YOUR_SECRET';

/** A text between double quotes, as JavaScript, Python and Java read it alike. */
export function literal(text: string): string {
  return JSON.stringify(text);
}

/** A text between quotes for a shell. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A text between quotes for PowerShell, which takes curly ones for straight ones. */
export function powershellQuote(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
}
