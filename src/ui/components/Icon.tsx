import type { Lock } from 'lucide';
import { type ComponentChild, h } from 'preact';

/** An icon as data: its shapes on a grid of 24. */
export type IconShapes = typeof Lock;

/** Draws an icon; silent for assistive technology, because words stand beside it or name its button. */
export function Icon(props: { shapes: IconShapes; size?: number; spin?: boolean }) {
  const { shapes, size = 16, spin = false } = props;
  return (
    <svg
      class={spin ? 'icon icon-spin' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {shapes.map(([tag, attributes]): ComponentChild => h(tag, attributes))}
    </svg>
  );
}
