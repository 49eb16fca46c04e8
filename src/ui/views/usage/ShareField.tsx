import type { UsageReport } from '../../../domain/usage.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useAsk } from '../../use-ask.ts';
import { countWords } from './usage-words.ts';

const PERCENTS = [100, 75, 50, 33, 25, 20, 10, 5];

interface ShareFieldProps {
  credentialId: string;
  report: UsageReport;
  onSet: () => void;
}

/** How much of the key's limits this vault may use. */
export function ShareField({ credentialId, report, onSet }: ShareFieldProps) {
  const { busy, failure, ask } = useAsk('usage.set-share');
  const { sharePercent, systemLimits } = report;
  if (systemLimits.perMinute === null && systemLimits.perMonth === null) return null;
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
          label: `${percent} % (${shareWords(percent, systemLimits)})`,
        }))}
        help="Several people with the same key have its limits together, and no Latchkey knows of another’s calls. Give each a share."
        disabled={busy}
        onChange={(value) => void choose(value)}
      />
      {failure && <FailureNote failure={failure} />}
    </section>
  );
}

function shareWords(percent: number, limits: UsageReport['systemLimits']): string {
  const part = (limit: number) => countWords(Math.max(1, Math.floor((limit * percent) / 100)));
  return [
    limits.perMinute === null ? null : `${part(limits.perMinute)}/min`,
    limits.perMonth === null ? null : `${part(limits.perMonth)}/month`,
  ]
    .filter((words) => words !== null)
    .join(', ');
}
