import { Button } from '../../components/Button.tsx';
import type { ImportFind } from '../../import/finds.ts';
import { useFocusOnMount } from '../../use-focus.ts';
import { FoundKey } from './FoundKey.tsx';
import { keysWords } from './found-words.ts';
import type { FoundKeys, Importing } from './use-import.ts';

interface FoundProps {
  importing: Importing;
  found: FoundKeys;
}

/** What keys a file holds, and which of them are wanted. */
export function Found({ importing, found }: FoundProps) {
  const { finds, proposals } = found;
  const { isTicked, busy, save, again } = importing;
  const title = useFocusOnMount<HTMLHeadingElement>();
  const count = finds.filter(isTicked).length;
  return (
    <>
      <div class="row-between">
        <h3 class="section-title" id="found-title" tabIndex={-1} ref={title}>
          Found
        </h3>
        <TickAll importing={importing} finds={finds} />
      </div>
      <FoundTable importing={importing} found={found} />
      {proposals.leftOut.length > 0 && <LeftOut names={proposals.leftOut} />}
      <div class="actions form-actions">
        <Button kind="primary" busy={busy} disabled={count === 0} onClick={save}>
          Import {keysWords(count)}
        </Button>
        <Button onClick={again}>Choose another file</Button>
      </div>
    </>
  );
}

function FoundTable({ importing, found: { finds, systems } }: FoundProps) {
  return (
    <table class="table found" aria-labelledby="found-title">
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">Import</span>
          </th>
          <th scope="col">Key</th>
          <th scope="col">System</th>
          <th scope="col">What it has</th>
        </tr>
      </thead>
      <tbody>
        {finds.map((find) => (
          <FoundKey
            key={find.key}
            find={find}
            systems={systems}
            ticked={importing.isTicked(find)}
            onTick={(ticked) => importing.tick([find.key], ticked)}
            onSystem={(system) => importing.correct(find.row, system)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** One press for a long list; for a short one it would only be in the way. */
function TickAll({ importing, finds }: { importing: Importing; finds: readonly ImportFind[] }) {
  const ready = finds.filter((find) => find.ready);
  if (ready.length < 4) return null;
  const all = ready.every(importing.isTicked);
  const keys = ready.map(({ key }) => key);
  return (
    <Button kind="quiet" onClick={() => importing.tick(keys, !all)}>
      {all ? 'Untick all' : 'Tick all'}
    </Button>
  );
}

const MOST_NAMES = 20;

/** By name only: what belongs to no key may still be a secret. */
function LeftOut({ names }: { names: readonly string[] }) {
  const rest = names.length - MOST_NAMES;
  return (
    <p class="quiet found-left-out">
      Left out, because no key takes it: {names.slice(0, MOST_NAMES).join(', ')}
      {rest > 0 && ` and ${rest} more`}.
    </p>
  );
}
