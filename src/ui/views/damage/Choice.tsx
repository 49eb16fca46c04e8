import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon, type IconShapes } from '../../components/Icon.tsx';

interface ChoiceProps {
  icon: IconShapes;
  title: string;
  children: ComponentChildren;
}

/** One way out, as a card. */
export function Choice({ icon, title, children }: ChoiceProps) {
  const id = useId();
  return (
    <section class="card choice" aria-labelledby={id}>
      <div class="way-head">
        <span class="way-icon">
          <Icon shapes={icon} size={20} />
        </span>
        <h2 class="key-title" id={id}>
          {title}
        </h2>
      </div>
      {children}
    </section>
  );
}
