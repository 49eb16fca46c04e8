import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  fingerprintOf,
  readRequest,
  writePackage,
  writeRequest,
} from '../src/domain/hand-over-text.ts';
import { DAY, HOUR, MINUTE } from '../src/domain/time.ts';
import { sealPackage } from '../src/services/hand-over-package.ts';
import {
  type Desk,
  deskAsKept,
  type Kept,
  keep as keepDesk,
  openDesk,
  recordsOf,
} from './fakes/desk.ts';
import { sandboxDraft, withPassphrase } from './fakes/program.ts';
import { createFakeWorld } from './fakes/world.ts';
import oldVault from './fixtures/vaults/format-1.json' with { type: 'json' };
import { defaultKey, type Sandbox, startSandbox } from './sandbox/sandbox.ts';

let sandbox: Sandbox;
let withKey: Kept;
let empty: Kept;
/** Has a key. */
let ana: Desk;
/** Has none. */
let ben: Desk;

beforeAll(async () => {
  sandbox = await startSandbox({ now: createFakeWorld().clock.now });
  sandbox.webexMeetings.limits.perMinute = 100_000;
  const desk = await openDesk();
  empty = keepDesk(desk);
  await desk.program.ask('credentials.save', sandboxDraft(sandbox.origin));
  withKey = keepDesk(desk);
});
afterAll(() => sandbox.close());
beforeEach(() => {
  ana = deskAsKept(withKey);
  ben = deskAsKept(empty);
});

const keysOf = async ({ program }: Desk) => (await program.ask('program.state', {})).credentials;
const standingOf = ({ program }: Desk) => program.ask('hand-over.standing', {});
const open = ({ program }: Desk, text: string) => program.ask('hand-over.open', { text });
const keep = ({ program }: Desk, requestId: string) => program.ask('hand-over.keep', { requestId });
const refuse = ({ program }: Desk, requestId: string) =>
  program.ask('hand-over.refuse', { requestId });
const withdraw = ({ program }: Desk, requestId: string) =>
  program.ask('hand-over.withdraw', { requestId });
const lookUp = ({ program }: Desk) =>
  program.ask('lookup.meeting', { sessionKey: '400971234', credentialId: null });

async function requestBy({ program }: Desk) {
  const standing = await program.ask('hand-over.make-request', {});
  if (standing.phase !== 'open') throw new Error(`The request is ${standing.phase}`);
  return standing;
}

async function giveFrom(giver: Desk, request: string, change: object = {}) {
  const credentialId = (await keysOf(giver))[0]?.id ?? '';
  const plain = { lookUpOnly: false, compared: true, ...withPassphrase() } as const;
  return giver.program.ask('hand-over.give', { request, credentialId, ...plain, ...change });
}

/** Ana gives Ben her key; he looks at it and keeps it. */
async function handOver(change: object = {}) {
  const { text, requestId } = await requestBy(ben);
  const gift = await giveFrom(ana, text, change);
  await open(ben, gift.text);
  const { id } = await keep(ben, requestId);
  return { id, requestId, text: gift.text };
}

/** A package for Ben's request with whatever in it. */
async function packageOf(value: object): Promise<{ text: string; requestId: string }> {
  const { text, requestId } = await requestBy(ben);
  const { publicKey } = await readRequest(text);
  return { text: await sealPackage(publicKey, value), requestId };
}

function handedKey(change: object = {}, fields: Record<string, string> = {}) {
  const draft = sandboxDraft(sandbox.origin, fields);
  const { provider, label, description, expiresAtMs } = draft;
  const key = { format: 1, provider, label, description, expiresAtMs, fields: draft.fields };
  return { ...key, lookUpOnly: false, ...change };
}

/** Time passes while somebody is there, so that the vault stays open. */
async function pass({ world, program }: Desk, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 10 * MINUTE) {
    world.clock.advance(Math.min(left, 10 * MINUTE));
    await program.ask('vault.touch', {});
  }
}

async function unlock({ program }: Desk): Promise<void> {
  await program.ask('vault.unlock', withPassphrase());
}

const privateKeysOf = async (desk: Desk) =>
  (await recordsOf(desk)).filter((record) => /"privateKey":"/.test(record));

describe('A colleague', () => {
  it('is given a key, and looks a meeting up with it', async () => {
    await handOver();
    expect((await lookUp(ben)).meeting.name).toBe("John's Personal Room");
    const [given] = await keysOf(ana);
    const [got] = await keysOf(ben);
    expect(got).toMatchObject({ label: 'Sandbox', lookUpOnly: false, fields: given?.fields });
    expect(got?.id).not.toBe(given?.id);
    expect(got?.secretsSet).toEqual(['secretKey', 'passcode']);
  });

  it('sees the same fingerprint as the giver', async () => {
    const { text, fingerprint } = await requestBy(ben);
    const seen = await ana.program.ask('hand-over.read-request', { text });
    expect(seen.fingerprint).toBe(fingerprint);
    expect(fingerprint).toMatch(/^(\d{4} ){4}\d{4}$/);
    const other = await requestBy(ana);
    expect(other.fingerprint).not.toBe(fingerprint);
  });

  it('sees what it is before deciding, and no secret of it', async () => {
    const { text } = await requestBy(ben);
    const opened = await open(ben, (await giveFrom(ana, text, { lookUpOnly: true })).text);
    expect(opened).toMatchObject({
      phase: 'opened',
      system: 'Webex Meetings',
      label: 'Sandbox',
      hosts: [new URL(sandbox.origin).host],
      expiresAtMs: null,
      lookUpOnly: true,
    });
    expect(JSON.stringify(opened)).not.toContain(defaultKey.secretkey);
    expect(await keysOf(ben)).toEqual([]);
  });

  it('may close the page or lose the worker before deciding, and sees the same again', async () => {
    const { text, requestId } = await requestBy(ben);
    const gift = await giveFrom(ana, text);
    const opened = await open(ben, gift.text);
    ben.program.restartWorker();
    expect(await standingOf(ben)).toEqual(opened);
    expect(await open(ben, gift.text)).toEqual(opened);
    await keep(ben, requestId);
    await lookUp(ben);
  });

  it('loses no key of the same name to it', async () => {
    ben = deskAsKept(withKey);
    const { text, requestId } = await requestBy(ben);
    const opened = await open(ben, (await giveFrom(ana, text)).text);
    expect(opened).toMatchObject({ label: 'Sandbox', keptAs: 'Sandbox 2' });
    expect(await keep(ben, requestId)).toMatchObject({ label: 'Sandbox 2' });
    expect((await keysOf(ben)).map(({ label }) => label)).toEqual(['Sandbox', 'Sandbox 2']);
  });

  it('who refuses it has nothing of it', async () => {
    const { text, requestId } = await requestBy(ben);
    const gift = await giveFrom(ana, text);
    await open(ben, gift.text);
    expect(await refuse(ben, requestId)).toEqual({ phase: 'none', ended: 'refused' });
    expect(await keysOf(ben)).toEqual([]);
    expect((await recordsOf(ben)).join()).not.toContain(defaultKey.secretkey);
    await expect(keep(ben, requestId)).rejects.toMatchObject({ facts: { ending: 'refused' } });
  });
});

describe('A request', () => {
  it('stays the same one, however often it is asked for', async () => {
    const { text } = await requestBy(ben);
    ben.program.restartWorker();
    expect((await requestBy(ben)).text).toBe(text);
    expect(text.length).toBeLessThan(100);
  });

  it('keeps its private key sealed', async () => {
    await requestBy(ben);
    const [record = ''] = await privateKeysOf(ben);
    const { privateKey } = JSON.parse(record).request;
    expect([...ben.world.local.content.values()].join()).not.toContain(privateKey);
    expect(privateKey).toHaveLength(43);
  });

  it('has no private key any more once a package is open, in no copy', async () => {
    const { text } = await requestBy(ben);
    expect(await privateKeysOf(ben)).not.toEqual([]);
    await open(ben, (await giveFrom(ana, text)).text);
    expect(await privateKeysOf(ben)).toEqual([]);
  });

  it('opens no second package: while the first waits, after it was kept, after it was refused', async () => {
    const { text, requestId } = await requestBy(ben);
    const [first, second] = [await giveFrom(ana, text), await giveFrom(ana, text)];
    await open(ben, first.text);
    await expect(open(ben, second.text)).rejects.toMatchObject({ code: 'hand-over-second' });
    await keep(ben, requestId);
    for (const { text: again } of [first, second]) {
      await expect(open(ben, again)).rejects.toMatchObject({
        code: 'hand-over-over',
        facts: { ending: 'kept' },
      });
    }
    expect(await keysOf(ben)).toHaveLength(1);
  });

  it('is kept once, when two pages press at the same time', async () => {
    const { text, requestId } = await requestBy(ben);
    await open(ben, (await giveFrom(ana, text)).text);
    const both = await Promise.allSettled([keep(ben, requestId), keep(ben, requestId)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await keysOf(ben)).toHaveLength(1);
  });

  it('that was withdrawn opens nothing', async () => {
    const { text, requestId } = await requestBy(ben);
    const gift = await giveFrom(ana, text);
    await withdraw(ben, requestId);
    expect(await privateKeysOf(ben)).toEqual([]);
    await expect(open(ben, gift.text)).rejects.toMatchObject({ facts: { ending: 'withdrawn' } });
    expect((await requestBy(ben)).text).not.toBe(text);
  });

  it('that something has come for is not withdrawn by a page that does not know it', async () => {
    const { text, requestId } = await requestBy(ben);
    await open(ben, (await giveFrom(ana, text)).text);
    expect(await withdraw(ben, requestId)).toMatchObject({ phase: 'opened' });
  });

  it('is over after 24 hours: for the receiver and for the giver', async () => {
    const { text } = await requestBy(ben);
    const gift = await giveFrom(ana, text);
    await pass(ben, DAY - MINUTE);
    expect(await standingOf(ben)).toMatchObject({ phase: 'open' });
    await pass(ben, MINUTE);
    await expect(open(ben, gift.text)).rejects.toMatchObject({ facts: { ending: 'expired' } });
    expect(await privateKeysOf(ben)).toEqual([]);
    expect(await standingOf(ben)).toEqual({ phase: 'none', ended: 'expired' });
    await pass(ana, DAY);
    await expect(giveFrom(ana, text)).rejects.toMatchObject({ code: 'hand-over-late' });
  });

  it('that claims to live longer than a day is none', async () => {
    const { text } = await requestBy(ben);
    ana.world.clock.advance(-2 * HOUR);
    await unlock(ana);
    await expect(giveFrom(ana, text)).rejects.toMatchObject({ code: 'hand-over-text' });
  });

  it('that ended behind the lock loses its key with the unlock, before anybody looks', async () => {
    await requestBy(ben);
    ben.world.clock.advance(2 * DAY);
    await unlock(ben);
    expect(await privateKeysOf(ben)).toEqual([]);
  });

  it('does not live longer by a clock that is set back', async () => {
    await requestBy(ben);
    await pass(ben, 20 * HOUR);
    await standingOf(ben);
    ben.world.clock.advance(-3 * HOUR);
    await unlock(ben);
    expect(await privateKeysOf(ben)).toEqual([]);
    expect(await standingOf(ben)).toEqual({ phase: 'none', ended: 'expired' });
  });

  it('is woken up for at its end', async () => {
    const { endsAtMs } = await requestBy(ben);
    expect(ben.world.alarmsSet.get('hand-over')).toBe(ben.world.clock.now() + HOUR);
    await pass(ben, 23.5 * HOUR);
    await standingOf(ben);
    expect(ben.world.alarmsSet.get('hand-over')).toBe(endsAtMs);
  });

  it('whose key nobody decides on for a day lets it go', async () => {
    const { text, requestId } = await requestBy(ben);
    await open(ben, (await giveFrom(ana, text)).text);
    await pass(ben, DAY);
    await expect(keep(ben, requestId)).rejects.toMatchObject({ facts: { ending: 'expired' } });
    expect((await recordsOf(ben)).join()).not.toContain(defaultKey.secretkey);
    expect(await keysOf(ben)).toEqual([]);
  });

  it('needs a browser that has X25519, and says so', async () => {
    const missing = new DOMException('Unrecognized name.', 'NotSupportedError');
    const generate = vi.spyOn(crypto.subtle, 'generateKey').mockRejectedValueOnce(missing);
    await expect(requestBy(ben)).rejects.toMatchObject({ code: 'x25519-missing' });
    generate.mockRestore();
    await requestBy(ben);
  });
});

describe('The giver', () => {
  it('gives nothing without the passphrase, nor without having compared', async () => {
    const { text } = await requestBy(ben);
    await expect(giveFrom(ana, text, withPassphrase('a guess'))).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    await expect(giveFrom(ana, text, { compared: false })).rejects.toMatchObject({
      code: 'call-malformed',
    });
  });

  it('sends a text in which nothing of the key can be read', async () => {
    const { text } = await requestBy(ben);
    const gift = await giveFrom(ana, text);
    const { apikey, secretkey, passcode, email } = defaultKey;
    const readable = Buffer.from(gift.text.split('.')[1] ?? '', 'base64url').toString() + gift.text;
    for (const part of [apikey, secretkey, passcode, email, 'Sandbox']) {
      expect(readable).not.toContain(part);
    }
  });

  it('does not hand over a key that is out of use', async () => {
    const { text } = await requestBy(ben);
    const [key] = await keysOf(ana);
    await ana.program.ask('credentials.set-disabled', { id: key?.id ?? '', disabled: true });
    await expect(giveFrom(ana, text)).rejects.toMatchObject({ code: 'credential-disabled' });
  });

  it('is told when the key would not fit', async () => {
    const { text } = await requestBy(ben);
    const draft = sandboxDraft(sandbox.origin, { audience: 'a'.repeat(90_000) });
    const { id } = await ana.program.ask('credentials.save', { ...draft, label: 'Large' });
    await expect(giveFrom(ana, text, { credentialId: id })).rejects.toMatchObject({
      code: 'hand-over-large',
      facts: { label: 'Large' },
    });
  });

  it('seals nothing for a public key that anybody could open', async () => {
    const endsAtMs = ana.world.clock.now() + HOUR;
    const weak = await writeRequest({ publicKey: 'A'.repeat(43), endsAtMs });
    await expect(giveFrom(ana, weak)).rejects.toMatchObject({ code: 'hand-over-text' });
    expect(await fingerprintOf('A'.repeat(43))).toMatch(/^[\d ]{24}$/);
  });
});

describe('A key that was given for look-ups only', () => {
  const edit = async (changes: object, fields: Record<string, string> = {}) => {
    const [key] = await keysOf(ben);
    if (!key) throw new Error('There is no key');
    const { id, version, provider, label, description, expiresAtMs, rules } = key;
    const draft = { id, version, provider, label, description, expiresAtMs, rules };
    const typed = { ...key.fields, secretKey: '', passcode: '', ...fields };
    return ben.program.ask('credentials.save', { ...draft, fields: typed, ...changes });
  };

  it('looks up, and says what it is', async () => {
    await handOver({ lookUpOnly: true });
    await lookUp(ben);
    await ben.program.ask('lookup.sites', { email: 'test@cisco.com', credentialId: null });
    const [key] = await keysOf(ben);
    expect(key).toMatchObject({ lookUpOnly: true, abilities: ['meetings', 'sites'] });
  });

  it('came without what only a renewal needs', async () => {
    await handOver({ lookUpOnly: true });
    expect((await keysOf(ben))[0]?.secretsSet).toEqual(['secretKey']);
    expect((await recordsOf(ben)).join()).not.toContain(`"${defaultKey.passcode}"`);
  });

  it('is not renewed, whatever a page asks for', async () => {
    const { id: credentialId } = await handOver({ lookUpOnly: true });
    for (const call of ['renewal.start', 'renewal.resume', 'renewal.dismiss'] as const) {
      await expect(ben.program.ask(call, { credentialId })).rejects.toMatchObject({
        code: 'look-up-only',
        facts: { doing: 'renew' },
      });
    }
    await expect(
      ben.program.ask('renewal.go-back', { credentialId, previousId: 'x' }),
    ).rejects.toMatchObject({ code: 'look-up-only' });
  });

  it.each([
    ['its secret', {}, { secretKey: 'ANOTHER' }],
    ['its passcode', {}, { passcode: '12345' }],
    ['its host', {}, { baseUrl: 'https://elsewhere.example' }],
    ['its expiry', { expiresAtMs: 1 }, {}],
  ])('does not have %s changed', async (_, changes, fields) => {
    await handOver({ lookUpOnly: true });
    await expect(edit(changes, fields)).rejects.toMatchObject({
      code: 'look-up-only',
      facts: { doing: 'edit' },
    });
    await lookUp(ben);
  });

  it('can be called something else', async () => {
    await handOver({ lookUpOnly: true });
    await edit({ label: 'From Ana', description: 'Until May' });
    const [key] = await keysOf(ben);
    expect(key).toMatchObject({ label: 'From Ana', description: 'Until May', lookUpOnly: true });
    await lookUp(ben);
  });

  it('is not handed on', async () => {
    await handOver({ lookUpOnly: true });
    const { text } = await requestBy(ana);
    await expect(giveFrom(ben, text)).rejects.toMatchObject({
      code: 'look-up-only',
      facts: { doing: 'hand-over' },
    });
  });
});

it('A key from before there was such a thing may do everything', async () => {
  const desk = deskAsKept({ local: new Map(), session: new Map() });
  for (const [name, value] of Object.entries(oldVault.local)) {
    desk.world.local.content.set(name, JSON.stringify(value));
  }
  await desk.program.ask('vault.unlock', withPassphrase(oldVault.passphrase));
  const [key] = await keysOf(desk);
  expect(key).toMatchObject({
    lookUpOnly: false,
    abilities: ['meetings', 'sites', 'renewal', 'tokens'],
  });
});

describe('A text that is not what belongs there', () => {
  const invitation = 'Join: https://hmwds6.webex.com/meet/john  Meeting number 400 971 234';

  it.each([
    ['nothing', ' \n', 'empty'],
    ['an invitation', invitation, 'invitation'],
    ['anything else', 'Hello Ben', 'unknown'],
    ['a book', `latchkey-key:1.${'a'.repeat(200_000)}`, 'too-long'],
  ])('%s is said so on both sides', async (_, text, problem) => {
    await requestBy(ben);
    await expect(open(ben, text)).rejects.toMatchObject({ facts: { wanted: 'package', problem } });
    await expect(giveFrom(ana, text)).rejects.toMatchObject({
      facts: { wanted: 'request', problem },
    });
  });

  it('is told from its counterpart', async () => {
    const { text } = await requestBy(ben);
    const gift = await giveFrom(ana, text);
    await expect(open(ben, text)).rejects.toMatchObject({ facts: { problem: 'other-kind' } });
    await expect(giveFrom(ana, gift.text)).rejects.toMatchObject({
      facts: { problem: 'other-kind' },
    });
  });

  it('may be wrapped, indented and decorated by a mail, but not cut or changed', async () => {
    const { text } = await requestBy(ben);
    const wrap = (whole: string) => `\u200e ${whole.replace(/.{40}/g, '$&\r\n  ')} \n`;
    const { text: gift } = await giveFrom(ana, wrap(text));
    for (const broken of [gift.slice(0, -1), gift.slice(0, 60), gift.replace(/..$/, 'AA')]) {
      await expect(open(ben, broken)).rejects.toMatchObject({ facts: { problem: 'cut-off' } });
    }
    for (const broken of [text.slice(0, -3), text.replace('1.', '1.x')]) {
      await expect(giveFrom(ana, broken)).rejects.toMatchObject({ facts: { problem: 'cut-off' } });
    }
    expect(await open(ben, wrap(gift))).toMatchObject({ phase: 'opened' });
  });

  it('is for another vault', async () => {
    const { text } = await requestBy(ben);
    const gift = await giveFrom(ana, text);
    await requestBy(ana);
    await expect(open(ana, gift.text)).rejects.toMatchObject({ code: 'hand-over-foreign' });
  });
});

describe('A package that somebody made by hand', () => {
  it.each([
    ['for an unknown system', { provider: 'telex' }, {}, { code: 'hand-over-system' }],
    ['without its secret', {}, { secretKey: '' }, { code: 'hand-over-field' }],
    [
      'for a host without https',
      {},
      { baseUrl: 'http://example.com' },
      { code: 'hand-over-field' },
    ],
    ['of a later shape', { format: 3 }, {}, { facts: { problem: 'newer' } }],
    ['of no shape', { label: 7 }, {}, { facts: { problem: 'content' } }],
    ['with an expiry out of time', { expiresAtMs: 1e300 }, {}, { facts: { problem: 'content' } }],
  ])('%s is refused, and the request stays open', async (_, change, fields, failure) => {
    const { text } = await packageOf(handedKey(change, fields));
    await expect(open(ben, text)).rejects.toMatchObject(failure);
    expect(await standingOf(ben)).toMatchObject({ phase: 'open' });
  });

  it('hides nothing in its label, and brings no field that its system does not have', async () => {
    const label = 'Safe\u202e key\u0000\n';
    const sent = handedKey({ label, id: 'mine', previous: [{}] }, { extra: 'x', constructor: 'y' });
    const { text, requestId } = await packageOf(sent);
    expect(await open(ben, text)).toMatchObject({ label: 'Safe key' });
    await keep(ben, requestId);
    const [record = ''] = (await recordsOf(ben)).filter((each) => each.includes('"createdAtMs"'));
    expect(record).not.toMatch(/extra|constructor|mine/);
    expect(JSON.parse(record).previous).toEqual([]);
  });

  it('that was changed on its way does not open', async () => {
    const { text } = await requestBy(ben);
    const gift = (await giveFrom(ana, text)).text;
    const parts = gift.slice('latchkey-key:1.'.length).split('.').slice(0, 5);
    const changed = parts.map((part, place) => (place === 3 ? `AAAA${part.slice(4)}` : part));
    await expect(open(ben, await writePackage(changed.join('.')))).rejects.toMatchObject({
      code: 'hand-over-unreadable',
      facts: { problem: 'seal' },
    });
    await expect(open(ben, await writePackage('a.b.c.d.e'))).rejects.toMatchObject({
      facts: { problem: 'content' },
    });
    expect(await open(ben, gift)).toMatchObject({ phase: 'opened' });
  });
});
