import type { BrowserKind } from '../../../scripts/browsers.ts';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import type { LaunchOptions, LiveBrowser } from './live-browser.ts';

const launchers: Record<BrowserKind, (options: LaunchOptions) => Promise<LiveBrowser>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
};

/** The browser that this run is about: `LATCHKEY_BROWSER`, by default Chromium. */
export const browserUnderTest: BrowserKind =
  process.env['LATCHKEY_BROWSER'] === 'firefox' ? 'firefox' : 'chromium';

/** Launches the browser under test with Latchkey in it. */
export function launch(options: LaunchOptions = {}): Promise<LiveBrowser> {
  return launchers[browserUnderTest](options);
}
