import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultKey } from '../sandbox/sandbox.ts';
import { LatchkeyPage } from './pages/latchkey-page.ts';
import { PanelPage } from './pages/panel-page.ts';
import { canary, secretKeyCanary } from './profile/canaries.ts';
import { serveControlPage } from './profile/control-page.ts';
import type { Secret } from './profile/needles.ts';
import { type Scan, scanProfile } from './profile/scan.ts';
import { LOOPBACK, useProfile, useScene } from './scene.ts';

const profile = await useProfile();
const scene = useScene({ profile, remembers: true });

/** What is typed, by what it is. All of it is looked for in the profile. */
const typed = {
  'passphrase, half, on the form of a new vault': canary(),
  'passphrase, shown while it was typed': canary(),
  passphrase: canary(),
  'API key': canary(),
  'secret key': canary(),
  passcode: canary(),
  'passcode, changed': canary(),
  'secret key of an open form': canary(),
  'secret key of an open form, shown': canary(),
  'API key of an open form': canary(),
  'secret key in a popup that was closed': canary(),
  'passphrase in a popup that was closed': canary(),
  'passphrase, half, at the lock': canary(),
  'passphrase, half and shown, at the lock': canary(),
  'passphrase that is wrong': canary(),
  'recovery code, half': canary(),
  'passphrase, half, for meeting passwords': canary(),
  'passcode of a mail': canary(),
  'token that is inspected': canary(),
  'path of a request': canary(),
  'body of a request': canary(),
};

/** Secret keys that came in a pasted mail, wrapped over its lines. */
const mailed = {
  'secret key of a mail that is shown': secretKeyCanary(),
  'secret key of a mail that was not understood': secretKeyCanary(),
  'secret key of a mail, in the form': secretKeyCanary(),
};

/** What was not typed, and is as secret. */
const found: Secret[] = [
  { name: 'meeting password', value: 'Kettle-42' },
  { name: 'audio password', value: '7788990' },
];

/** What was typed into an ordinary page: a browser keeps it. */
const control = { note: canary(), story: canary() };
const controls = Object.entries(control).map(([name, value]) => ({ name, value }));

const ROOM = 'Support stand-up';
const SHOW = 'button|Show what is typed';
let controlPage: LatchkeyPage;
let controlUrl = '';

beforeAll(async () => {
  controlUrl = await serveControlPage();
});

function secrets(): Secret[] {
  const lines = Object.entries(mailed).flatMap(([name, value]) =>
    // Every line has some of it.
    linesOf(value).map((line) => ({ name, value: line.slice(0, 24) })),
  );
  return [...Object.entries(typed).map(([name, value]) => ({ name, value })), ...lines, ...found];
}

function linesOf(secretKey: string): string[] {
  return secretKey.match(/.{1,70}/g) ?? [];
}

function mailWith(secretKey: string, apiKey = defaultKey.apikey): string {
  const lines = linesOf(secretKey).join('\n');
  return `New API key: ${apiKey}\nNew Secret key:\n${lines}\nNew Passcode: ${typed['passcode of a mail']}\n`;
}

/** A further tab with the panel, as people have them. */
async function anotherPanel(): Promise<PanelPage> {
  const first = await scene.panel();
  return new PanelPage(await scene.browser.openTab(await first.url()));
}

async function openControlPage(): Promise<void> {
  controlPage = new LatchkeyPage(await scene.browser.openTab(controlUrl));
  await controlPage.type('Note', control.note);
}

/** How long a browser may take to write what a hidden tab holds; it tells nobody when it has. */
const HIDDEN_TAB_WRITTEN_MS = 6_000;
const PATIENCE_MS = 40_000;

/** Waits until what was typed last, into the ordinary page, lies in the profile. */
async function untilWritten(): Promise<void> {
  await setTimeout(HIDDEN_TAB_WRITTEN_MS);
  await controlPage.page.bringToFront();
  await controlPage.type('Story', control.story);
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    await scene.browser.writeSession();
    const hits = scanProfile(profile, controls).hits.map(({ name }) => name);
    if (hits.includes('note') && hits.includes('story')) return;
    if (Date.now() > end) throw new Error('The browser keeps nothing of an ordinary form.');
    await setTimeout(500);
  }
}

function expectClean(scan: Scan): void {
  expect(scan.hits).toEqual([]);
  expect(scan.files).toBeGreaterThan(20);
}

const scans: { when: string; files: number; megabytes: number; packed: number }[] = [];

/**
 * Looks through the profile as it lies: what was typed into the ordinary form is there, and so is
 * the vault, by a word in a sealed thing's header. No secret is.
 */
function expectNothingKept(when: string): void {
  const seen = scanProfile(profile, controls).hits.map(({ name }) => name);
  expect(seen, 'the ordinary form').toEqual(expect.arrayContaining(['note', 'story']));
  const sealed = scanProfile(profile, [{ name: 'slot', value: 'argon2id' }]).hits;
  expect(sealed.map(({ encoding }) => encoding)).toContainEqual(expect.stringMatching(/^base64/));
  const scan = scanProfile(profile, secrets());
  const megabytes = Math.round(scan.bytes / 1e5) / 10;
  scans.push({ when, files: scan.files, megabytes, packed: scan.packed });
  expectClean(scan);
}

afterAll(() => {
  for (const { when, files, megabytes, packed } of scans) {
    console.info(
      `${scene.browser.kind}, ${when}: ${files} files, ${megabytes} MB, ${packed} unpacked`,
    );
  }
});

/** The vault key as it lies in the browser's memory. */
async function noteVaultKey(page: LatchkeyPage): Promise<void> {
  const session = await page.page.evaluate(async () => {
    const { browser, chrome } = globalThis as unknown as Record<
      string,
      { storage: { session: { get(name: string): Promise<object> } } }
    >;
    return JSON.stringify(await (browser ?? chrome)?.storage.session.get('unlocked'));
  });
  const [, key = ''] = /\\?"key\\?":\\?"([\w-]{43})\\?"/.exec(session) ?? [];
  expect(key).toHaveLength(43);
  found.push({ name: 'vault key', value: key });
  found.push({ name: 'vault key, as bytes', value: Buffer.from(key, 'base64url') });
}

function noteRecoveryCode(code: string): void {
  const groups = code.split('-');
  found.push({ name: 'recovery code', value: groups.slice(0, 3).join('-') });
  found.push({ name: 'recovery code, end', value: groups.slice(-3).join('-') });
  found.push({ name: 'recovery code, in one', value: groups.slice(0, 4).join('') });
}

function keyForm() {
  const { sandbox } = scene;
  const [apikey, secretkey, passcode] = [
    typed['API key'],
    typed['secret key'],
    typed['passcode, changed'],
  ];
  sandbox.webexMeetings.addKey({ apikey, secretkey, passcode, email: defaultKey.email });
  return scene.sandboxKey({ apiKey: apikey, secretKey: secretkey, passcode: typed.passcode });
}

describe('Latchkey in use', () => {
  it('makes a vault, after a form that was left half typed', async () => {
    const panel = await scene.panel();
    await panel.find('heading|Create your vault');
    await panel.type('Passphrase', typed['passphrase, half, on the form of a new vault']);
    await panel.reload();
    await panel.press(SHOW);
    await panel.type('Passphrase', typed['passphrase, shown while it was typed']);
    await panel.reload();
    await panel.createVault(typed.passphrase);
    noteRecoveryCode(await panel.recoveryCode());
    await panel.reload();
    noteRecoveryCode(await panel.recoveryCode());
    await panel.confirmRecoveryCode();
    await noteVaultKey(panel);
  });

  it('keeps a key, changes it, and looks a meeting up', async () => {
    await scene.browser.allowHost(LOOPBACK);
    const popup = await scene.popup();
    await popup.addKey(keyForm());
    await popup.editKey('Sandbox', { passcode: typed['passcode, changed'] });
    await popup.lookUp('512340011');
    await popup.meeting(ROOM);
    await popup.close();
  });

  it('renews the key', async () => {
    const panel = await scene.panel();
    await panel.renew('Sandbox');
    await panel.find('region|Renewal', 'status~is in use');
    const renewed = scene.sandbox.webexMeetings.keys.at(-1);
    const { apikey = '', secretkey = '' } = renewed ?? {};
    expect(secretkey.length).toBeGreaterThan(100);
    found.push({ name: 'renewed secret key', value: secretkey.slice(0, 24) });
    found.push({ name: 'renewed secret key, end', value: secretkey.slice(-24) });
    found.push({ name: 'renewed API key', value: apikey });
  });
});

describe('Of what was typed or shown, nothing lies in the browser’s profile', () => {
  it('after a crash with forms half typed, a secret shown, and a meeting’s passwords on screen', async () => {
    await openControlPage();
    const panel = await scene.panel();
    await panel.page.bringToFront();
    await panel.openTab('Keys');
    await panel.press('button|Add key');
    await panel.type('API key', typed['API key of an open form']);
    await panel.type('Secret key', typed['secret key of an open form']);
    const revealing = await anotherPanel();
    await revealing.lookUp('512340011');
    await revealing.meeting(ROOM);
    await revealing.revealPasswords(ROOM, typed.passphrase);
    expect(await revealing.text()).toContain('Kettle-42');
    const shown = await anotherPanel();
    await shown.openTab('Keys');
    await shown.press('button|Add key');
    await shown.press(SHOW);
    await shown.type('Secret key', typed['secret key of an open form, shown']);
    await pasteMails();
    await inspectAndWrite();
    await typeInPopup(async (popup) => {
      await popup.openTab('Keys');
      await popup.press('button|Add key');
      await popup.type('Secret key', typed['secret key in a popup that was closed']);
    });
    await untilWritten();
    await scene.crash();
    expectNothingKept('after a crash in mid-use');
    await scene.startAgain();
  });

  it('after a crash at the lock, with a passphrase and a recovery code half typed', async () => {
    const panel = await scene.panel();
    await panel.find('button|Unlock');
    await panel.unlock(typed['passphrase that is wrong']);
    await panel.alert();
    await panel.page.reload({ waitUntil: [] });
    await openControlPage();
    await panel.page.bringToFront();
    await panel.type('Passphrase', typed['passphrase, half, at the lock']);
    const shown = await anotherPanel();
    await shown.press(SHOW);
    await shown.type('Passphrase', typed['passphrase, half and shown, at the lock']);
    const recovering = await anotherPanel();
    await recovering.press('button|Use the recovery code');
    await recovering.press(SHOW);
    await recovering.type('Recovery code', typed['recovery code, half']);
    await typeInPopup((popup) =>
      popup.type('Passphrase', typed['passphrase in a popup that was closed']),
    );
    await untilWritten();
    await scene.crash();
    expectNothingKept('after a crash at the lock');
    await scene.startAgain();
  });

  it('after it was unlocked, used, locked and closed as usual', async () => {
    await scene.browser.allowHost(LOOPBACK);
    const panel = await scene.panel();
    await panel.unlock(typed.passphrase);
    await panel.lookUp('512340011');
    await panel.meeting(ROOM);
    await noteVaultKey(panel);
    await panel.openTab('Keys');
    await panel.press('button|Add key');
    await panel.pasteMail(mailWith(mailed['secret key of a mail, in the form']));
    await panel.press('button|Use these');
    expect(await panel.valueOf('Secret key')).toBe(mailed['secret key of a mail, in the form']);
    await panel.openTab('Look up');
    await panel.press(`article|${ROOM}`, 'button|Show passwords');
    await panel.type('Passphrase', typed['passphrase, half, for meeting passwords']);
    await panel.lock();
    await panel.find('button|Unlock');
    await scene.browser.close();
    expectNothingKept('after the end');
    await scene.startAgain();
  });
});

/** One mail that was understood and is on screen, and one that was not and stays in its field. */
async function pasteMails(): Promise<void> {
  const understood = await anotherPanel();
  await understood.openTab('Keys');
  await understood.press('button|Add key');
  await understood.pasteMail(mailWith(mailed['secret key of a mail that is shown']));
  await understood.find('heading|Found in the email');
  const left = await anotherPanel();
  await left.openTab('Keys');
  await left.press('button|Add key');
  await left.pasteMail(linesOf(mailed['secret key of a mail that was not understood']).join('\n'));
  await left.find('alert');
}

/** A token that is looked at, and a request that is half written. */
async function inspectAndWrite(): Promise<void> {
  const inspecting = await anotherPanel();
  await inspecting.openTab('Tokens');
  const payload = Buffer.from(JSON.stringify({ sub: 'somebody' })).toString('base64url');
  await inspecting.type(
    'Token to inspect',
    `eyJhbGciOiJIUzI1NiJ9.${payload}.${typed['token that is inspected']}`,
  );
  await inspecting.find('region|Inspection');
  const writing = await anotherPanel();
  await writing.openTab('Requests');
  await writing.choose('Operation', 'Free request');
  await writing.type('Path', `/${typed['path of a request']}`);
  await writing.choose('Method', 'POST');
  await writing.type('Body', typed['body of a request']);
}

/** Types in a popup that is closed before anything is sent. */
async function typeInPopup(type: (popup: LatchkeyPage) => Promise<void>): Promise<void> {
  const popup = await scene.popup();
  await type(popup);
  await popup.close();
}
