import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

const ICONS = { info: Info, good: CircleCheck, warn: TriangleAlert, danger: CircleAlert } as const;

interface NoticeProps {
  tone: keyof typeof ICONS;
  title?: string;
  /** `alert` interrupts, `status` waits for a pause; without one nothing is announced. */
  role?: 'alert' | 'status';
  children?: ComponentChildren;
  /** Buttons. */
  actions?: ComponentChildren;
}

/** Something that the person should know, with its tone as colour, icon and words. */
export function Notice({ tone, title, role, children, actions }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={role}>
      <Icon shapes={ICONS[tone]} />
      <div class="notice-body">
        {title && <p class="notice-title">{title}</p>}
        {children && <div class="notice-text">{children}</div>}
        {actions && <div class="actions">{actions}</div>}
      </div>
    </div>
  );
}
