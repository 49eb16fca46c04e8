import { ShieldCheck } from 'lucide';
import { Icon } from '../../components/Icon.tsx';
import { Notice } from '../../components/Notice.tsx';
import { dateWords } from '../../date-words.ts';
import type { Chain, ChainBreak } from './activity-chain.ts';

const MOST_BREAKS = 5;

/** Whether the record is whole, and where it ends; or what is wrong with it. */
export function ChainNote({ chain }: { chain: Chain }) {
  const { entries, anchor, last, breaks } = chain;
  const oldest = entries[0];
  const since = oldest ? ` since ${dateWords(oldest.atMs)}` : '';
  const noun = entries.length === 1 ? 'entry' : 'entries';
  if (breaks.length > 0) return <Broken breaks={breaks} />;
  return (
    <p class="chain-note">
      <Icon shapes={ShieldCheck} />
      <span>
        Chain verified: {entries.length.toLocaleString('en-GB')} {noun}
        {since}.{anchor.seq > 0 && ' Older ones have been let go.'}
        <span class="quiet">
          {' '}
          Ends with entry {last.seq}, hash <code title={last.hash}>{last.hash.slice(0, 16)}…</code>
        </span>
      </span>
    </p>
  );
}

function Broken({ breaks }: { breaks: readonly ChainBreak[] }) {
  return (
    <Notice tone="warn" role="status" title="This record is not whole">
      <ul class="chain-breaks">
        {breaks.slice(0, MOST_BREAKS).map((each) => (
          <li key={each.fromSeq}>{breakWords(each)}</li>
        ))}
      </ul>
      {breaks.length > MOST_BREAKS && <p>And {breaks.length - MOST_BREAKS} more places.</p>}
      <p>All that can be read is shown. Damage in the browser’s storage can do that.</p>
    </Notice>
  );
}

function breakWords({ kind, fromSeq, toSeq }: ChainBreak): string {
  const one = fromSeq === toSeq;
  const which = one ? `Entry ${fromSeq}` : `Entries ${fromSeq} to ${toSeq}`;
  if (kind === 'missing') return `${which} ${one ? 'is' : 'are'} missing.`;
  return `${which} ${one ? 'is not what was' : 'are not what was'} written, or what follows is not.`;
}
