import type { ActivityEntry } from '../../../domain/activity.ts';
import { Button } from '../../components/Button.tsx';
import { toLocalInput } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { saveTextFile } from '../../save-file.ts';
import type { Chain } from './activity-chain.ts';

interface ExportButtonsProps {
  found: readonly ActivityEntry[];
  chain: Chain;
}

/** Hands what was found to the browser as a file. */
export function ExportButtons({ found, chain }: ExportButtonsProps) {
  const { program } = useProgram();
  async function save(kind: 'csv' | 'json') {
    const { csvOf, jsonOf } = await import('./activity-file.ts');
    const date = toLocalInput(Date.now()).slice(0, 'YYYY-MM-DD'.length);
    const text = kind === 'csv' ? csvOf(found) : jsonOf(found, chain);
    saveTextFile(
      `latchkey-activity-${date}.${kind}`,
      text,
      kind === 'csv' ? 'text/csv;charset=utf-8' : 'application/json',
    );
    program.say(`Saved as latchkey-activity-${date}.${kind}`);
  }
  return (
    <div class="actions">
      <Button onClick={() => void save('csv')}>Export CSV</Button>
      <Button onClick={() => void save('json')}>Export JSON</Button>
    </div>
  );
}
