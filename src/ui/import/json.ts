import { Failure } from '../../domain/failure.ts';
import { isDeeperThan } from '../../domain/json-depth.ts';
import { parseLossless } from '../../domain/lossless-json.ts';
import { DEEPEST, type Tree } from './tree.ts';

/**
 * A JSON file. How deep it goes is counted before anything takes it apart.
 * @throws Failure `import-too-deep`, `import-damaged` with the line
 */
export function parseJson(text: string): Tree {
  if (isDeeperThan(DEEPEST, text)) throw new Failure('import-too-deep', { limit: DEEPEST });
  try {
    return parseLossless(text);
  } catch (error) {
    throw new Failure('import-damaged', { kind: 'json', line: lineOfProblem(text, error) });
  }
}

/** The parser names the place; its words may quote the file, so nothing else is taken from them. */
function lineOfProblem(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d+)$/.exec(message)?.[1];
  const before = position === undefined ? text : text.slice(0, Number(position));
  return before.trimEnd().split('\n').length;
}
