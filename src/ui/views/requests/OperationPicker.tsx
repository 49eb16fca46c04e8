import { ChevronDown } from 'lucide';
import { grouped } from '../../../domain/grouped.ts';
import { Field } from '../../components/Field.tsx';
import { Icon } from '../../components/Icon.tsx';
import { FREE, type RequestDraft } from './use-request-draft.ts';

/** The operations of a system, in their groups, and the request that is written freely. */
export function OperationPicker({ draft }: { draft: RequestDraft }) {
  const { operation, operations, chooseOperation } = draft;
  const selected = operation?.id ?? FREE;
  return (
    <Field label="Operation">
      {(control) => (
        <div class="select">
          <select
            {...control}
            class="input select-input"
            value={selected}
            disabled={operations === null}
            onChange={(event) => chooseOperation(event.currentTarget.value)}
          >
            {[...grouped(operations ?? [], ({ group }) => group)].map(([group, own]) => (
              <optgroup key={group} label={group}>
                {own.map(({ id, label }) => (
                  <option key={id} value={id} selected={id === selected}>
                    {label}
                  </option>
                ))}
              </optgroup>
            ))}
            <option value={FREE} selected={selected === FREE}>
              Free request
            </option>
          </select>
          <Icon shapes={ChevronDown} size={14} />
        </div>
      )}
    </Field>
  );
}
