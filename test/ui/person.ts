import { render } from 'preact';
import { vi } from 'vitest';
import { showPanel } from '../../src/panel/PanelFrame.tsx';
import { showPopup } from '../../src/popup/PopupFrame.tsx';
import type { FakeProgram } from '../preview/fake-program.ts';

/** What a person sees and does: everything is found by its role and its name. */

export function openPopup({ world }: FakeProgram): void {
  showPopup(freshPage(), world);
}

export function openPanel({ world }: FakeProgram): void {
  showPanel(freshPage(), world);
}

export function closePage(): void {
  const root = document.querySelector('#app');
  if (root) render(null, root);
  document.body.replaceChildren();
  localStorage.clear();
}

/** Waits until something can be seen. */
export function see<T>(look: () => T, timeout = 3_000): Promise<T> {
  return vi.waitFor(look, { interval: 5, timeout });
}

const ROLES = {
  button: 'button:not([role])',
  tab: '[role=tab]',
  alert: '[role=alert]',
  status: '[role=status]',
  region: 'section, [role=region]',
  article: 'article',
  heading: 'h1, h2, h3, h4',
  link: 'a[href]',
  table: 'table',
  row: 'tr',
} as const;
type Role = keyof typeof ROLES;

/** What has this role and name (or text, where the role has no name of its own). */
export function find(
  role: Role,
  name: string | RegExp,
  within: ParentNode = document,
): HTMLElement {
  const found = all(role, within).find((each) => matches(nameOf(each), name));
  if (found === undefined) {
    throw new Error(`No ${role} “${name}”. There is: ${all(role, within).map(nameOf).join(' | ')}`);
  }
  return found;
}

export function all(role: Role, within: ParentNode = document): HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>(ROLES[role])].filter(
    (each) => each.closest('[hidden]') === null,
  );
}

/** The field with this label. */
export function field(label: string): HTMLInputElement {
  const inputs = [...document.querySelectorAll<HTMLInputElement>('input, select, textarea')];
  const found = inputs.find((each) => labelOf(each) === label);
  if (found === undefined) throw new Error(`No field “${label}”.`);
  return found;
}

export function type(label: string, text: string): void {
  const input = field(label);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

export function press(name: string | RegExp, within?: ParentNode): void {
  find('button', name, within).click();
}

/** What is said of a term in a description list. */
export function fact(term: string, within: ParentNode = document): string {
  const terms = [...within.querySelectorAll('dt')];
  const found = terms.find((each) => each.textContent === term);
  if (found === undefined) throw new Error(`No term “${term}”.`);
  return found.parentElement?.querySelector('dd')?.textContent ?? '';
}

function freshPage(): Element {
  const root = document.createElement('div');
  root.id = 'app';
  document.body.replaceChildren(root);
  return root;
}

function nameOf(element: HTMLElement): string {
  const label = element.getAttribute('aria-label');
  const owner = element.getAttribute('aria-labelledby');
  const text = owner === null ? element.textContent : document.getElementById(owner)?.textContent;
  return (label ?? text ?? '').trim();
}

function labelOf(input: HTMLInputElement): string | null {
  const label = document.querySelector(`label[for="${input.id}"]`)?.textContent;
  return input.getAttribute('aria-label') ?? label ?? null;
}

function matches(name: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? name === wanted : wanted.test(name);
}
