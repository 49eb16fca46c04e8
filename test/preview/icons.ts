import { readFile, writeFile } from 'node:fs/promises';
import puppeteer from 'puppeteer-core';

/** Draws public/icons/latchkey-*.png from latchkey.svg: `npx tsx test/preview/icons.ts`. */
const SIZES = [16, 32, 48, 128];
const FOLDER = new URL('../../public/icons/', import.meta.url);

const drawing = await readFile(new URL('latchkey.svg', FOLDER), 'utf8');
const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(
    `<style>html,body{margin:0;background:none}svg{display:block;width:${size}px}</style>${drawing}`,
  );
  const image = await page.screenshot({ omitBackground: true });
  await writeFile(new URL(`latchkey-${size}.png`, FOLDER), image);
}
await browser.close();
