import { Failure } from '../../domain/failure.ts';
import { parseLossless } from '../../domain/lossless-json.ts';
import { DEEPEST, type Tree } from './tree.ts';

/**
 * A JSON file. How deep it goes is counted before anything takes it apart.
 * @throws Failure `import-too-deep`, `import-damaged` with the line
 */
export function parseJson(text: string): Tree {
  if (depthOf(text) > DEEPEST) throw new Failure('import-too-deep', { limit: DEEPEST });
  try {
    return parseLossless(text);
  } catch (error) {
    throw new Failure('import-damaged', { kind: 'json', line: lineOfProblem(text, error) });
  }
}

const STEPS: ReadonlyMap<string | undefined, number> = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
]);

/**
 * How many brackets are open at once, at most; what stands between quotes does not count. Sign by
 * sign: a regular expression would start over at each quote of a string that never ends.
 */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  let quoted = false;
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (sign === '"') quoted = !quoted;
    else if (quoted) place += sign === '\\' ? 1 : 0;
    else depth += STEPS.get(sign) ?? 0;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

/** The parser names the place; its words may quote the file, so nothing else is taken from them. */
function lineOfProblem(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d+)$/.exec(message)?.[1];
  const before = position === undefined ? text : text.slice(0, Number(position));
  return before.trimEnd().split('\n').length;
}
