import type { LosslessValue } from '../../../domain/lossless-json.ts';
import { Breakable } from '../../components/Breakable.tsx';
import { Notice } from '../../components/Notice.tsx';
import { type SettingChange, settingsDiff } from './settings-diff.ts';
import './settings-diff.css';

interface SettingsDiffProps {
  /** The settings as the system told them. */
  before: LosslessValue;
  /** The body that would be sent. */
  after: LosslessValue;
}

/** What a change would do, to be read before it is sent. */
export function SettingsDiff({ before, after }: SettingsDiffProps) {
  const { changes, same } = settingsDiff(before, after);
  if (changes.length === 0) {
    return (
      <Notice tone="info" title="Nothing would change">
        {same === 0 ? 'No setting is filled in.' : 'All that would be sent is so already.'}
      </Notice>
    );
  }
  return (
    <>
      <div class="settings-diff">
        <table class="table" aria-label="Changes">
          <thead>
            <tr>
              <th scope="col">Setting</th>
              <th scope="col">Now</th>
              <th scope="col">Then</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <ChangeRow key={change.path.join('.')} change={change} />
            ))}
          </tbody>
        </table>
      </div>
      {same > 0 && <p class="quiet">{sameWords(same)}</p>}
    </>
  );
}

function sameWords(count: number): string {
  return count === 1
    ? 'One other setting would be sent as it is already.'
    : `${count} other settings would be sent as they are already.`;
}

function ChangeRow({ change: { path, now, next, items } }: { change: SettingChange }) {
  return (
    <tr>
      <th scope="row">
        <code>
          <Breakable text={path.join('.')} />
        </code>
      </th>
      <td>{now === null ? <span class="quiet">Not told</span> : <del>{now}</del>}</td>
      <td>
        <ins>{next}</ins>
        {items && <ItemWords {...items} />}
      </td>
    </tr>
  );
}

function ItemWords({ added, removed }: { added: string[]; removed: string[] }) {
  const parts = [
    added.length > 0 ? `Added: ${added.join(', ')}.` : '',
    removed.length > 0 ? `Removed: ${removed.join(', ')}.` : '',
  ];
  return <p class="settings-diff-items">{parts.filter((part) => part !== '').join(' ')}</p>;
}
