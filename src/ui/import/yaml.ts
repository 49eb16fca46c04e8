import { Failure } from '../../domain/failure.ts';
import { LONGEST_IMPORT_VALUE } from './rows.ts';
import { type Branch, branchOf, DEEPEST, type Tree } from './tree.ts';

/** What cannot be read: no key takes a list for a value. */
const UNREAD: Tree = [];

/** One line, or several where a value goes on. */
interface Line {
  indent: number;
  /** Without white space around it; '' for what says nothing. */
  text: string;
  raw: string;
}

/** An object whose entries stand deeper than this. */
interface Level {
  indent: number;
  branch: Branch;
}

/**
 * As much of YAML as Insomnia writes: names and values line by line, nested by indentation, with
 * lists, quotes and blocks of text. A value in any other spelling (anchors, tags, text that is
 * folded) is not guessed at: it stands as an empty list.
 * @throws Failure `import-too-deep`, `import-damaged` with the line
 */
export function parseYaml(text: string): Tree {
  const lines = text.split(/\r\n?|\n/).map(lineOf);
  const levels: Level[] = [{ indent: -1, branch: newBranch() }];
  const root = levels[0]?.branch ?? newBranch();
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at]?.text !== '') at = readLine(levels, lines, at);
  }
  return settled(root);
}

function lineOf(raw: string): Line {
  const text = raw.trim();
  const silent = text.startsWith('#') || text === '---' || text === '...';
  return { raw, text: silent ? '' : text, indent: raw.length - raw.trimStart().length };
}

function newBranch(): Branch {
  return Object.create(null);
}

const ITEM = /^-(?:\s+|$)/;
/** A name that no file can write without quotes: an item of a list, until the list is whole. */
const ITEM_NAME = '- ';

/** Reads a line, and those in which its value goes on; gives the place of the last one. */
function readLine(levels: Level[], lines: readonly Line[], at: number): number {
  let { indent, text } = lines[at] ?? lineOf('');
  let item: string | undefined;
  for (let mark = ITEM.exec(text)?.[0]; mark !== undefined; mark = ITEM.exec(text)?.[0]) {
    // Half a step deeper: a list may stand at the same indentation as its own name.
    item = `${ITEM_NAME}${at}.${indent}`;
    open(levels, indent + 0.5, item);
    indent += mark.length;
    text = text.slice(mark.length);
  }
  const entry = entryOf(text);
  if (entry === null && item === undefined) {
    throw new Failure('import-damaged', { kind: 'yaml', line: at + 1 });
  }
  if (entry === null && text === '') return at;
  const { name, rest } = entry ?? { name: ITEM_NAME, rest: text };
  if (rest === '') {
    open(levels, indent, name);
    return at;
  }
  const last = lastLineOf(lines, at, indent);
  parentAt(levels, indent)[name] = readValue(rest, lines.slice(at + 1, last + 1));
  return last;
}

/** The object that an entry at this indentation belongs to. */
function parentAt(levels: Level[], indent: number): Branch {
  while (levels.length > 1 && (levels.at(-1)?.indent ?? 0) >= indent) levels.pop();
  return levels.at(-1)?.branch ?? newBranch();
}

/** A new object by that name, for the deeper lines that follow. */
function open(levels: Level[], indent: number, name: string): void {
  const branch = newBranch();
  parentAt(levels, indent)[name] = branch;
  levels.push({ indent, branch });
  if (levels.length > DEEPEST) throw new Failure('import-too-deep', { limit: DEEPEST });
}

/** "name: value", "name:" or neither. */
function entryOf(text: string): { name: string; rest: string } | null {
  const quoted = quotedStart(text);
  const colon = /:(?:\s|$)/.exec(text.slice(quoted.length));
  if (colon === null || (quoted !== '' && colon.index > 0)) return null;
  const end = quoted.length + colon.index;
  const name = quoted === '' ? text.slice(0, end) : scalarOf(quoted);
  return typeof name === 'string' ? { name, rest: text.slice(end + 1).trim() } : null;
}

/** What stands between quotes at the beginning, with them; '' without any. */
function quotedStart(text: string): string {
  const [quote = ''] = text;
  if (quote !== '"' && quote !== "'") return '';
  for (let place = 1; place < text.length; place += 1) {
    if (text[place] === quote) return text.slice(0, place + 1);
    if (quote === '"' && text[place] === '\\') place += 1;
  }
  return '';
}

/** The last line of a value: what follows deeper, or empty, goes on with it. */
function lastLineOf(lines: readonly Line[], at: number, indent: number): number {
  let last = at;
  for (let next = at + 1; next < lines.length; next += 1) {
    const { raw, indent: deeper } = lines[next] ?? lineOf('');
    if (raw.trim() !== '' && deeper <= indent) break;
    last = next;
  }
  return last;
}

function readValue(rest: string, more: readonly Line[]): Tree {
  const filled = more.filter(({ raw }) => raw.trim() !== '');
  if (/^\|[+-]?$/.test(rest)) {
    const margin = filled[0]?.indent ?? 0;
    return more
      .map(({ raw }) => raw.slice(margin))
      .join('\n')
      .trimEnd();
  }
  return filled.some(({ text }) => text !== '') ? UNREAD : scalarOf(rest);
}

/** One value in one line. */
function scalarOf(text: string): Tree {
  if (text.startsWith('"')) return unquoted(text);
  if (text.startsWith("'")) {
    const inner = text.slice(1, -1);
    const whole =
      text.length > 1 && text.endsWith("'") && !inner.replaceAll("''", '').includes("'");
    return whole ? inner.replaceAll("''", "'") : UNREAD;
  }
  const [plain = ''] = text.split(/\s#/, 1);
  if (/^(?:~|null|\[\]|\{\})$/.test(plain)) return null;
  return /^[[{&*!|>%@`]/.test(plain) ? UNREAD : plain.trim();
}

const JSON_STRING = /^"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"$/iu;

/** Its escapes are JSON's; the few that YAML has besides are not read, nor what is past all measure. */
function unquoted(text: string): Tree {
  if (text.length > 2 * LONGEST_IMPORT_VALUE || !JSON_STRING.test(text)) return UNREAD;
  const value: unknown = JSON.parse(text);
  return typeof value === 'string' ? value : UNREAD;
}

/** With lists for the objects that were items, and nothing for those that stayed empty. */
function settled(branch: Branch): Tree {
  const children = Object.entries(branch).map(([name, child]) => {
    const below = branchOf(child);
    return [name, below === null ? child : settled(below)] as const;
  });
  const single = branch[ITEM_NAME];
  if (single !== undefined) return single;
  if (children.length === 0) return null;
  if (children.every(([name]) => name.startsWith(ITEM_NAME))) {
    return children.map(([, child]) => child);
  }
  const copy = newBranch();
  for (const [name, child] of children) copy[name] = child;
  return copy;
}
