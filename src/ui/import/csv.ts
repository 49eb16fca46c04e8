import { Failure } from '../../domain/failure.ts';
import { parseCsv } from '../csv.ts';
import { assertCount, type Entry, type ImportRow, MOST_IMPORT_VALUES, rowOf } from './rows.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** A first line that tells Excel the delimiter. Its end stays, so that lines keep their numbers. */
const EXCEL_HINT = /^sep=.(?=\n)/i;
/** A cell is never padded so far; the parser looks through padding once for each quote before it. */
const LONGEST_BLANK = 100;

/**
 * A CSV file with a header: one row for each line, or a single one for a list of names and values.
 * @throws Failure `import-kind` when it has no columns, `import-damaged` with the line
 */
export function csvRows(text: string): ImportRow[] {
  const tidy = text.replace(/\r\n?/g, '\n').replace(EXCEL_HINT, '');
  const delimiter = delimiterOf(tidy);
  if (delimiter === null) throw new Failure('import-kind', { kind: 'unknown' });
  assertNoLongBlank(tidy, delimiter);
  const { lines: parsed, problemAt } = parseCsv(tidy, delimiter);
  if (problemAt !== null) throw damagedAt(tidy, problemAt);
  const [header, ...lines] = numbered(parsed);
  if (header === undefined) throw new Failure('import-kind', { kind: 'empty' });
  if (header.cells.length > MOST_IMPORT_VALUES) throw damagedAt(tidy, 0);
  const listed = listedEntries(header, lines);
  if (listed === null) assertCount(lines.length);
  return listed ?? lines.map((line) => rowOfLine(header, line));
}

function assertNoLongBlank(text: string, delimiter: string): void {
  const blanks = text.matchAll(delimiter === '\t' ? /[^\S\n\t]+/g : /[^\S\n]+/g);
  for (const { 0: blank, index } of blanks) {
    if (blank.length > LONGEST_BLANK) throw damagedAt(text, index);
  }
}

function damagedAt(text: string, index: number): Failure {
  const line = text.slice(0, index).split('\n').length;
  return new Failure('import-damaged', { kind: 'csv', line });
}

/** The sign that stands most often in the first line that says anything, outside of quotes. */
function delimiterOf(text: string): string | null {
  const header = (/\S.*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counted = DELIMITERS.map((sign) => ({ sign, count: header.split(sign).length - 1 }));
  const best = counted.reduce((most, each) => (each.count > most.count ? each : most));
  return best.count === 0 ? null : best.sign;
}

interface CsvLine {
  cells: string[];
  /** Where it begins, from 1: a quoted cell may go over several lines. */
  line: number;
}

function numbered(data: readonly string[][]): CsvLine[] {
  let next = 1;
  const lines = data.map((cells) => {
    const line = next;
    next += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
    return { cells, line };
  });
  return lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

function rowOfLine({ cells: header }: CsvLine, { cells, line }: CsvLine): ImportRow {
  const entries: Entry[] = header.map((name, place) => ({ name, value: textIn(cells[place]) }));
  const spare = cells.slice(header.length).some((cell) => cell.trim() !== '');
  const ragged = spare ? { cells: cells.length, columns: header.length } : null;
  return rowOf({ line, entries, ragged });
}

function textIn(cell: string | undefined): string {
  return cell?.trim() ?? '';
}

const NAME_COLUMN = /^(?:name|key|variable)$/i;
const VALUE_COLUMN = /^(?:current |initial )?value$/i;

/** A file with a column of names and one of values is one environment; `null` for any other. */
function listedEntries({ cells: header }: CsvLine, lines: readonly CsvLine[]): ImportRow[] | null {
  const name = header.findIndex((title) => NAME_COLUMN.test(title.trim()));
  const value = header.findIndex((title) => VALUE_COLUMN.test(title.trim()));
  if (name === -1 || value === -1) return null;
  const entries = lines.map(({ cells }) => ({
    name: textIn(cells[name]),
    value: textIn(cells[value]),
  }));
  return [rowOf({ entries })];
}
