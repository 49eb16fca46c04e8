// Makes the pictures of the README anew, from the built extension: npm run screenshots
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../test/e2e/browsers/chromium.ts';
import { PopupPage } from '../test/e2e/pages/popup-page.ts';
import { startSandbox } from '../test/sandbox/sandbox.ts';
import { addKey, createVault } from './demonstration.ts';

const IMAGES = fileURLToPath(new URL('../docs/images', import.meta.url));

const sandbox = await startSandbox();
const browser = await launchChromium();
try {
  await createVault(browser);
  await browser.allowHost('http://127.0.0.1/*');
  const popup = new PopupPage(await browser.openPopup());
  await addKey(popup, sandbox);
  await popup.lookUp('512340011');
  await popup.meeting('Support stand-up');
  await popup.screenshot(`${IMAGES}/popup-meeting.png`);
  await popup.lookUp('test@cisco.com');
  await popup.table('Sites');
  await popup.screenshot(`${IMAGES}/popup-sites.png`);
  await popup.renew('Sandbox');
  await popup.find('region|Renewal', 'status~is in use');
  await popup.screenshot(`${IMAGES}/popup-renewed.png`);
} finally {
  await browser.close();
  await sandbox.close();
}
process.exit();
