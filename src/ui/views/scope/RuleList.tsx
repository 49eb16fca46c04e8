import type { UrlRule } from '../../../domain/url-rule.ts';
import './scope.css';

/** Rules to be read, in their order. */
export function RuleList({ rules }: { rules: readonly UrlRule[] }) {
  return (
    <ol class="rule-list">
      {rules.map(({ method, url }) => (
        <li key={`${method} ${url}`}>
          {method === 'any' ? 'Any method' : method} {url}
        </li>
      ))}
    </ol>
  );
}
