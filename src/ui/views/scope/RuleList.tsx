import type { UrlRule } from '../../../domain/url-rule.ts';
import { ruleWords } from './rule-words.ts';
import './scope.css';

/** Rules to be read, in their order. */
export function RuleList({ rules }: { rules: readonly UrlRule[] }) {
  return (
    <ol class="rule-list">
      {rules.map((rule) => (
        <li key={ruleWords(rule)}>{ruleWords(rule)}</li>
      ))}
    </ol>
  );
}
