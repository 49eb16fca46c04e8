import { options, type VNode } from 'preact';
import * as v from 'valibot';
import { withoutPersonalForms } from '../../domain/personal-forms.ts';
import type { Call } from '../../rpc/contract.ts';
import { isPresenting } from '../preferences.ts';
import type { Program } from '../program.ts';
import { followScreen } from './follow-screen.ts';
import { createPersonalNames } from './personal-names.ts';
import './presenter.css';

/** What is drawn of an element beside its text. */
const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'] as const;
/** Answers whose names are the program's own, or a system's. */
const IMPERSONAL: ReadonlySet<Call> = new Set(['providers.list', 'access.ways', 'shortcuts.list']);

/**
 * Presenter mode. Every text that a page shows becomes a node of its tree; here is the one place
 * through which all of them go, so that no view can forget it. What is copied, saved and sent is
 * untouched: only what is drawn is masked. Fields keep their values, and show dots (presenter.css).
 */
export function createPresenter(program: Program, root: Element, draw: () => void): void {
  const names = createPersonalNames();
  names.learn(program.snapshot.state);
  program.overhear((call, input, answer) => {
    if (call !== null && IMPERSONAL.has(call)) return;
    names.learn(input);
    names.learn(answer);
  });
  const before = options.vnode;
  const masked = (text: string) => (isOurs(text) ? text : withoutPersonalForms(names.masked(text)));

  function mask(on: boolean) {
    document.documentElement.toggleAttribute('data-presenting', on);
    if (on) options.vnode = (node) => maskNode(node, masked);
    else if (before) options.vnode = before;
    else delete options.vnode;
  }

  let on = program.snapshot.presenting;
  mask(on);
  program.subscribe(() => {
    if (program.snapshot.presenting === on) return;
    on = program.snapshot.presenting;
    mask(on);
    draw();
  });
  followScreen(program);
  // Another page of ours, in which it was switched.
  addEventListener('storage', function follow() {
    if (root.isConnected) program.present(isPresenting());
    else removeEventListener('storage', follow);
  });
}

/** Examples that stand in the program itself. */
const OURS: readonly string[] = ['123 456 789', 'jane@example.com', 'https://example.webex.com/…'];

function isOurs(text: string): boolean {
  return OURS.includes(text);
}

function maskNode(node: VNode, masked: (text: string) => string): void {
  // The types know no nodes of text: their props are the text.
  const props: unknown = node.props;
  if (typeof props === 'string') Reflect.set(node, 'props', masked(props));
  else if (typeof props === 'number') Reflect.set(node, 'props', masked(String(props)));
  else if (typeof node.type === 'string' && typeof props === 'object' && props !== null) {
    maskAttributes(props, masked);
    if (node.type === 'a') hideTarget(props);
  }
}

function maskAttributes(props: object, masked: (text: string) => string): void {
  for (const name of ATTRIBUTES) {
    const value: unknown = Reflect.get(props, name);
    if (typeof value === 'string') Reflect.set(props, name, masked(value));
  }
}

const wayOut = v.object({ target: v.optional(v.string()), rel: v.optional(v.string()) });

/** A browser shows below the page where a link leads: it leads nowhere until it is pressed. */
function hideTarget(props: object): void {
  const href: unknown = Reflect.get(props, 'href');
  if (typeof href !== 'string' || href === '#') return;
  // A phone number opens no tab of its own.
  const { target = '', rel = '' } = v.parse(wayOut, props);
  Reflect.set(props, 'href', '#');
  Reflect.set(props, 'onClick', (event: Event) => {
    event.preventDefault();
    const link = document.createElement('a');
    Object.assign(link, { href, target, rel });
    link.click();
  });
}
