import { isForMethod } from '../../../domain/url-match.ts';
import { readRules } from '../../../domain/url-rule-text.ts';
import type { KeyedDraft } from './RequestForm.tsx';

interface OpenPathsProps {
  draft: KeyedDraft;
  method: string;
  onChoose: (path: string) => void;
}

/** More than that is a list to read, not to choose from. */
const MOST = 8;

/** The paths that the key's rules open to a method, each to be taken into the field above. */
export function OpenPaths({ draft, method, onChoose }: OpenPathsProps) {
  const paths = pathsOf(draft, method);
  if (paths.length === 0) return null;
  return (
    <div class="open-paths">
      <span class="field-help" id="open-paths">
        Open to this key:
      </span>
      <ul aria-labelledby="open-paths">
        {paths.slice(0, MOST).map((path) => (
          <li key={path}>
            <button type="button" class="link" onClick={() => onChoose(path)}>
              {path}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Of the rules that its system gave the key, and of those that were set here. */
function pathsOf({ card, credential }: KeyedDraft, method: string): string[] {
  const own = card?.fields.filter(({ kind }) => kind === 'rules') ?? [];
  const remote = own.flatMap(({ name }) => readRules(credential.fields[name] ?? ''));
  const rules = [...remote, ...credential.rules].filter((rule) => isForMethod(rule, method));
  const paths = rules.map(({ url }) => url.replace(/^https?:\/\/[^/]*/i, ''));
  return [...new Set(paths)].filter((path) => path.startsWith('/'));
}
