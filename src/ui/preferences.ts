/**
 * What lies outside the vault so that the first paint is the right one: the theme, the last tab, and
 * whether the vault was locked (`public/first-paint.js` reads it too). Beside it what was chosen for
 * the screen: presenter mode, how summaries are copied, and the country that callers call from.
 */
const PREFIX = 'latchkey.';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export type VaultGuess = 'missing' | 'locked' | 'unlocked' | 'damaged';
const GUESSES: readonly VaultGuess[] = ['missing', 'locked', 'unlocked', 'damaged'];

/** The chosen theme; "system" until one was chosen. */
export function readTheme(): Theme {
  return THEMES.find((theme) => theme === read('theme')) ?? 'system';
}

/** Keeps the theme and shows it at once. */
export function chooseTheme(theme: Theme): void {
  write('theme', theme);
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** The tab that was open last, by its id. */
export function readTab(): string | null {
  return read('tab');
}

export function keepTab(tab: string): void {
  write('tab', tab);
}

/** How the vault stood when a page last heard of it; `null` when none ever did. */
export function readVaultGuess(): VaultGuess | null {
  return GUESSES.find((guess) => guess === read('vault')) ?? null;
}

export function keepVaultGuess(guess: VaultGuess): void {
  write('vault', guess);
}

/** What was chosen for the screen and says nothing of keys and meetings. */
type Choice = 'country' | 'summary' | 'summary-masked' | 'presenting';

/** Whether presenter mode is on. */
export function isPresenting(): boolean {
  return read('presenting') === 'yes';
}

export function readPreference(name: Choice): string | null {
  return read(name);
}

export function keepPreference(name: Choice, value: string): void {
  write(name, value);
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    // Site data may be blocked: the page then starts as it would the first time.
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Nothing depends on it but the first frame of the next start.
  }
}
