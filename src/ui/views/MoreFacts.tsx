import type { ExtraField } from '../../domain/meeting.ts';
import { Fact, Facts } from '../components/Facts.tsx';

/** What the server also told, under its own names: nothing is thrown away. */
export function MoreFacts({ fields }: { fields: readonly ExtraField[] }) {
  if (fields.length === 0) return null;
  return (
    <details class="details">
      <summary>More</summary>
      <Facts>
        {fields.map(({ name, value }) => (
          <Fact key={name} term={name} words={value ?? 'Hidden'} />
        ))}
      </Facts>
    </details>
  );
}
