import { outsideBrowser } from '../adapters/outside-browser.ts';
import { browserPageScripts } from '../adapters/page-scripts.ts';
import { createLaterServices, type LaterServices } from './later.ts';
import type { Services, World } from './services.ts';

/** What is seldom needed, with the parts of the real world that only it reaches. */
export function createLaterInBrowser(world: World, services: Services): LaterServices {
  return createLaterServices(
    { ...world, outside: outsideBrowser, pageScripts: browserPageScripts },
    services,
  );
}
