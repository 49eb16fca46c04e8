import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../test/e2e/browsers/chromium.ts';
import type { LiveBrowser } from '../test/e2e/browsers/live-browser.ts';
import { PanelPage } from '../test/e2e/pages/panel-page.ts';
import { PopupPage } from '../test/e2e/pages/popup-page.ts';
import { defaultKey, type Sandbox } from '../test/sandbox/sandbox.ts';

const SCREENSHOTS = fileURLToPath(new URL('../test/output/start', import.meta.url));
const PASSPHRASE = 'four words in a row';

/** One thing that was done and what came of it. */
interface Row {
  asked: string;
  answer: string;
}

/** Does the whole job without anybody looking, and prints the answers as a table. */
export async function doTheJob(sandbox: Sandbox, extension: string): Promise<void> {
  console.log('There is no screen here, so Latchkey does the job by itself.\n');
  const browser = await launchChromium({ extension });
  try {
    await mkdir(SCREENSHOTS, { recursive: true });
    const pictures: string[] = [];
    const rows = await job(browser, sandbox, pictures);
    console.table(Object.fromEntries(rows.map(({ asked, answer }) => [asked, { answer }])));
    console.log(`\nScreenshots:\n${pictures.map((path) => `  ${path}`).join('\n')}`);
  } finally {
    await browser.close();
  }
}

async function job(browser: LiveBrowser, sandbox: Sandbox, pictures: string[]): Promise<Row[]> {
  await createVault(browser);
  await browser.allowHost('http://127.0.0.1/*');
  const { page, close } = await browser.openPopup();
  const popup = new PopupPage({ page, close });
  const picture = async (name: string) => {
    const path = `${SCREENSHOTS}/${name}.png` as const;
    await popup.screenshot(path);
    pictures.push(path);
  };
  await addKey(popup, sandbox);
  await picture('1-key');
  const meeting = await askMeeting(popup);
  await picture('2-meeting');
  const sites = await askSites(popup);
  await picture('3-sites');
  const renewal = await renew(popup);
  await picture('4-renewed');
  return [...meeting, ...sites, ...renewal];
}

/** Chooses a passphrase in the panel and saves the recovery code. */
export async function createVault(browser: LiveBrowser): Promise<void> {
  const panel = new PanelPage(await browser.openPanel());
  await panel.createVault(PASSPHRASE);
  await panel.recoveryCode();
  await panel.confirmRecoveryCode();
}

/** Adds the key of the sandbox in the popup. */
export async function addKey(popup: PopupPage, { origin: baseUrl }: Sandbox): Promise<void> {
  const { apikey: apiKey, secretkey: secretKey, passcode, email } = defaultKey;
  await popup.addKey({ label: 'Sandbox', apiKey, secretKey, passcode, email, baseUrl });
}

async function askMeeting(popup: PopupPage): Promise<Row[]> {
  await popup.lookUp('400971234');
  const facts = await popup.meeting("John's Personal Room");
  const terms = ['Status', 'Host', 'Host joined', 'Starts', 'Toll', 'Conference ID', 'SIP'];
  const oneLine = (text = '') => text.replace(/\s*\n\s*/g, ' · ');
  return terms.map((term) => ({ asked: `400 971 234: ${term}`, answer: oneLine(facts[term]) }));
}

async function askSites(popup: PopupPage): Promise<Row[]> {
  await popup.lookUp('test@cisco.com');
  const sites = await popup.table('Sites');
  return sites.map(([site = '', signIn = ''], place) => ({
    asked: `test@cisco.com: site ${place + 1}`,
    answer: `${site.replace(/\s*\n\s*/g, ' ')} (${signIn})`,
  }));
}

async function renew(popup: PopupPage): Promise<Row[]> {
  await popup.renew('Sandbox');
  await popup.find('region|Renewal', 'status~is in use');
  const answer = (await popup.textOf('region|Renewal', 'status')).replace(/\s+/g, ' ');
  return [{ asked: 'Renewal', answer }];
}
