import type { ComponentChildren } from 'preact';

/** One or two words with a colour that says the same. */
export function Badge(props: {
  tone: 'good' | 'quiet' | 'warn' | 'danger' | 'accent';
  dot?: boolean;
  children: ComponentChildren;
}) {
  return (
    <span class={`badge badge-${props.tone}`}>
      {props.dot && <span class="badge-dot" aria-hidden="true" />}
      {props.children}
    </span>
  );
}
