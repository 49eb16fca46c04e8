import { useState } from 'preact/hooks';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { ActivityFilters } from './ActivityFilters.tsx';
import { ActivityList } from './ActivityList.tsx';
import type { Chain } from './activity-chain.ts';
import { type ActivityFilter, isFiltered, matching, NO_FILTER } from './activity-filter.ts';
import { ChainNote } from './ChainNote.tsx';
import { ExportButtons } from './ExportButtons.tsx';
import { ForgetActivity } from './ForgetActivity.tsx';
import { useChain } from './use-chain.ts';
import './activity.css';

interface ActivityDeskProps {
  /** The key that it is about at first; '': every key. */
  about: string;
  /** Whether it can be seen: what cannot be seen asks for nothing. */
  shown: boolean;
}

/** The record of activity: what is searched for, what was found, and whether it is whole. */
export function ActivityDesk({ about, shown }: ActivityDeskProps) {
  const { chain, failure, look } = useChain(shown);
  return (
    <>
      {failure && <FailureNote failure={failure} onRetry={look} />}
      {chain && <Found chain={chain} about={about} onForgotten={look} />}
    </>
  );
}

interface FoundProps {
  chain: Chain;
  about: string;
  onForgotten: () => void;
}

function Found({ chain, about, onForgotten }: FoundProps) {
  const [filter, setFilter] = useState({ ...NO_FILTER, credentialId: about });
  const change = (part: Partial<ActivityFilter>) => setFilter((before) => ({ ...before, ...part }));
  const found = matching(chain.entries, filter);
  if (chain.entries.length === 0 && chain.breaks.length === 0) return <NothingYet />;
  return (
    <>
      <ChainNote chain={chain} />
      <ActivityFilters entries={chain.entries} filter={filter} onChange={change} />
      {found.length === 0 ? (
        <div class="empty">
          <p class="empty-title">No entry matches</p>
          {isFiltered(filter) && (
            <Button onClick={() => setFilter(NO_FILTER)}>Show all activity</Button>
          )}
        </div>
      ) : (
        <>
          <ExportButtons found={found} chain={chain} />
          <ActivityList key={JSON.stringify(filter)} entries={found} />
        </>
      )}
      <ForgetActivity onForgotten={onForgotten} />
    </>
  );
}

function NothingYet() {
  return (
    <div class="empty">
      <p class="empty-title">Nothing noted yet</p>
      <p class="quiet">
        From now on, what is done with your keys is noted here: look-ups, renewals, changes,
        hand-overs and backups, each with its time and outcome. It stays encrypted in this browser.
      </p>
    </div>
  );
}
