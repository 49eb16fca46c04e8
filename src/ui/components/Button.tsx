import { LoaderCircle } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon, type IconShapes } from './Icon.tsx';

interface ButtonProps {
  children: ComponentChildren;
  onClick?: () => void;
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  type?: 'button' | 'submit';
  icon?: IconShapes;
  /** Being worked on: keeps its size and its name, takes no second click. */
  busy?: boolean;
  disabled?: boolean;
  /** For a button that opens something below it: whether that is open. */
  expanded?: boolean;
}

/** A button with words. */
export function Button(props: ButtonProps) {
  const { kind = 'plain', type = 'button', busy = false, disabled = false, icon } = props;
  return (
    <button
      type={type}
      class={`button button-${kind}`}
      aria-busy={busy || undefined}
      aria-expanded={props.expanded}
      // `disabled` would drop the focus of the person who pressed it.
      aria-disabled={busy || disabled || undefined}
      onClick={(event) => {
        if (busy || disabled) event.preventDefault();
        else props.onClick?.();
      }}
    >
      {icon && <Icon shapes={icon} />}
      <span>{props.children}</span>
      {busy && (
        <span class="button-busy">
          <Icon shapes={LoaderCircle} spin />
        </span>
      )}
    </button>
  );
}

interface IconButtonProps {
  name: string;
  icon: IconShapes;
  onClick: () => void;
  pressed?: boolean;
}

/** A button that is only an icon; its name is spoken and shown as a tooltip. */
export function IconButton(props: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.name}
      title={props.name}
      aria-pressed={props.pressed}
      onClick={props.onClick}
    >
      <Icon shapes={props.icon} />
    </button>
  );
}
