import jwt from 'jsonwebtoken';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultKey, webexMeetingsPaths } from '../sandbox/sandbox.ts';
import { LOOPBACK, type Scene, useScene } from './scene.ts';

const ROOM = "John's Personal Room";

describe('From the first run to a renewed key', () => {
  const scene = useScene();
  mainJob(scene);
});

describe('With the background stopped before every act, from the first run to a renewed key', () => {
  const scene = useScene();
  beforeAll(() => {
    scene.beforeAct = () => scene.browser.stopBackground();
  });
  mainJob(scene);
});

function mainJob(scene: Scene): void {
  firstSteps(scene);
  answers(scene);
  renewal(scene);
  traces(scene);
}

function firstSteps(scene: Scene): void {
  it('the browser warns of nothing at install, and a tab opens to begin in', async () => {
    expect(await scene.browser.installWarnings()).toEqual([]);
    const panel = await scene.panel();
    await panel.find('heading|Create your vault');
  });

  it('a passphrase is chosen, and a recovery code is shown until it is saved', async () => {
    expect(await scene.createVault()).toMatch(/^([0-9A-Z]{4}-){12}[0-9A-Z]{4}$/);
    await scene.browser.allowHost(LOOPBACK);
  });

  it('a key is added in the popup', async () => {
    const popup = await scene.popup();
    await popup.addKey(scene.sandboxKey());
    expect(await popup.textOf('article|Sandbox')).toContain('Webex Meetings');
    expect(await popup.text()).not.toContain(defaultKey.secretkey.slice(0, 20));
    await scene.screenshot('key');
  });
}

function answers(scene: Scene): void {
  it('the meeting that a caller reads out is looked up', async () => {
    const popup = await scene.popup();
    await popup.lookUp('400 971 234');
    const facts = await popup.meeting(ROOM);
    expect(facts).toMatchObject({
      Status: 'Not in progress',
      'Conference ID': '121120347236861135',
      'Session key': '400 971 234',
    });
    expect(facts['Toll']).toContain('10224462261');
    const numbers = await popup.table('Call-in numbers (9)');
    expect(new Set(numbers.map(([country]) => country)).size).toBe(9);
    expect(await popup.wholeText()).not.toContain('2068');
    await scene.screenshot('meeting');
  });

  it('the sites of a person are listed', async () => {
    const popup = await scene.popup();
    await popup.lookUp('test@cisco.com');
    const sites = await popup.table('Sites');
    expect(sites).toHaveLength(10);
    expect(sites.filter((cells) => cells.includes('SAML 2.0'))).toHaveLength(1);
    await scene.screenshot('sites');
  });
}

function renewal(scene: Scene): void {
  const { renew, sessionInfo } = webexMeetingsPaths;

  it('the key is renewed, and the old one is kept', async () => {
    const popup = await scene.popup();
    await popup.renew('Sandbox');
    await popup.find('region|Renewal', 'status~is in use');
    const [, renewed] = scene.sandbox.webexMeetings.keys;
    const outcome = await popup.textOf('region|Renewal', 'status');
    expect(outcome).toContain('The old one is kept as the previous key');
    expect(outcome).toContain(renewed?.apikey.slice(-4));
    expect(await popup.textOf('article|Sandbox')).toContain(defaultKey.apikey.slice(-4));
    await popup.find('article|Sandbox', 'button|Go back to the previous key');
    expect(scene.sandbox.webexMeetings.calls(renew)).toEqual({ asked: 1, resent: 0 });
    await scene.screenshot('renewed');
  });

  it('the next meeting is looked up with the new key', async () => {
    const popup = await scene.popup();
    await popup.lookUp('512340011');
    expect(await popup.meeting('Support stand-up')).toMatchObject({ Status: 'In progress' });
    const asked = scene.sandbox.requests.findLast(({ path }) => path === sessionInfo);
    const claims = jwt.decode(String(asked?.headers['jwttoken']), { json: true });
    const [, renewed] = scene.sandbox.webexMeetings.keys;
    expect(claims?.['apikey']).toBe(renewed?.apikey);
  });

  it('the previous key can be put back and still works', async () => {
    const popup = await scene.popup();
    await popup.openTab('Keys');
    await popup.press('article|Sandbox', 'button|Go back to the previous key');
    await popup.find('article|Sandbox', 'button|Go back to the previous key');
    await popup.lookUp('400971234');
    await popup.meeting(ROOM);
  });
}

function traces(scene: Scene): void {
  it('the server saw a valid token each time, and nothing else about the person', () => {
    const { requests } = scene.sandbox;
    expect(requests.length).toBeGreaterThan(5);
    for (const { verdict, status, headers } of requests) {
      expect({ verdict, status }).toEqual({ verdict: 'answered', status: 200 });
      expect(headers['jwttoken']).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
      expect(Object.keys(headers).filter((name) => TELLTALE.includes(name))).toEqual([]);
      // Chromium's names the program, the same everywhere; Firefox's would name the installation.
      expect(headers['origin'] ?? '').not.toMatch(/^moz-extension:/);
    }
  });

  it('no other host was asked for anything', async () => {
    expect(await scene.browser.hostsAsked()).toEqual([new URL(scene.sandbox.origin).host]);
    expect(scene.sandbox.elsewhere.requests).toEqual([]);
  });
}

const TELLTALE = ['cookie', 'referer', 'authorization', 'from', 'x-client-data'];
