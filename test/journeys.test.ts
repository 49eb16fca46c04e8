import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../src/domain/time.ts';
import { PASSPHRASE, type Program, sandboxDraft, startProgram } from './fakes/program.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';
import { type Sandbox, startSandbox, webexMeetingsPaths } from './sandbox/sandbox.ts';

let sandbox: Sandbox;
let world: FakeWorld;
let program: Program;

beforeEach(async () => {
  world = createFakeWorld();
  sandbox = await startSandbox({ now: world.clock.now });
  program = startProgram(world);
});
afterEach(() => sandbox.close());

async function withKey(fields: Record<string, string> = {}): Promise<string> {
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  const { id } = await program.ask('credentials.save', sandboxDraft(sandbox.origin, fields));
  return id;
}

const lookUp = (sessionKey: string) =>
  program.ask('lookup.meeting', { sessionKey, credentialId: null });
const listSites = (email: string) => program.ask('lookup.sites', { email, credentialId: null });
const state = () => program.ask('program.state', {});

describe('Support staff', () => {
  it('look a meeting up by the key that the caller reads out', async () => {
    await withKey();
    const { meeting, askedWith } = await lookUp('400 971 234');
    expect(askedWith.label).toBe('Sandbox');
    expect(meeting.name).toBe("John's Personal Room");
    expect(meeting.conferenceId).toBe('121120347236861135');
    expect(meeting.status).toEqual({ inProgress: false, raw: 'NOT_INPROGRESS' });
    expect(meeting.telephony?.toll).toBe('10224462261');
    expect(meeting.telephony?.numbers).toHaveLength(9);
    expect(meeting.schedule).toMatchObject({ startMs: null, always: true, durationMinutes: 720 });
    expect(JSON.stringify(meeting)).not.toContain('2068');
    expect(meeting.more).toEqual([]);
  });

  it('see a meeting in its own zone, and no password of it', async () => {
    await withKey();
    const { meeting } = await lookUp('512340011');
    expect(meeting.status.inProgress).toBe(true);
    expect(meeting.meetingPassword).toBe('set');
    expect(meeting.schedule.startMs).toBe(Date.parse('2026-06-10T14:00:00Z'));
    expect(meeting.schedule.zone.iana).toBe('America/New_York');
    expect(JSON.stringify(meeting)).not.toMatch(/Kettle-42|7788990/);
  });

  it('see a meeting’s passwords only after the passphrase was given again', async () => {
    const credentialId = await withKey();
    const reveal = (passphrase: string) =>
      program.ask('lookup.reveal-passwords', { sessionKey: '512340011', credentialId, passphrase });
    await expect(reveal('not the passphrase')).rejects.toMatchObject({ code: 'wrong-passphrase' });
    expect(world.sent).toHaveLength(0);
    expect(await reveal(PASSPHRASE)).toEqual({ meeting: 'Kettle-42', audio: '7788990' });
  });

  it('see what this version has no name for', async () => {
    await withKey();
    const { meeting } = await lookUp('51234000044');
    expect(meeting.more.map((field) => field.name)).toEqual(
      expect.arrayContaining(['isLocked', 'meetingUUID', 'supportE2E']),
    );
  });

  it('are told what is wrong with a session key before anything is sent', async () => {
    await withKey();
    await expect(lookUp('12345678')).rejects.toMatchObject({
      code: 'not-recognised',
      facts: { problem: 'too-short', digits: 8 },
    });
    await expect(lookUp('123456789012')).rejects.toMatchObject({ facts: { problem: 'too-long' } });
    await expect(lookUp('40097l234')).rejects.toMatchObject({ facts: { problem: 'letters' } });
    expect(world.sent).toHaveLength(0);
  });
});

describe('Users', () => {
  it('find their sites by email', async () => {
    await withKey();
    const { sites } = await listSites('test@cisco.com');
    expect(sites).toHaveLength(10);
    expect(sites.filter((site) => site.sso === 'SAML 2.0')).toHaveLength(1);
    expect(sites[0]?.address.href).toBe('https://m3cweb6s1.qa.webex.com/');
  });

  it('with no site get an empty list', async () => {
    await withKey();
    expect((await listSites('nobody@example.com')).sites).toEqual([]);
    sandbox.failNext('xml-fault', { exceptionId: '000015', reason: 'Sorry, no record found' });
    expect((await listSites('nobody@example.com')).sites).toEqual([]);
  });
});

describe('What the server sees', () => {
  it('is one valid token in JWTToken and nothing else about the person', async () => {
    await withKey();
    await lookUp('400971234');
    const [request] = sandbox.requests;
    expect(request?.verdict).toBe('answered');
    expect(request?.body).toBe('{"sessionKey":400971234}');
    const own = Object.keys(world.sent[0]?.headers ?? {});
    expect(own.sort()).toEqual(['Content-Type', 'JWTToken']);
  });

  it('is nothing at all without the permission for its host', async () => {
    await withKey();
    world.allowed.clear();
    await expect(lookUp('400971234')).rejects.toMatchObject({
      code: 'host-not-allowed',
      facts: { origin: 'http://127.0.0.1/*' },
    });
    expect(world.sent).toHaveLength(0);
    const [key] = (await state()).credentials;
    expect(key?.hostAllowed).toBe(false);
  });
});

describe('Whatever goes wrong at the server', () => {
  it.each([
    ['unauthorized', 'unauthorized'],
    ['not-found', 'meeting-missing'],
    ['gone', 'service-retired'],
    ['html', 'service-retired'],
    ['retired-404', 'service-retired'],
    ['error', 'server-error'],
    ['bad-gateway', 'server-error'],
    ['xml-fault', 'meeting-missing'],
    ['empty', 'answer-empty'],
    ['cut-off', 'answer-cut-off'],
    ['cut-connection', 'cut-connection'],
    ['drop-before', 'no-answer'],
    ['redirect', 'redirected'],
    ['rate-limited', 'rate-limited'],
    ['wrong-shape', 'answer-shape'],
  ] as const)('“%s” is the failure “%s”, and the next look-up works', async (kind, code) => {
    await withKey();
    sandbox.failNext(kind);
    await expect(lookUp('400971234')).rejects.toMatchObject({ code });
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
    expect(sandbox.elsewhere.requests).toHaveLength(0);
  });

  it('a wrong secret and an expired key are told apart', async () => {
    const id = await withKey({ secretKey: 'NOT THE SECRET' });
    await expect(lookUp('400971234')).rejects.toMatchObject({ code: 'unauthorized' });
    await program.ask('credentials.save', { ...sandboxDraft(sandbox.origin), id });
    sandbox.webexMeetings.expireKey(sandbox.webexMeetings.keys[0]?.apikey ?? '');
    await expect(lookUp('400971234')).rejects.toMatchObject({
      code: 'credential-expired',
      facts: { saidBy: 'server' },
    });
  });

  it('a field of the wrong shape is named', async () => {
    await withKey();
    sandbox.failNext('wrong-shape');
    await expect(lookUp('400971234')).rejects.toMatchObject({
      facts: { field: expect.stringContaining('schedule') },
    });
  });

  it('a clock that is wrong is suspected when the key is refused', async () => {
    await withKey();
    world.clock.advance(20 * MINUTE);
    await program.ask('vault.unlock', { passphrase: PASSPHRASE });
    sandbox.failNext('unauthorized');
    await expect(lookUp('400971234')).rejects.toMatchObject({ facts: { skewSeconds: 0 } });
  });
});

describe('Admins', () => {
  it('renew a key: the new one in use, the old one kept', async () => {
    const id = await withKey();
    const [old] = sandbox.webexMeetings.keys;
    const report = await program.ask('renewal.start', { credentialId: id });
    expect(report.phase).toBe('promoted');
    const [key] = (await state()).credentials;
    expect(key?.fields['apiKey']).not.toBe(old?.apikey);
    expect(key?.expiresAtMs).toBe(report.newExpiresAtMs);
    expect(key?.previous).toMatchObject([{ hint: `…${old?.apikey.slice(-7)}` }]);
    expect(sandbox.webexMeetings.calls(webexMeetingsPaths.renew)).toEqual({ asked: 1, resent: 0 });
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
    await program.ask('renewal.go-back', { credentialId: id });
    expect((await state()).credentials[0]?.fields['apiKey']).toBe(old?.apikey);
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
  });

  it('whose answer was lost on the way keep the old key and are told', async () => {
    const id = await withKey();
    sandbox.failNext('drop-after-commit', { path: webexMeetingsPaths.renew });
    await expect(program.ask('renewal.start', { credentialId: id })).rejects.toMatchObject({
      code: 'renewal-unknown',
    });
    expect((await program.ask('renewal.report', { credentialId: id }))?.phase).toBe('unknown');
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
  });

  it('whose answer cannot be read keep it sealed, and nothing is asked twice', async () => {
    const id = await withKey();
    sandbox.failNext('cut-off', { path: webexMeetingsPaths.renew });
    await expect(program.ask('renewal.start', { credentialId: id })).rejects.toMatchObject({
      code: 'renewal-unreadable',
    });
    expect((await program.ask('renewal.report', { credentialId: id }))?.phase).toBe('answered');
    await expect(program.ask('renewal.start', { credentialId: id })).rejects.toMatchObject({
      code: 'renewal-unreadable',
    });
    expect(sandbox.webexMeetings.calls(webexMeetingsPaths.renew).asked).toBe(1);
    await program.ask('renewal.dismiss', { credentialId: id });
    expect((await program.ask('renewal.start', { credentialId: id })).phase).toBe('promoted');
  });

  it('whom the server refuses have nothing changed', async () => {
    const id = await withKey({ passcode: 'WRONG' });
    await expect(program.ask('renewal.start', { credentialId: id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await program.ask('renewal.report', { credentialId: id })).toBeNull();
    expect(sandbox.webexMeetings.keys).toHaveLength(1);
  });

  it('whose vault locks in the middle of the call keep the new key', async () => {
    const id = await withKey();
    const arrived = sandbox.nextRequest(webexMeetingsPaths.renew);
    sandbox.failNext('slow', { path: webexMeetingsPaths.renew, delayMs: 50 });
    const renewed = program.ask('renewal.start', { credentialId: id });
    await arrived;
    await program.ask('vault.lock', {});
    expect((await renewed).phase).toBe('promoted');
    await program.ask('vault.unlock', { passphrase: PASSPHRASE });
    expect((await state()).credentials[0]?.previous).toHaveLength(1);
  });

  it('who start twice at once make one call', async () => {
    const id = await withKey();
    const both = await Promise.allSettled([
      program.ask('renewal.start', { credentialId: id }),
      program.ask('renewal.start', { credentialId: id }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(sandbox.webexMeetings.calls(webexMeetingsPaths.renew).asked).toBe(1);
  });
});

describe('The vault', () => {
  it('keeps nothing readable outside the seal', async () => {
    await withKey();
    const { secretkey, passcode } = sandbox.webexMeetings.keys[0] ?? {
      secretkey: '',
      passcode: '',
    };
    const kept = [...world.local.content.values()].join('\n');
    for (const secret of [secretkey, passcode, PASSPHRASE, 'dev@example.com']) {
      expect(kept).not.toContain(secret);
    }
    expect(kept.length).toBeGreaterThan(1_000);
  });

  it('never lets a secret reach a page', async () => {
    await withKey();
    const shown = JSON.stringify(await state());
    const { secretkey, passcode } = sandbox.webexMeetings.keys[0] ?? {
      secretkey: 'x',
      passcode: 'x',
    };
    expect(shown).not.toContain(secretkey);
    expect(shown).not.toContain(`"${passcode}"`);
    expect((await state()).credentials[0]?.secretsSet).toEqual(['secretKey', 'passcode']);
  });

  it('stays open when the worker dies between any two steps', async () => {
    await withKey();
    program.restartWorker();
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
    program.restartWorker();
    expect((await state()).vault).toBe('unlocked');
  });

  it('locks after fifteen minutes without use, however often the worker asked itself', async () => {
    await withKey();
    world.clock.advance(14 * MINUTE);
    expect((await state()).vault).toBe('unlocked');
    world.clock.advance(MINUTE);
    await expect(lookUp('400971234')).rejects.toMatchObject({ code: 'vault-locked' });
    expect(world.session.content.size).toBe(0);
  });

  it('stays open while somebody uses it', async () => {
    await withKey();
    world.clock.advance(14 * MINUTE);
    await program.ask('vault.touch', {});
    world.clock.advance(14 * MINUTE);
    expect((await state()).vault).toBe('unlocked');
  });

  it('locks when the clock is set back by more than a minute', async () => {
    await withKey();
    world.clock.advance(-61_000);
    expect((await state()).vault).toBe('locked');
  });

  it('opens again with the passphrase and with nothing else', async () => {
    await withKey();
    await program.ask('vault.lock', {});
    await expect(program.ask('vault.unlock', { passphrase: 'tin whistle' })).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    await program.ask('vault.unlock', { passphrase: PASSPHRASE });
    expect((await state()).credentials).toHaveLength(1);
  });

  it('makes a guesser wait longer and longer, also after the worker died', async () => {
    await withKey();
    await program.ask('vault.lock', {});
    const guess = () => program.ask('vault.unlock', { passphrase: 'not this one either' });
    for (let tries = 0; tries < 4; tries += 1) {
      await expect(guess()).rejects.toMatchObject({ code: 'wrong-passphrase' });
    }
    program.restartWorker();
    await expect(guess()).rejects.toMatchObject({ code: 'unlock-wait' });
    world.clock.advance(2_000);
    await program.ask('vault.unlock', { passphrase: PASSPHRASE });
  });

  it('opens with the recovery code, however it was written down', async () => {
    await withKey();
    const { code, slotId } = await program.ask('recovery.begin', {});
    await program.ask('recovery.confirm', { slotId });
    expect((await state()).recoverySaved).toBe(true);
    await program.ask('vault.lock', {});
    await expect(
      program.ask('vault.unlock-with-recovery-code', { code: code.replaceAll(/\w/g, '0') }),
    ).rejects.toMatchObject({ facts: { problem: 'no-match' } });
    const scribbled = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    await program.ask('vault.unlock-with-recovery-code', { code: scribbled });
    expect((await state()).credentials).toHaveLength(1);
  });

  it('takes no recovery code that was replaced by a fresh one', async () => {
    await withKey();
    const first = await program.ask('recovery.begin', {});
    const second = await program.ask('recovery.begin', {});
    await expect(program.ask('recovery.confirm', { slotId: first.slotId })).rejects.toMatchObject({
      code: 'recovery-replaced',
    });
    await program.ask('vault.lock', {});
    await expect(
      program.ask('vault.unlock-with-recovery-code', { code: first.code }),
    ).rejects.toMatchObject({ facts: { problem: 'no-match' } });
    await program.ask('vault.unlock-with-recovery-code', { code: second.code });
  });

  it('is not made twice', async () => {
    await withKey();
    await expect(
      program.ask('vault.create', { passphrase: 'another long passphrase' }),
    ).rejects.toMatchObject({ code: 'vault-exists' });
  });

  it('refuses a passphrase that is too short', async () => {
    await expect(program.ask('vault.create', { passphrase: 'short' })).rejects.toMatchObject({
      code: 'passphrase-short',
      facts: { minimum: 12, length: 5 },
    });
    expect((await state()).vault).toBe('missing');
  });

  it('falls back to the generation before when the newest is spoilt, and says so', async () => {
    await withKey();
    spoil('head.0');
    const fallen = await state();
    expect(fallen).toMatchObject({ vault: 'unlocked', secondCopy: true, credentials: [] });
  });

  it('is called damaged, not “wrong passphrase”, when both generations are spoilt', async () => {
    await withKey();
    spoil('head.0');
    spoil('head.1');
    expect((await state()).vault).toBe('damaged');
    await expect(program.ask('vault.unlock', { passphrase: PASSPHRASE })).rejects.toMatchObject({
      code: 'vault-damaged',
    });
  });

  it('does not take one record for another', async () => {
    await withKey();
    const { id } = await program.ask('credentials.save', {
      ...sandboxDraft(sandbox.origin),
      label: 'Other',
    });
    const names = [...world.local.content.keys()].filter((name) => name.startsWith('record.'));
    const mine = names.find((name) => name.includes(id)) ?? '';
    const other = names.find((name) => name !== mine) ?? '';
    world.local.content.set(mine, world.local.content.get(other) ?? '');
    await expect(state()).rejects.toMatchObject({ code: 'vault-damaged' });
  });

  it('leaves a newer vault alone', async () => {
    await withKey();
    await rewriteHead((head) => ({ ...head, format: 2 }));
    await expect(state()).rejects.toMatchObject({ code: 'vault-newer' });
  });

  it('survives storage that refuses to write', async () => {
    await withKey();
    world.local.failNext('write');
    await expect(
      program.ask('credentials.save', { ...sandboxDraft(sandbox.origin), label: 'Second' }),
    ).rejects.toMatchObject({ code: 'storage-failed' });
    expect((await state()).credentials.map((key) => key.label)).toEqual(['Sandbox']);
  });

  function spoil(name: string) {
    const text = world.local.content.get(name) ?? '';
    world.local.content.set(name, text.replace('generation', 'generatiom'));
  }

  async function rewriteHead(edit: (head: object) => object) {
    const { createShelf } = await import('../src/services/stored.ts');
    for (const name of ['head.0', 'head.1']) {
      const { text } = JSON.parse(world.local.content.get(name) ?? '{}');
      await createShelf(world.local).write([{ name, value: edit(JSON.parse(text)) }]);
    }
  }
});

describe('Keys', () => {
  it.each([
    ['apiKey', '', 'is missing'],
    ['secretKey', '  ', 'is missing'],
    ['email', 'dev', 'is not an email address'],
    ['baseUrl', 'http://meetings-api.webex.com', 'must begin with https://'],
    ['baseUrl', 'meetings-api.webex.com', 'is not a web address'],
    ['baseUrl', 'javascript:alert(1)', 'must begin with https://'],
    ['lifetimeSeconds', '0', 'must be 30 to 3600 seconds'],
  ])('with %s “%s” are refused: it %s', async (field, value, problem) => {
    await program.ask('vault.create', { passphrase: PASSPHRASE });
    await expect(
      program.ask('credentials.save', sandboxDraft(sandbox.origin, { [field]: value })),
    ).rejects.toMatchObject({ code: 'field-invalid', facts: { field, problem } });
  });

  it('pasted from a wrapped mail work', async () => {
    const secret = sandbox.webexMeetings.keys[0]?.secretkey ?? '';
    await withKey({ secretKey: `${secret.slice(0, 70)}\r\n ${secret.slice(70)}\n` });
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
  });

  it('that are edited keep the secrets that were not typed again', async () => {
    const id = await withKey();
    const draft = sandboxDraft(sandbox.origin, { secretKey: '', passcode: '' });
    await program.ask('credentials.save', { ...draft, id, label: 'Renamed' });
    expect((await lookUp('400971234')).askedWith.label).toBe('Renamed');
  });

  it('that were typed over can be brought back', async () => {
    const id = await withKey();
    await program.ask('credentials.save', {
      ...sandboxDraft(sandbox.origin, { secretKey: 'OOPS' }),
      id,
    });
    await expect(lookUp('400971234')).rejects.toMatchObject({ code: 'unauthorized' });
    await program.ask('renewal.go-back', { credentialId: id });
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
  });

  it('that are disabled or past their date are not used', async () => {
    const id = await withKey();
    await program.ask('credentials.set-disabled', { id, disabled: true });
    await expect(lookUp('400971234')).rejects.toMatchObject({ code: 'credential-disabled' });
    await program.ask('credentials.set-disabled', { id, disabled: false });
    const expiresAtMs = world.clock.now() - 1;
    await program.ask('credentials.save', { ...sandboxDraft(sandbox.origin), id, expiresAtMs });
    await expect(lookUp('400971234')).rejects.toMatchObject({
      code: 'credential-expired',
      facts: { saidBy: 'latchkey' },
    });
    expect(world.sent).toHaveLength(0);
  });

  it('that are deleted are gone', async () => {
    const id = await withKey();
    await program.ask('credentials.delete', { id });
    expect((await state()).credentials).toEqual([]);
    await expect(lookUp('400971234')).rejects.toMatchObject({ code: 'no-credential' });
  });
});
