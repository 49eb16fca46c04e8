import Papa from 'papaparse';

/** What a CSV text says, cell by cell; `problemAt` is where it is broken, `null` where it is not. */
export function parseCsv(
  text: string,
  delimiter: string,
): { lines: string[][]; problemAt: number | null } {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n' });
  const problem = errors[0];
  return { lines: data, problemAt: problem === undefined ? null : (problem.index ?? 0) };
}

/** What a spreadsheet may take for a formula, or for the start of one. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
/** The same after what ends a cell in other countries' spreadsheets, whatever stands in quotes. */
const FORMULA_WITHIN = /([;\t]["\s]*)(?=[=+\-@＝＋－＠])/g;

/**
 * A table as CSV for spreadsheets: with the mark by which they know UTF-8, and with an apostrophe
 * before whatever they would take for a formula.
 */
export function writeCsv(header: readonly string[], rows: readonly (string | number)[][]): string {
  const safe = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? cell.replace(FORMULA_WITHIN, "$1'") : cell)),
  );
  const text = Papa.unparse([[...header], ...safe], { escapeFormulae: FORMULA });
  return `\uFEFF${text}\r\n`;
}
