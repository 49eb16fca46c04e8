import type { ManifestV3Export } from '@crxjs/vite-plugin';
import manifest from '../manifest.json' with { type: 'json' };
import packageFile from '../package.json' with { type: 'json' };

/** The browsers that a build is made for. */
export type Browser = 'chromium' | 'firefox';

/** The extension's ID in Firefox; Chromium's follows from `key` in manifest.json. */
export const FIREFOX_ID = 'latchkey@latchkey.example';

/** What leaves the browser for us: nothing. */
const COLLECTED: ['none'] = ['none'];

/** manifest.json as one browser wants it, with the version of package.json. */
export function manifestFor(browser: Browser): ManifestV3Export {
  const versioned = { ...manifest, version: packageFile.version };
  return browser === 'chromium' ? versioned : firefoxManifest(versioned);
}

/** Permissions of manifest.json that Firefox does not know, or that would do nothing there. */
const CHROMIUM_ONLY = ['idle', 'offscreen', 'sidePanel'];

function forFirefox(permissions: readonly string[]): string[] {
  return permissions.filter((permission) => !CHROMIUM_ONLY.includes(permission));
}

function firefoxManifest(versioned: typeof manifest) {
  const {
    key: _key,
    minimum_chrome_version: _minimum,
    side_panel,
    background,
    ...shared
  } = versioned;
  return {
    ...shared,
    permissions: [
      ...forFirefox(shared.permissions),
      // To take a header off: src/adapters/origin-header.ts. No browser warns of it.
      'declarativeNetRequestWithHostAccess',
    ],
    optional_permissions: forFirefox(shared.optional_permissions),
    background: { scripts: [background.service_worker], type: 'module' },
    sidebar_action: {
      default_title: shared.name,
      default_panel: side_panel.default_path,
      default_icon: shared.action.default_icon,
      open_at_install: false,
    },
    browser_specific_settings: {
      gecko: {
        id: FIREFOX_ID,
        strict_min_version: '142.0',
        data_collection_permissions: { required: COLLECTED },
      },
    },
  };
}
