import type { ComponentChildren } from 'preact';
import type { ProviderCard } from '../../../domain/provider-card.ts';
import { Badge } from '../../components/Badge.tsx';
import type { ImportFind } from '../../import/finds.ts';
import { expiryWords, fieldWords, raggedWords, sameWords } from './found-words.ts';

interface FoundKeyProps {
  find: ImportFind;
  systems: readonly ProviderCard[];
  ticked: boolean;
  onTick: (ticked: boolean) => void;
  onSystem: (id: string) => void;
}

/** One key of a file: what it is called, whose it is, what it has and what it lacks. */
export function FoundKey({ find, systems, ticked, onTick, onSystem }: FoundKeyProps) {
  const { label, line, same, ready } = find;
  const name = label === '' ? 'Without a name' : label;
  const place = line === null ? '' : `Line ${line}`;
  return (
    <tr>
      <td class="found-tick">
        <input
          type="checkbox"
          aria-label={`Import “${name}”${place && `, ${place.toLowerCase()}`}`}
          checked={ticked}
          disabled={!ready}
          onChange={(event) => onTick(event.currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <span class="found-label">{name}</span>
        {place && <span class="fact-caption">{place}</span>}
        {same && <Badge tone="warn">{sameWords(same)}</Badge>}
      </th>
      <td class="found-system">
        <System find={find} systems={systems} name={name} onSystem={onSystem} />
      </td>
      <td>
        <Contents find={find} />
      </td>
    </tr>
  );
}

type SystemProps = Pick<FoundKeyProps, 'find' | 'systems' | 'onSystem'> & { name: string };

/** The system: to be chosen where the file leaves a doubt and there is a choice. */
function System({ find, systems, name, onSystem }: SystemProps) {
  const known = systems.find(({ id }) => id === find.provider);
  const doubtful = find.provider === null || (!find.sure && systems.length > 1);
  if (!doubtful) return <>{known?.label}</>;
  return (
    <select
      class="input"
      aria-label={`System of “${name}”`}
      value={find.provider ?? ''}
      onChange={(event) => onSystem(event.currentTarget.value)}
    >
      {find.provider === null && <option value="">Choose one</option>}
      {systems.map(({ id, label }) => (
        <option key={id} value={id} selected={id === find.provider}>
          {label}
        </option>
      ))}
    </select>
  );
}

function Contents({ find }: { find: ImportFind }) {
  const { fields, expiry, ragged, provider } = find;
  const expires = expiryWords(expiry);
  return (
    <ul class="found-contents">
      {provider === null && <Problem>The file names a system that Latchkey does not know</Problem>}
      {ragged && <Problem>{raggedWords(ragged)}</Problem>}
      {fields.map((field) =>
        field.problem === null ? (
          <li key={field.label}>{fieldWords(field)}</li>
        ) : (
          <Problem key={field.label}>{fieldWords(field)}</Problem>
        ),
      )}
      {expires && <li class={expiry.state === 'unreadable' ? 'found-doubt' : ''}>{expires}</li>}
    </ul>
  );
}

function Problem(props: { children: ComponentChildren }) {
  return <li class="found-problem">{props.children}</li>;
}
