import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/time.ts';
import type { OutputOf } from '../../src/rpc/contract.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withPassphrase,
} from '../fakes/program.ts';
import { createFakeWorld, type FakeWorld } from '../fakes/world.ts';
import { defaultKey, type Sandbox, startSandbox, webexMeetingsPaths } from '../sandbox/sandbox.ts';
import { BACKUP_PASSPHRASE, seal, unseal } from './jwe.ts';
import { useCheapRounds } from './rounds.ts';

useCheapRounds();

let sandbox: Sandbox;
let world: FakeWorld;
let program: Program;

/** A vault that was just made, as it lies in both storages: a passphrase is dear also for tests. */
const fresh = { local: new Map<string, string>(), session: new Map<string, string>() };

beforeAll(async () => {
  world = createFakeWorld();
  await startProgram(world).ask('vault.create', { passphrase: PASSPHRASE });
  for (const area of ['local', 'session'] as const) fresh[area] = new Map(world[area].content);
});
beforeEach(async () => {
  openBrowser(createFakeWorld());
  sandbox = await startSandbox({ now: world.clock.now });
});
afterEach(() => sandbox.close());

async function addKey(label: string, fields: Record<string, string> = {}): Promise<string> {
  const draft = { ...sandboxDraft(sandbox.origin, fields), label };
  return (await program.ask('credentials.save', draft)).id;
}

async function edit(id: string, change: object, fields: Record<string, string> = {}) {
  const key = (await keys()).find((one) => one.id === id);
  const draft = sandboxDraft(sandbox.origin, { secretKey: '', passcode: '', ...fields });
  const { version = -1, label = '' } = key ?? {};
  await program.ask('credentials.save', { ...draft, id, version, label, ...change });
}

/** A browser with an empty vault. */
function openBrowser(own: FakeWorld): void {
  world = own;
  for (const area of ['local', 'session'] as const) {
    for (const [name, text] of fresh[area]) world[area].content.set(name, text);
  }
  program = startProgram(world);
}

/** Another browser, at the same time. */
function otherBrowser(): void {
  openBrowser(createFakeWorld({ iso: new Date(world.clock.now()).toISOString() }));
}

const keys = async () => (await program.ask('program.state', {})).credentials;
const labels = async () => (await keys()).map(({ label }) => label);
const make = (backupPassphrase = BACKUP_PASSPHRASE, passphrase = PASSPHRASE) =>
  program.ask('backup.make', { backupPassphrase, ...withPassphrase(passphrase) });
const textOf = async () => (await make()).text;
const rehearse = (text: string, backupPassphrase = BACKUP_PASSPHRASE) =>
  program.ask('backup.rehearse', { text, backupPassphrase });
const preview = (text: string, backupPassphrase = BACKUP_PASSPHRASE) =>
  program.ask('backup.preview', { text, backupPassphrase });
const merge = (text: string, chosen: string[]) =>
  program.ask('backup.merge', { text, backupPassphrase: BACKUP_PASSPHRASE, chosen });
const replace = (text: string, passphrase = PASSPHRASE) =>
  program.ask('backup.replace', {
    text,
    backupPassphrase: BACKUP_PASSPHRASE,
    ...withPassphrase(passphrase),
  });
const lookUp = () => program.ask('lookup.meeting', { sessionKey: '400971234', credentialId: null });
const verdicts = ({ lines }: OutputOf<'backup.preview'>) =>
  Object.fromEntries(lines.map(({ label, verdict }) => [label, verdict]));
const idOf = async (text: string, label: string) =>
  (await preview(text)).lines.find((line) => line.label === label)?.id ?? '';

describe('A backup', () => {
  it('brings a deleted key back, and it works', async () => {
    const id = await addKey('Sandbox');
    const text = await textOf();
    await program.ask('credentials.delete', { id });
    const seen = await preview(text);
    expect(seen.lines).toEqual([
      { id, label: 'Sandbox', system: 'Webex Meetings', verdict: 'new', twin: null },
    ]);
    expect(await merge(text, [id])).toEqual({ added: 1, updated: 0, kept: 0, full: 0 });
    expect((await lookUp()).meeting.name).toBe("John's Personal Room");
  });

  it('opens in another browser, and replaces nothing there that was not chosen', async () => {
    await addKey('Sandbox');
    await addKey('Second', { apiKey: 'second-key' });
    const text = await textOf();
    otherBrowser();
    await merge(text, [await idOf(text, 'Sandbox')]);
    expect(await labels()).toEqual(['Sandbox']);
    expect((await lookUp()).meeting.name).toBe("John's Personal Room");
  });

  it('is not made without the passphrase of the vault', async () => {
    await addKey('Sandbox');
    await expect(make(BACKUP_PASSPHRASE, 'not the passphrase')).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    await program.ask('vault.lock', {});
    await expect(make()).rejects.toMatchObject({ code: 'vault-locked' });
  });

  it('wants a passphrase of twelve characters, which may be the vault’s', async () => {
    await addKey('Sandbox');
    await expect(make('short words')).rejects.toMatchObject({
      code: 'passphrase-short',
      facts: { minimum: 12, length: 11 },
    });
    const { text } = await make(PASSPHRASE);
    expect((await rehearse(text, PASSPHRASE)).keys).toBe(1);
  });

  it('opens with the passphrase in whichever Unicode form a keyboard gives it', async () => {
    await addKey('Sandbox');
    const { text } = await make('Käsekrainer am Würstelstand'.normalize('NFD'));
    expect((await rehearse(text, 'Käsekrainer am Würstelstand'.normalize('NFC'))).keys).toBe(1);
  });

  it('of an empty vault is not made: there is nothing in it', async () => {
    await expect(make()).rejects.toMatchObject({
      code: 'backup-empty',
      facts: { where: 'vault' },
    });
    expect((await program.ask('backup.status', {})).madeAtMs).toBeNull();
  });

  it('shows nothing of what is in it', async () => {
    await addKey('Sandbox');
    const text = await textOf();
    expect(text).toMatch(/^[\w-]+\.[\w-]+\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/);
    const readable = text.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(readable.join()).not.toMatch(/Sandbox|dev@example|NOTASECRET/);
    expect(JSON.parse(readable[0] ?? '')).toEqual({
      alg: 'PBES2-HS512+A256KW',
      enc: 'A256GCM',
      p2c: 600_000,
      p2s: expect.stringMatching(/^[\w-]{22}$/),
    });
  });

  it('holds previous keys and the answers of renewals that were not used', async () => {
    const id = await addKey('Sandbox');
    await program.ask('renewal.start', { credentialId: id });
    sandbox.failNext('cut-off', { path: webexMeetingsPaths.renew });
    await program.ask('renewal.start', { credentialId: id }).catch(() => undefined);
    const { text, previousKeys } = await make();
    expect(previousKeys).toBe(1);
    const { records } = await unseal(text);
    expect(records.map(({ kind }: { kind: string }) => kind)).toEqual(['credential', 'renewal']);
    otherBrowser();
    await merge(text, [id]);
    const [key] = await keys();
    expect(key?.previous).toHaveLength(1);
    expect(key?.renewal).toBe('answered');
  });

  it('is remembered with its date, and so is its rehearsal', async () => {
    await addKey('Sandbox');
    const made = world.clock.now();
    const text = await textOf();
    world.clock.advance(5 * MINUTE);
    await rehearse(text);
    expect(await program.ask('backup.status', {})).toEqual({
      keys: 1,
      madeAtMs: made,
      rehearsedAtMs: made + 5 * MINUTE,
    });
  });

  it('is given even if the browser cannot note that it was made', async () => {
    await addKey('Sandbox');
    world.local.failNext('write');
    expect((await rehearse(await textOf())).keys).toBe(1);
    expect((await program.ask('backup.status', {})).madeAtMs).toBeNull();
  });
});

describe('A rehearsal', () => {
  it('counts the keys, says when the backup was made, and changes nothing', async () => {
    await addKey('Sandbox');
    await addKey('Second', { apiKey: 'second-key' });
    const text = await textOf();
    const made = world.clock.now();
    const before = await keys();
    world.clock.advance(10 * MINUTE);
    expect(await rehearse(text)).toEqual({
      madeAtMs: made,
      keys: 2,
      systems: [{ label: 'Webex Meetings', keys: 2 }],
      missing: [],
      outdated: [],
      leftOut: [],
    });
    expect(await keys()).toEqual(before);
  });

  it('names the keys that came or changed since', async () => {
    const id = await addKey('Sandbox');
    const text = await textOf();
    await addKey('Second', { apiKey: 'second-key' });
    await program.ask('renewal.start', { credentialId: id });
    const { missing, outdated } = await rehearse(text);
    expect(missing).toEqual([{ label: 'Second', system: 'Webex Meetings' }]);
    expect(outdated).toEqual([{ label: 'Sandbox', system: 'Webex Meetings' }]);
  });

  it('with the wrong passphrase is none, and is not remembered', async () => {
    await addKey('Sandbox');
    const text = await textOf();
    await expect(rehearse(text, 'another passphrase')).rejects.toMatchObject({
      code: 'backup-unreadable',
      facts: { rounds: null },
    });
    expect((await program.ask('backup.status', {})).rehearsedAtMs).toBeNull();
  });
});

describe('Restoring beside what is there', () => {
  it('leaves a key that is the same', async () => {
    await addKey('Sandbox');
    const text = await textOf();
    expect(verdicts(await preview(text))).toEqual({ Sandbox: 'same' });
  });

  it('never replaces a newer revision, even when it is told to', async () => {
    const id = await addKey('Sandbox');
    const text = await textOf();
    await edit(id, { label: 'Renamed' });
    expect(verdicts(await preview(text))).toEqual({ Sandbox: 'older' });
    expect(await merge(text, [id])).toEqual({ added: 0, updated: 0, kept: 1, full: 0 });
    expect(await labels()).toEqual(['Renamed']);
  });

  it('never replaces a key that was renewed since', async () => {
    const id = await addKey('Sandbox');
    for (let count = 0; count < 3; count += 1) await edit(id, { label: 'Sandbox' });
    const text = await textOf();
    await program.ask('renewal.start', { credentialId: id });
    expect(verdicts(await preview(text))).toEqual({ Sandbox: 'renewed' });
    const before = await keys();
    expect((await merge(text, [id])).kept).toBe(1);
    expect(await keys()).toEqual(before);
  });

  it('does not replace a key that was renewed between the preview and the restoring', async () => {
    const id = await addKey('Sandbox');
    await program.ask('credentials.set-disabled', { id, disabled: false });
    const text = await textOf();
    await replace(await older(text));
    expect(verdicts(await preview(text))).toEqual({ Sandbox: 'newer' });
    for (let count = 0; count < 3; count += 1) await edit(id, { label: 'Sandbox' });
    await program.ask('renewal.start', { credentialId: id });
    const before = await keys();
    expect((await merge(text, [id])).kept).toBe(1);
    expect(await keys()).toEqual(before);
  });

  it('updates an older key, and keeps the one that was in use as previous', async () => {
    const id = await addKey('Sandbox', { apiKey: 'first-key' });
    const early = await textOf();
    await edit(id, {}, { apiKey: defaultKey.apikey });
    const late = await textOf();
    await replace(early);
    await edit(id, { label: 'Here' }, { apiKey: 'typed-here-key' });
    // The same count of changes on both sides: nobody knows which is newer, so ours stays.
    expect(verdicts(await preview(late))).toEqual({ Sandbox: 'older' });
    await replace(early);
    expect(verdicts(await preview(late))).toEqual({ Sandbox: 'newer' });
    expect(await merge(late, [id])).toEqual({ added: 0, updated: 1, kept: 0, full: 0 });
    const [key] = await keys();
    expect(key?.fields['apiKey']).toBe(defaultKey.apikey);
    expect(key?.previous).toHaveLength(1);
    expect((await lookUp()).meeting.name).toBe("John's Personal Room");
    await program.ask('renewal.go-back', {
      credentialId: id,
      previousId: key?.previous[0]?.id ?? '',
    });
    expect((await keys())[0]?.fields['apiKey']).toBe('first-key');
  });

  it('leaves a form that was opened before it without effect', async () => {
    const id = await addKey('Sandbox');
    const early = await textOf();
    await edit(id, { label: 'Renamed' });
    const late = await textOf();
    await replace(early);
    const version = (await keys())[0]?.version ?? -1;
    await merge(late, [id]);
    const draft = { ...sandboxDraft(sandbox.origin, { secretKey: '', passcode: '' }), id, version };
    await expect(program.ask('credentials.save', draft)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
  });

  it('knows the same key under another name', async () => {
    await addKey('Sandbox');
    const text = await textOf();
    otherBrowser();
    await addKey('Typed by hand');
    const { lines } = await preview(text);
    expect(lines).toMatchObject([{ label: 'Sandbox', verdict: 'twin', twin: 'Typed by hand' }]);
    await merge(text, [lines[0]?.id ?? '']);
    expect(await labels()).toEqual(['Sandbox', 'Typed by hand']);
  });

  it('waits for no renewal: it is refused in the middle of one', async () => {
    const id = await addKey('Sandbox');
    const text = await textOf();
    const { http } = world;
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow = async (request: Parameters<typeof http>[0]) => {
      const reply = await http(request);
      if (request.url.endsWith(webexMeetingsPaths.renew)) await answered;
      return reply;
    };
    const arrived = sandbox.nextRequest(webexMeetingsPaths.renew);
    const renewed = startProgram({ ...world, http: slow }).ask('renewal.start', {
      credentialId: id,
    });
    await arrived;
    const refused = [merge(text, [id]), replace(text)];
    await Promise.all(
      refused.map((one) => expect(one).rejects.toMatchObject({ code: 'renewal-running' })),
    );
    answer();
    expect((await renewed).phase).toBe('promoted');
  });

  it('takes nothing that was not chosen', async () => {
    const id = await addKey('Sandbox');
    const text = await textOf();
    await program.ask('credentials.delete', { id });
    expect(await merge(text, [])).toEqual({ added: 0, updated: 0, kept: 0, full: 0 });
    expect(await labels()).toEqual([]);
  });
});

describe('Restoring in place of what is there', () => {
  it('leaves what is in the backup and nothing else', async () => {
    await addKey('Sandbox');
    const text = await textOf();
    await rehearse(text);
    const id = (await keys())[0]?.id ?? '';
    await edit(id, { label: 'Renamed' });
    await addKey('Second', { apiKey: 'second-key' });
    expect((await preview(text)).onlyHere).toEqual(['Second']);
    const status = await program.ask('backup.status', {});
    expect(await replace(text)).toEqual({ keys: 1 });
    expect(await labels()).toEqual(['Sandbox']);
    expect((await lookUp()).meeting.name).toBe("John's Personal Room");
    expect(await program.ask('backup.status', {})).toEqual({ ...status, keys: 1 });
  });

  it('wants the vault’s passphrase, and changes nothing without it', async () => {
    await addKey('Sandbox');
    const text = await textOf();
    await addKey('Second', { apiKey: 'second-key' });
    await expect(replace(text, 'not the passphrase')).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(await labels()).toEqual(['Sandbox', 'Second']);
  });

  it('by a backup without a key is refused', async () => {
    await addKey('Sandbox');
    await expect(replace(await rewritten({ records: [] }))).rejects.toMatchObject({
      code: 'backup-empty',
      facts: { where: 'file' },
    });
    expect(await labels()).toEqual(['Sandbox']);
  });
});

describe('A record of a backup', () => {
  const label = 'Odd one';
  const odd: readonly (readonly [string, (key: Entry) => unknown, string, string])[] = [
    ['that is no record', () => 'text', 'Record 2', 'damaged'],
    [
      'of a kind that this version does not know',
      (key) => ({ ...key, kind: 'watch' }),
      label,
      'unknown',
    ],
    ['without its secrets’ place', (key) => within(key, { fields: 7 }), label, 'damaged'],
    ['under another id', (key) => ({ ...key, id: 'backup-log' }), label, 'damaged'],
    [
      'with an id that every object has',
      (key) => within({ ...key, id: 'constructor' }, { id: 'constructor' }),
      label,
      'damaged',
    ],
    [
      'with a date that no calendar has',
      (key) => within(key, { expiresAtMs: 1e300 }),
      label,
      'damaged',
    ],
    [
      'with an address that is none',
      (key) => within(key, { fields: { baseUrl: 'nowhere' } }),
      label,
      'damaged',
    ],
    [
      'with a script for an address',
      (key) => within(key, { fields: { baseUrl: 'javascript:alert(1)' } }),
      label,
      'damaged',
    ],
    [
      'with a previous key that leads nowhere',
      (key) =>
        within(key, { previous: [{ id: 'p', fields: {}, expiresAtMs: null, replacedAtMs: 0 }] }),
      label,
      'damaged',
    ],
  ];

  it.each(odd)(
    '%s is named and left out, and the others are taken',
    async (_, spoil, name, why) => {
      const records = [keyRecord(ID, 'Sandbox'), spoil(keyRecord(OTHER_ID, label))];
      const text = await rewritten({ records });
      expect((await preview(text)).leftOut).toEqual([{ name, why }]);
      await merge(text, [ID, OTHER_ID, 'constructor', 'backup-log']);
      expect(await labels()).toEqual(['Sandbox']);
      await lookUp();
    },
  );

  it('that comes twice is taken once', async () => {
    const record = keyRecord(ID, 'Sandbox');
    const { lines, leftOut } = await preview(await rewritten({ records: [record, record] }));
    expect(lines).toHaveLength(1);
    expect(leftOut).toEqual([{ name: 'Sandbox', why: 'twice' }]);
  });

  it('of a system that this version does not know comes along unseen', async () => {
    await addKey('Sandbox');
    const foreign = { provider: 'telegraph', fields: { wire: '1' } };
    const text = await rewritten({ records: [within(keyRecord(OTHER_ID, 'Wire'), foreign)] });
    expect((await preview(text)).lines).toMatchObject([{ system: 'telegraph', verdict: 'new' }]);
    await merge(text, [OTHER_ID]);
    expect(await labels()).toEqual(['Sandbox']);
    expect((await unseal(await textOf())).records).toHaveLength(2);
  });

  it('keeps fields that a newer version wrote', async () => {
    const record = within(keyRecord(ID, 'Sandbox'), { watched: { since: 5 } });
    await merge(await rewritten({ records: [record] }), [ID]);
    expect((await unseal(await textOf())).records[0].value.watched).toEqual({ since: 5 });
  });
});

describe('What is no backup', () => {
  it('of this version is left alone: a newer one', async () => {
    await expect(preview(await sealed({ format: 2, records: [] }))).rejects.toMatchObject({
      code: 'backup-newer',
      facts: { format: 2 },
    });
  });

  it.each([
    ['something else', { what: 'shopping list', format: 1 }],
    ['a list', []],
    ['no date', { what: 'latchkey-backup', format: 1, records: [] }],
    [
      'a date that no calendar has',
      { what: 'latchkey-backup', format: 1, madeAtMs: 1e300, records: [] },
    ],
  ])('though sealed like one is refused in words: %s', async (_, value) => {
    await expect(preview(await seal(JSON.stringify(value)))).rejects.toMatchObject({
      code: 'backup-not-one',
      facts: { problem: 'content' },
    });
  });

  it.each(['[', '{"a":'])(
    'because it is 10,000 levels deep is refused in words: %s',
    async (open) => {
      const deep = `${open.repeat(10_000)}1${open === '[' ? ']'.repeat(10_000) : '}'.repeat(10_000)}`;
      await expect(preview(await seal(deep))).rejects.toMatchObject({
        code: 'backup-not-one',
        facts: { problem: 'depth' },
      });
    },
  );

  it('because it is not text is refused in words', async () => {
    await expect(preview(await seal(Uint8Array.of(0xff, 0xfe, 0x00)))).rejects.toMatchObject({
      code: 'backup-not-one',
      facts: { problem: 'content' },
    });
  });
});

const ID = '99999999-2222-4333-8444-555555555555';
const OTHER_ID = '11111111-2222-4333-8444-555555555555';
type Entry = ReturnType<typeof keyRecord>;

/** The sandbox's key as a record of a backup. */
function keyRecord(id: string, label: string) {
  const issuer = 'https://meetings-api.webex.com/gapi/registerapikey';
  const token = { issuer, audience: 'userName', lifetimeSeconds: '300' };
  const { fields, provider } = sandboxDraft(sandbox.origin, token);
  const plain = { description: '', expiresAtMs: null, disabled: false, previous: [] };
  const value = { ...plain, id, label, provider, fields, version: 1, createdAtMs: 0 };
  return { kind: 'credential', id, value };
}

function within(record: Entry, change: object): object {
  return { ...record, value: { ...record.value, ...change } };
}

function sealed(change: object): Promise<string> {
  const madeAtMs = world.clock.now() - DAY;
  return seal(JSON.stringify({ what: 'latchkey-backup', format: 1, madeAtMs, ...change }));
}

/** A backup with other content, under the same seal. */
const rewritten = (change: { records: unknown[] }) => sealed(change);

/** The same backup as it would have been a change earlier. */
async function older(text: string): Promise<string> {
  const { records } = await unseal(text);
  return rewritten({
    records: records.map((record: { value: { version: number } }) => ({
      ...record,
      value: {
        ...record.value,
        version: record.value.version - 1,
        label: 'Sandbox',
        createdAtMs: HOUR,
      },
    })),
  });
}
