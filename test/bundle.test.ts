import { describe, expect, it } from 'vitest';
import packageFile from '../package.json' with { type: 'json' };
import { KDF_SCRIPT } from '../src/domain/kdf-script.ts';
import {
  CLIPBOARD_PERMISSIONS,
  REMINDER_PERMISSIONS,
  SYSTEM_LOCK_PERMISSIONS,
} from '../src/domain/optional-permission.ts';
import { HELPER_SCRIPT, SELECTION_SCRIPT } from '../src/domain/page-script.ts';
import { readBuild } from './built-extension.ts';

/** Words that only the estimator of a passphrase's strength has: its code, and its lists. */
const ESTIMATOR_ONLY = ['mostGuessableMatchSequence', 'A123456ApasswordA12345678'];

const KILOBYTE = 1_000;
const LARGEST_POPUP = 30 * KILOBYTE;
const LARGEST_WORKER = 60 * KILOBYTE;
const LARGEST_PAGE_SCRIPT = 9 * KILOBYTE;
const LARGEST_OFFSCREEN = 4 * KILOBYTE;
const OFFSCREEN = 'src/offscreen/offscreen.html';

/** A word that only the library has that makes keys of passphrases. */
const KDF_ONLY = 'dkLen';

/** Words that only the worker's code has: a provider's address, signing, sealing, the passphrase's work. */
const WORKER_ONLY = ['meetings-api.webex.com', 'A256GCM', 'argon2', 'JWTToken'];

describe.each(['chromium', 'firefox'] as const)('The build for %s', (browser) => {
  const isChromium = browser === 'chromium';
  const build = readBuild(browser);
  const { manifest } = build;
  const popup = manifest.action.default_popup;
  const panel = manifest.side_panel?.default_path ?? manifest.sidebar_action?.default_panel ?? '';
  const worker = manifest.background.service_worker ?? manifest.background.scripts?.[0] ?? '';

  it('has the version of package.json and all the files that it names', () => {
    expect(manifest.version).toBe(packageFile.version);
    expect(build.files).toEqual(expect.arrayContaining([popup, panel, worker]));
  });

  it('asks for nothing at install that a browser would warn of', () => {
    const quiet = [
      'activeTab',
      'alarms',
      'contextMenus',
      'declarativeNetRequestWithHostAccess',
      'offscreen',
      'scripting',
      'sidePanel',
      'storage',
    ];
    expect(manifest.permissions.filter((permission) => !quiet.includes(permission))).toEqual([]);
    const asked = [
      ...CLIPBOARD_PERMISSIONS,
      ...(isChromium ? SYSTEM_LOCK_PERMISSIONS : []),
      ...REMINDER_PERMISSIONS,
    ];
    expect(manifest['optional_permissions']).toEqual(asked);
    expect(manifest['host_permissions']).toBeUndefined();
    expect(manifest['content_scripts']).toBeUndefined();
    expect(manifest.optional_host_permissions).toEqual([
      'https://*/*',
      'http://127.0.0.1/*',
      'http://localhost/*',
    ]);
  });

  it('shows nothing of itself to web pages and takes no message from them', () => {
    expect(manifest['web_accessible_resources'] ?? []).toEqual([]);
    expect(manifest['externally_connectable']).toBeUndefined();
  });

  it('runs no script from elsewhere, no inline script, no WebAssembly', () => {
    const policy = manifest.content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toMatch(/unsafe|wasm|blob:|https:\/\//);
  });

  const offscreen = build.files.filter((path) => path === OFFSCREEN);

  it('has a page without a face where the worker needs one', () => {
    expect(offscreen).toHaveLength(isChromium ? 1 : 0);
  });

  it.each(offscreen)('lets the page %s reach nothing at all', () => {
    const html = build.read(OFFSCREEN);
    expect(html).toContain(
      "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'none'",
    );
    const { critical, all } = build.scriptsOf(OFFSCREEN);
    expect(all).toEqual(critical);
    const code = all.map(build.read).join('\n');
    expect(code).not.toMatch(/\b(chrome|browser)\.|sendMessage|fetch\(/);
    expect(build.gzipSize(all)).toBeLessThan(LARGEST_OFFSCREEN);
  });

  it('makes keys of passphrases in one script by itself, which reaches nothing', () => {
    const scripts = build.files.filter((path) => path.endsWith('.js'));
    expect(scripts.filter((path) => build.read(path).includes(KDF_ONLY))).toEqual([KDF_SCRIPT]);
    expect(build.scriptsOf(KDF_SCRIPT).all).toEqual([KDF_SCRIPT]);
    expect(build.read(KDF_SCRIPT)).not.toMatch(
      /\b(chrome|browser|indexedDB|caches)\.|fetch\(|import\(|importScripts|WebSocket|XMLHttp/,
    );
  });

  it('has that script started from where the browser lets it, and named nowhere else', () => {
    const scripts = build.files.filter((path) => path.endsWith('.js'));
    const starters = scripts.filter((path) => /\bnew Worker\(/.test(build.read(path)));
    expect(starters).toHaveLength(1);
    expect(build.scriptsOf(isChromium ? OFFSCREEN : worker).critical).toContain(starters[0]);
    expect(scripts.filter((path) => build.read(path).includes(KDF_SCRIPT))).toEqual(starters);
  });

  it.each([popup, panel])('lets the page %s reach nothing but the extension', (page) => {
    const html = build.read(page);
    const policy =
      /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/i.exec(html)?.[1] ?? '';
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=/);
  });

  it.each([popup, panel])('keeps addresses, signing and sealing out of the page %s', (page) => {
    const { all } = build.scriptsOf(page);
    expect(all.length).toBeGreaterThan(0);
    const found = all.flatMap((path) => {
      const code = build.read(path);
      return WORKER_ONLY.filter((word) => code.includes(word)).map((word) => `${word} in ${path}`);
    });
    expect(found).toEqual([]);
  });

  it.each([SELECTION_SCRIPT, HELPER_SCRIPT])(
    'puts %s into pages as one script, with no address, no secret and nothing that reaches out',
    (script) => {
      expect(build.files).toContain(script);
      expect(build.scriptsOf(script).all).toEqual([script]);
      const code = build.read(script);
      expect(WORKER_ONLY.filter((word) => code.includes(word))).toEqual([]);
      expect(code).not.toMatch(/fetch\(|XMLHttp|WebSocket|sendBeacon|\.storage\b|localStorage/);
      expect(build.gzipSize([script])).toBeLessThan(LARGEST_PAGE_SCRIPT);
    },
  );

  it('lets no page load anything of it, or talk to it', () => {
    expect(manifest['web_accessible_resources']).toBeUndefined();
    expect(manifest['externally_connectable']).toBeUndefined();
  });

  it('has all of that in the worker, so that the test above looks for the right words', () => {
    const code = build.scriptsOf(worker).all.map(build.read).join('\n');
    expect(WORKER_ONLY.filter((word) => !code.includes(word))).toEqual([]);
  });

  it('has no user interface in the worker', () => {
    const code = build.scriptsOf(worker).all.map(build.read).join('\n');
    expect(code).not.toMatch(/createElement|document\./);
  });

  it(`starts the popup with at most ${LARGEST_POPUP / KILOBYTE} kB of script`, () => {
    const { critical } = build.scriptsOf(popup);
    expect(critical.length).toBeGreaterThan(0);
    expect(build.gzipSize(critical)).toBeLessThanOrEqual(LARGEST_POPUP);
  });

  it('fetches the estimator of strength, with its lists, only where a passphrase is chosen', () => {
    const scripts = build.files.filter((path) => path.endsWith('.js'));
    const holders = scripts.filter((path) =>
      ESTIMATOR_ONLY.some((word) => build.read(path).includes(word)),
    );
    expect(holders).toHaveLength(1);
    expect(ESTIMATOR_ONLY.filter((word) => !build.read(holders[0] ?? '').includes(word))).toEqual(
      [],
    );
    for (const entry of [popup, panel]) {
      expect(build.scriptsOf(entry).critical).not.toContain(holders[0]);
    }
    expect(build.scriptsOf(panel).all).toContain(holders[0]);
    expect(build.scriptsOf(worker).all).not.toContain(holders[0]);
  });

  it('says where the lists of words are from, as their licence asks', () => {
    expect(build.read('notices.txt')).toMatch(/OpenSubtitles 2024.*ODC-BY/s);
  });

  it(`starts the worker with at most ${LARGEST_WORKER / KILOBYTE} kB of script`, () => {
    const { critical } = build.scriptsOf(worker);
    expect(build.gzipSize(critical)).toBeLessThanOrEqual(LARGEST_WORKER);
  });

  it('has the worker fetch one script later, in the way that the browser lets it', () => {
    const { critical, all } = build.scriptsOf(worker);
    const later = all.filter((path) => !critical.includes(path));
    expect(critical).toEqual([worker]);
    expect(later).toHaveLength(1);
    const code = all.map(build.read).join('\n');
    // A service worker must not import(), and fetches only what it had when it was installed.
    expect(code.includes('import(')).toBe(!isChromium);
    expect(code.includes(`"install",()=>importScripts("/${later[0]}")`)).toBe(isChromium);
    expect(build.gzipSize(later)).toBeLessThan(build.gzipSize(critical));
  });

  it('carries no table of the browser’s calls that it never makes', () => {
    const scripts = build.files.filter((path) => path.endsWith('.js'));
    expect(scripts.filter((path) => /\bbookmarks\b/.test(build.read(path)))).toEqual([]);
    // The rest of the polyfill is in the pages, and not in the worker, where it has nothing to do.
    const holders = scripts.filter((path) => build.read(path).includes('onRequestFinished'));
    expect(holders).toHaveLength(1);
    expect(build.scriptsOf(popup).critical).toContain(holders[0]);
    expect(build.scriptsOf(worker).all).not.toContain(holders[0]);
  });

  it('holds no sandbox and sets no HTML', () => {
    const scripts = build.files.filter((path) => path.endsWith('.js'));
    const code = scripts.map(build.read).join('\n');
    expect(code).not.toMatch(/Use the sandbox key|127\.0\.0\.1:8787|NOTASECRET/);
    expect(code).not.toMatch(/innerHTML\s*=[^=]/);
  });

  it('has no code for the other browser', () => {
    const scripts = build.files.filter((path) => path.endsWith('.js'));
    const other = isChromium ? /sidebarAction\b/ : /\b(sidePanel|createDocument)\b/;
    const ours = scripts.filter((path) =>
      other.test(build.read(path).replace(/"?sidebarAction"?\s*:\s*\{/g, '')),
    );
    expect(ours).toEqual([]);
  });
});
