import type { Scene } from '../preview/scene.ts';
import { field, find, press, see } from './person.ts';

/** Less is for a place that may not have what comes next. */
export const LONG_PATIENCE_MS = 1_000;

/** Does what a scene's person does; names the steps for which this place has nothing. */
export async function walk({ steps = [] }: Scene, patienceMs: number): Promise<string[]> {
  const missing: string[] = [];
  for (const step of steps) {
    try {
      await see(() => act(step), patienceMs);
    } catch {
      missing.push(step);
      // A popup closes where a tab would open: nothing follows.
      if (patienceMs < LONG_PATIENCE_MS) break;
    }
    await settled();
  }
  return missing;
}

/** No page is quiet for so long while something is still to be drawn. */
const QUIET_MS = 20;

/** Lets what was pressed be answered and drawn: until nothing in the page changes any more. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      watcher.disconnect();
      clearTimeout(latest);
      resolve();
    };
    let quiet = setTimeout(done, QUIET_MS);
    // What counts seconds is never quiet.
    const latest = setTimeout(done, 20 * QUIET_MS);
    const watcher = new MutationObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(done, QUIET_MS);
    });
    watcher.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
}

function act(step: string): void {
  const [verb = '', ...rest] = step.split(' ');
  const [name = '', text = ''] = rest.join(' ').split(' = ');
  ACTS[verb]?.(name, text);
}

const ACTS: Record<string, (name: string, text: string) => void> = {
  type: (name, text) => put(field(name), text),
  try: (_, text) => put(first('form[aria-labelledby="tester-title"] input'), text),
  choose: (name, text) => {
    const select = field(name);
    select.value = text;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  },
  check: (name) => field(name).click(),
  press: (name) => press(name),
  link: (name) => press(new RegExp(name)),
  tab: (name) => find('tab', name).click(),
  open: (name) => {
    const summary = [...document.querySelectorAll('summary')].find(({ textContent }) =>
      textContent?.includes(name),
    );
    const details = summary?.closest('details');
    if (!details) throw new Error(`Nothing opens by “${name}”.`);
    details.open = true;
  },
  file: () => {
    const input = first('input[type=file]');
    const file = new File(['a file'], 'any.csv');
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    input.dispatchEvent(new Event('change', { bubbles: true }));
  },
};

function first(selector: string): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>(selector);
  if (found === null) throw new Error(`No ${selector}.`);
  return found;
}

function put(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
