import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { createServer } from 'vite';
import type { Scene } from './scene.ts';

/**
 * Takes a picture of every scene in every size and theme, into test/output/preview:
 * `npx tsx test/preview/pictures.ts [scene...]`. Says where something runs over sideways.
 */
const OUTPUT = fileURLToPath(new URL('../output/preview/', import.meta.url));
const CONFIG = fileURLToPath(new URL('vite.config.ts', import.meta.url));
const SHAPES = [
  { page: 'popup', width: 400, height: 600 },
  { page: 'panel', width: 320, height: 800 },
  { page: 'panel', width: 400, height: 800 },
  { page: 'panel', width: 1200, height: 900 },
] as const;
const THEMES = ['light', 'dark'] as const;

interface View {
  shape: (typeof SHAPES)[number];
  theme: (typeof THEMES)[number];
}
const VIEWS: View[] = SHAPES.flatMap((shape) => THEMES.map((theme) => ({ shape, theme })));

/** What the popup has no tab for is looked at in the panel alone. */
const PANEL_ONLY = /^tab (Requests|Webhooks|Activity)$/;

function viewsOf({ steps = [] }: Scene): View[] {
  const isPanelOnly = steps.some((step) => PANEL_ONLY.test(step));
  return VIEWS.filter(({ shape }) => !isPanelOnly || shape.page === 'panel');
}

/** Any file will do: the fake worker does not look into it. */
const ANY_FILE = fileURLToPath(new URL('scenes.ts', import.meta.url));

/** Does one step of a scene (see `Scene`). */
async function act(page: Page, step: string): Promise<void> {
  const [verb = '', ...rest] = step.split(' ');
  const [name = '', text = ''] = rest.join(' ').split(' = ');
  const element = await page.waitForSelector(selectorFor(verb, name), { timeout: 3_000 });
  if (verb === 'file') return upload(element);
  if (verb === 'choose') return choose(element, text);
  await (verb === 'type' || verb === 'try' ? element?.type(text) : element?.click());
}

async function choose(element: ElementHandle | null, value: string): Promise<void> {
  const select = await element?.toElement('select');
  await select?.select(value);
}

async function upload(element: ElementHandle | null): Promise<void> {
  const input = await element?.toElement('input');
  await input?.uploadFile(ANY_FILE);
}

function selectorFor(verb: string, name: string): string {
  if (verb === 'open') return `::-p-xpath(//summary[contains(., "${name}")])`;
  if (verb === 'file') return 'input[type=file]';
  if (verb === 'try') return `form[aria-labelledby="tester-title"] input`;
  if (['type', 'check', 'choose'].includes(verb)) return `aria/${name}`;
  if (verb === 'link') return `::-p-xpath(//button[contains(., "${name}")])`;
  return `aria/${name}[role="${verb === 'tab' ? 'tab' : 'button'}"]`;
}

async function runningOver(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#app *')]
      // A row of tabs is moved sideways where it is too long.
      .filter((each) => each.parentElement?.getAttribute('role') !== 'tablist')
      .filter((each) => each.getBoundingClientRect().right > innerWidth + 0.5)
      .map((each) => `${each.tagName}.${each.getAttribute('class')}`),
  );
}

async function takePicture(
  browser: Browser,
  address: string,
  [name, scene]: [string, Scene],
  { shape, theme }: View,
): Promise<void> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const title = `${name}-${shape.page}-${shape.width}-${theme}`;
  page.on('pageerror', (error) => console.log(title, String(error)));
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  await page.setViewport({ width: shape.width, height: shape.height });
  await page.goto(`${address}test/preview/${shape.page}.html?scene=${name}`);
  try {
    for (const step of scene.steps ?? []) await act(page, step);
    await page.waitForNetworkIdle({ idleTime: 400 });
  } catch (error) {
    console.log(title, String(error).split('\n')[0]);
  }
  const sideways = await runningOver(page);
  if (sideways.length > 0) console.log(title, 'runs over:', sideways.slice(0, 5).join(' '));
  await page.screenshot({ path: `${OUTPUT}${title}.png`, fullPage: shape.page === 'panel' });
  await context.close();
}

const wanted = process.argv.slice(2);
const server = await createServer({ configFile: CONFIG, logLevel: 'error' });
await mkdir(OUTPUT, { recursive: true });
await server.listen();
// By Vite: what pages load by a glob, Node alone does not understand.
const { SCENES } = await server.ssrLoadModule('/test/preview/scenes.ts');
const scenes = Object.entries<Scene>(SCENES).filter(
  ([name]) => wanted.length === 0 || wanted.includes(name),
);
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
for (const scene of scenes) {
  await Promise.all(viewsOf(scene[1]).map((view) => takePicture(browser, address, scene, view)));
}
await browser.close();
await server.close();
