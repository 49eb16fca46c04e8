import { useState } from 'preact/hooks';
import type { LosslessValue } from '../../../domain/lossless-json.ts';
import {
  childrenOf,
  glimpseOf,
  isBranch,
  leafText,
  shortened,
  sizeWordsOf,
} from './answer-body.ts';

/** So many parts of one value are drawn at first; each time that more are wanted, twice as many. */
const AT_ONCE = 100;
/** So much of a value is drawn (in characters); as text, and copied, it is whole. */
const LONGEST = 5_000;
/** Open from the start: what lies that deep, where it has few parts. */
const OPEN_DEPTH = 2;
const FEW = 25;

/** A JSON value whose parts are opened one by one; what is closed is not drawn, so a large one is fast. */
export function AnswerTree({ value }: { value: LosslessValue }) {
  if (!isBranch(value)) return <Leaf value={value} />;
  return (
    <div class="tree">
      <Children value={value} depth={0} />
    </div>
  );
}

interface PartProps {
  name: string;
  value: LosslessValue;
  depth: number;
  /** Whether the name is a place in a list. */
  place: boolean;
  /** Whether it is one of many, which are closed. */
  crowded: boolean;
}

function Part({ name, value, depth, place, crowded }: PartProps) {
  const [open, setOpen] = useState(
    !crowded && depth < OPEN_DEPTH && childrenOf(value).length <= FEW,
  );
  const label = <span class={place ? 'tree-place' : 'tree-name'}>{name}</span>;
  if (!isBranch(value) || childrenOf(value).length === 0) {
    return (
      <p class="tree-leaf">
        {label} <Leaf value={value} />
      </p>
    );
  }
  const isGlimpsed = place && !open;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class={isGlimpsed ? 'tree-glimpse' : ''}>
        {label} <span class="tree-size">{isGlimpsed ? glimpseOf(value) : sizeWordsOf(value)}</span>
      </summary>
      {open && <Children value={value} depth={depth + 1} />}
    </details>
  );
}

function Children({ value, depth }: { value: LosslessValue; depth: number }) {
  const [shown, setShown] = useState(AT_ONCE);
  const children = childrenOf(value);
  const rest = children.length - shown;
  return (
    <div class="tree-children">
      {children.slice(0, shown).map(([name, child]) => (
        <Part
          key={name}
          name={name}
          value={child}
          depth={depth}
          place={Array.isArray(value)}
          crowded={children.length > FEW}
        />
      ))}
      {rest > 0 && (
        <button type="button" class="link" onClick={() => setShown(2 * shown)}>
          Show {Math.min(rest, shown).toLocaleString('en')} of {rest.toLocaleString('en')} more
        </button>
      )}
    </div>
  );
}

function Leaf({ value }: { value: LosslessValue }) {
  const kind = typeof value === 'string' ? 'text' : 'plain';
  return <span class={`tree-value tree-${kind}`}>{shortened(leafText(value), LONGEST)}</span>;
}
