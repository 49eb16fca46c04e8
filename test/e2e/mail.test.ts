import { beforeAll, expect, it } from 'vitest';
import { DAY } from '../../src/domain/time.ts';
import { LOOPBACK, useScene } from './scene.ts';

const ROOM = "John's Personal Room";
const scene = useScene('shared');

beforeAll(async () => {
  await scene.openVault();
  await scene.browser.allowHost(LOOPBACK);
});

it('A key is kept out of the activation mail that is pasted, and works', async () => {
  const panel = await scene.panel();
  const {
    apiKey = '',
    secretKey = '',
    passcode = '',
    email = '',
    baseUrl = '',
  } = scene.sandboxKey();
  await panel.openTab('Keys');
  await panel.press('button|Paste activation email');
  await panel.paste('Activation email', mail({ apiKey, secretKey, passcode, email }));
  // By the paste alone: nobody pressed "Read email".
  await panel.find('heading|Found in the email');
  const found = await panel.textOf('region|Activation email');
  for (const value of [apiKey, email]) expect(found).toContain(value);
  expect(found).toContain(`${secretKey.length} characters, ends in …\u2060${secretKey.slice(-4)}`);
  expect(await panel.wholeText()).not.toContain(secretKey.slice(0, 40));
  await scene.screenshot('mail-found');

  await panel.press('button|Use these');
  await panel.gone('region|Activation email');
  expect(await panel.valueOf('Secret key')).toBe(secretKey);
  await panel.fillKey({ label: 'From the mail', baseUrl });
  await panel.saveKey();
  const card = await panel.textOf('list|Keys', 'article|From the mail');
  expect(card).toContain('Expires in 3 months');
  await panel.lookUp('400971234');
  await panel.meeting(ROOM);
});

const EXPIRES = new Date(Date.now() + 100 * DAY);

/** The mail as it comes: the secret key wrapped over lines, with other text around. */
function mail(values: {
  apiKey: string;
  secretKey: string;
  passcode: string;
  email: string;
}): string {
  const [month, day, year] = [
    EXPIRES.getUTCMonth() + 1,
    EXPIRES.getUTCDate(),
    EXPIRES.getUTCFullYear() % 100,
  ];
  return [
    'Dear John Doe,',
    '',
    'Your API key has been activated.',
    'Name: John Doe',
    `Email: ${values.email}`,
    `New API key: ${values.apiKey}`,
    `New Passcode: ${values.passcode}`,
    'New Secret key:',
    ...(values.secretKey.match(/.{1,76}/g) ?? []),
    `Expiration time: ${month}/${day}/${year} 6:22 AM GMT`,
    '',
    'Regards,',
    'The Webex team',
  ].join('\n');
}
