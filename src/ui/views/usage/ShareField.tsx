import type { Limits } from '../../../domain/usage.ts';
import { shareOf } from '../../../domain/usage-count.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useAsk } from '../../use-ask.ts';
import type { UsageFigures } from './usage-figures.ts';
import { countWords } from './usage-words.ts';

const PERCENTS = [100, 75, 50, 33, 25, 20, 10, 5];

interface ShareFieldProps {
  credentialId: string;
  figures: UsageFigures;
  onSet: () => void;
}

/** How much of the key's limits this vault may use. */
export function ShareField({ credentialId, figures, onSet }: ShareFieldProps) {
  const { busy, failure, ask } = useAsk('usage.set-share');
  const { sharePercent, limits } = figures;
  if (limits.perMinute === null && limits.perMonth === null) return null;
  async function choose(value: string) {
    await ask({ credentialId, percent: Number(value) });
    onSet();
  }
  const percents = [...new Set([...PERCENTS, sharePercent])].sort((a, b) => b - a);
  return (
    <section class="card" aria-label="Share">
      <SelectField
        label="Share of the limits"
        value={String(sharePercent)}
        options={percents.map((percent) => ({
          value: String(percent),
          label: `${percent} % (${shareWords(percent, limits)})`,
        }))}
        help="Several people with the same key have its limits together, and no Latchkey knows of another’s calls. Give each a share."
        disabled={busy}
        onChange={(value) => void choose(value)}
      />
      {failure && <FailureNote failure={failure} />}
    </section>
  );
}

function shareWords(percent: number, limits: Limits): string {
  const { perMinute, perMonth } = shareOf(limits, percent);
  return [
    perMinute === null ? null : `${countWords(perMinute)}/min`,
    perMonth === null ? null : `${countWords(perMonth)}/month`,
  ]
    .filter((words) => words !== null)
    .join(', ');
}
