import type { ActivityEntry } from '../../../domain/activity.ts';
import { MINUTE } from '../../../domain/time.ts';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { fromLocalInput, toLocalInput } from '../../date-words.ts';
import { type ActivityFilter, keysIn } from './activity-filter.ts';
import { GROUPS, type Group } from './activity-words.ts';

interface ActivityFiltersProps {
  entries: readonly ActivityEntry[];
  filter: ActivityFilter;
  onChange: (part: Partial<ActivityFilter>) => void;
}

/** What is searched for. */
export function ActivityFilters({ entries, filter, onChange: change }: ActivityFiltersProps) {
  return (
    <search class="activity-filters" aria-label="Filter">
      <SelectField
        label="Key"
        value={filter.credentialId}
        options={keyOptions(entries, filter.credentialId)}
        onChange={(credentialId) => change({ credentialId })}
      />
      <SelectField
        label="What"
        value={filter.group}
        options={[
          { value: '', label: 'Everything' },
          ...Object.entries(GROUPS).map(([value, label]) => ({ value, label })),
        ]}
        onChange={(group) => change({ group: isGroup(group) ? group : '' })}
      />
      <SelectField
        label="Outcome"
        value={filter.failedOnly ? 'failed' : ''}
        options={[
          { value: '', label: 'Done or failed' },
          { value: 'failed', label: 'Failed only' },
        ]}
        onChange={(outcome) => change({ failedOnly: outcome === 'failed' })}
      />
      <TextField
        label="Label contains"
        value={filter.label}
        onInput={(label) => change({ label })}
      />
      <TextField
        type="datetime-local"
        label="From"
        value={toLocalInput(filter.fromMs)}
        onInput={(from) => change({ fromMs: fromLocalInput(from) })}
      />
      <TextField
        type="datetime-local"
        label="To"
        value={toLocalInput(filter.toMs)}
        onInput={(to) => change({ toMs: endOfMinute(fromLocalInput(to)) })}
      />
    </search>
  );
}

/** Keys by their last names; one of which nothing was noted yet can be asked for, too. */
function keyOptions(entries: readonly ActivityEntry[], chosen: string) {
  const keys = keysIn(entries).map(({ id, label }) => ({ value: id, label }));
  const known = chosen === '' || keys.some(({ value }) => value === chosen);
  return [
    { value: '', label: 'Every key' },
    ...keys,
    ...(known ? [] : [{ value: chosen, label: 'This key' }]),
  ];
}

function isGroup(group: string): group is Group {
  return Object.hasOwn(GROUPS, group);
}

/** Whoever types a minute means all of it. */
function endOfMinute(instantMs: number | null): number | null {
  return instantMs === null ? null : instantMs + MINUTE - 1;
}
