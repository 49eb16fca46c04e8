// Finds the browsers that start and tests need, or installs them:
//   npx tsx scripts/browsers.ts chromium firefox display
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A kind of browser; any Chromium (Chrome and Edge too) is a "chromium". */
export type BrowserKind = 'chromium' | 'firefox';

/** What can be asked for: a browser, or what shows windows where there is no screen. */
export type Tool = BrowserKind | 'display';

interface Places {
  readonly name: string;
  /** The environment variable that names the executable and is believed before all else. */
  readonly variable: string;
  /** Names in the search path. */
  readonly commands: readonly string[];
  readonly files: Partial<Record<NodeJS.Platform, readonly string[]>>;
  readonly packages: readonly string[];
}

const PROGRAMS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
  (name) => process.env[name] ?? [],
);

/** Chromium before Chrome and Edge: it is the one that loads unpacked extensions without a fuss. */
const BROWSERS: Record<BrowserKind, Places> = {
  chromium: {
    name: 'Chromium, Chrome or Edge',
    variable: 'LATCHKEY_CHROMIUM',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'microsoft-edge'],
    files: {
      linux: ['/snap/bin/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'],
      darwin: [
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ],
      win32: under(PROGRAMS, [
        'Chromium\\Application\\chrome.exe',
        'Google\\Chrome\\Application\\chrome.exe',
        'Microsoft\\Edge\\Application\\msedge.exe',
      ]),
    },
    packages: ['chromium'],
  },
  firefox: {
    name: 'Firefox',
    variable: 'LATCHKEY_FIREFOX',
    commands: ['firefox-esr', 'firefox'],
    files: {
      linux: ['/usr/lib/firefox/firefox', '/opt/firefox/firefox'],
      darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
      win32: under(PROGRAMS, ['Mozilla Firefox\\firefox.exe']),
    },
    packages: ['firefox-esr'],
  },
};

/** An invisible screen, a window manager and a hand for its keyboard; only Linux needs them. */
const DISPLAY_COMMANDS = ['Xvfb', 'openbox', 'xdotool'];
const DISPLAY_PACKAGES = ['xvfb', 'openbox', 'xdotool'];

/** Where downloads go when there is no package manager that we know. */
const DOWNLOADS = fileURLToPath(new URL('../node_modules/.cache/browsers', import.meta.url));

/** The executable of an installed browser; `null` when there is none. */
export async function locateBrowser(kind: BrowserKind): Promise<string | null> {
  const { variable, commands, files } = BROWSERS[kind];
  const named = process.env[variable];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`${variable} is “${named}”, and there is no program of that name.`);
  }
  const inPath = commands.map(commandPath).find((path) => path !== null);
  const inPlace = (files[process.platform] ?? []).find(isExecutable);
  return inPath ?? inPlace ?? (await downloaded(kind));
}

/** The executable of a browser. @throws Error that says how to get one */
export async function findBrowser(kind: BrowserKind): Promise<string> {
  const path = await locateBrowser(kind);
  if (path) return path;
  throw new Error(`There is no ${BROWSERS[kind].name} here. ${howToHelp(kind)}`);
}

/** Whether windows can be shown where nobody looks: what the permission prompt's test needs. */
export function hasDisplayTools(): boolean {
  return DISPLAY_COMMANDS.every((command) => commandPath(command) !== null);
}

/** Finds each tool or installs what is missing. @throws Error that says what is missing and why */
export async function provide(tools: readonly Tool[]): Promise<void> {
  const missing = await missingOf(tools);
  if (missing.length === 0) return;
  const packages = missing.flatMap((tool) =>
    tool === 'display' ? DISPLAY_PACKAGES : BROWSERS[tool].packages,
  );
  console.log(`Installing what is missing here: ${packages.join(', ')}`);
  if (commandPath('apt-get')) installPackages(packages);
  for (const tool of await missingOf(missing)) {
    if (tool === 'display') throw new Error(`Please install ${DISPLAY_PACKAGES.join(', ')}.`);
    await download(tool);
    await findBrowser(tool);
  }
}

async function missingOf(tools: readonly Tool[]): Promise<Tool[]> {
  const missing: Tool[] = [];
  for (const tool of tools) {
    const there = tool === 'display' ? displayIsThere() : (await locateBrowser(tool)) !== null;
    if (!there) missing.push(tool);
  }
  return missing;
}

function displayIsThere(): boolean {
  return process.platform !== 'linux' || hasDisplayTools();
}

function installPackages(packages: readonly string[]): void {
  const options = ['-o', 'DPkg::Lock::Timeout=300'];
  const update = ['apt-get', 'update', '-qq', ...options];
  const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...options];
  run(update);
  // Ubuntu has only "firefox" and "chromium-browser": one by one, so that one cannot hinder another.
  for (const name of packages) run([...install, name]);
}

/** Runs a command as root. That it failed is noticed by what is missing afterwards. */
function run(command: readonly string[]): void {
  const asRoot = process.getuid?.() === 0 ? command : ['sudo', ...command];
  const [file = '', ...args] = asRoot;
  spawnSync(file, args, {
    stdio: ['inherit', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** The test tool's own downloader, which knows Chrome for Testing and Firefox. */
async function download(kind: BrowserKind): Promise<void> {
  try {
    const { install, resolveBuildId, detectBrowserPlatform, Browser } = await import(
      '@puppeteer/browsers'
    );
    const platform = detectBrowserPlatform();
    if (!platform) throw new Error(`nothing to download for ${process.platform}`);
    const browser = kind === 'chromium' ? Browser.CHROME : Browser.FIREFOX;
    const buildId = await resolveBuildId(browser, platform, 'stable');
    console.log(`Downloading ${browser} ${buildId}`);
    await install({ browser, buildId, platform, cacheDir: DOWNLOADS });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${BROWSERS[kind].name} is missing, and downloading it did not work (${reason}). ${howToHelp(kind)}`,
    );
  }
}

async function downloaded(kind: BrowserKind): Promise<string | null> {
  if (!existsSync(DOWNLOADS)) return null;
  const { Browser, getInstalledBrowsers } = await import('@puppeteer/browsers');
  const wanted = kind === 'chromium' ? Browser.CHROME : Browser.FIREFOX;
  const installed = await getInstalledBrowsers({ cacheDir: DOWNLOADS });
  return installed.find(({ browser }) => browser === wanted)?.executablePath ?? null;
}

function howToHelp(kind: BrowserKind): string {
  const { variable, packages } = BROWSERS[kind];
  return `Install one (Debian, Ubuntu: apt-get install ${packages}), or set ${variable} to its program file.`;
}

function commandPath(command: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const files = folders.flatMap((folder) => endings.map((end) => join(folder, command + end)));
  return files.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function under(folders: readonly string[], files: readonly string[]): string[] {
  return folders.flatMap((folder) => files.map((file) => join(folder, file)));
}

const TOOLS: readonly Tool[] = ['chromium', 'firefox', 'display'];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = TOOLS.filter((tool) => process.argv.includes(tool));
  await provide(asked).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
