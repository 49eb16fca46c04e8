import { TriangleAlert } from 'lucide';
import { Icon } from '../../components/Icon.tsx';
import type { Lint } from './rule-lint.ts';

/** What is to be known about rules, quietly: it hinders nothing. */
export function LintNotes({ lint }: { lint: readonly Lint[] }) {
  if (lint.length === 0) return null;
  return (
    <ul class="lint">
      {lint.map(({ text }) => (
        <li key={text}>
          <Icon shapes={TriangleAlert} size={14} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
