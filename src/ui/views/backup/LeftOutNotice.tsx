import type { LeftOut } from '../../../domain/backup.ts';
import { Notice } from '../../components/Notice.tsx';

const WHY: { [W in LeftOut['why']]: string } = {
  damaged: 'cannot be read',
  twice: 'is in it twice',
  unknown: 'is of a kind that this version does not know',
};
const SHOWN = 10;

/** What a backup holds that cannot be taken out of it. */
export function LeftOutNotice({ leftOut }: { leftOut: readonly LeftOut[] }) {
  if (leftOut.length === 0) return null;
  const more = leftOut.length - SHOWN;
  return (
    <Notice
      tone="warn"
      title={`${leftOut.length} ${leftOut.length === 1 ? 'thing is' : 'things are'} left out`}
    >
      <ul class="left-out">
        {leftOut.slice(0, SHOWN).map(({ name, why }, place) => (
          <li key={place}>
            “{name}” {WHY[why]}.
          </li>
        ))}
        {more > 0 && <li>And {more} more.</li>}
      </ul>
    </Notice>
  );
}
