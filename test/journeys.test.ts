import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../src/domain/time.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withCode,
  withPassphrase,
} from './fakes/program.ts';
import { createFakeLocks, createFakeWorld, type FakeWorld } from './fakes/world.ts';
import { type Sandbox, startSandbox, webexMeetingsPaths } from './sandbox/sandbox.ts';
import { createStoppedClock } from './sandbox/stopped-clock.ts';

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

/** Saves the form of a stored key, as it was opened just now. */
async function editKey(id: string, changes: Record<string, string>, rest: object = {}) {
  const { version } = (await state()).credentials.find((key) => key.id === id) ?? { version: -1 };
  const draft = sandboxDraft(sandbox.origin, changes);
  await program.ask('credentials.save', { ...draft, id, version, ...rest });
}

async function goBack(credentialId: string, place = 0) {
  const previousId = (await state()).credentials[0]?.previous[place]?.id ?? '';
  await program.ask('renewal.go-back', { credentialId, previousId });
}

const renew = (credentialId: string) => program.ask('renewal.start', { credentialId });
const reportOf = (credentialId: string) => program.ask('renewal.report', { credentialId });

const lookUp = (sessionKey: string) =>
  program.ask('lookup.meeting', { sessionKey, credentialId: null });
const listSites = (email: string) => program.ask('lookup.sites', { email, credentialId: null });
const state = () => program.ask('program.state', {});

describe('Support staff', () => {
  it('look a meeting up by the key that the caller reads out', async () => {
    await withKey();
    const { meeting, askedWith } = await lookUp('400971234');
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
      program.ask('lookup.reveal-passwords', {
        sessionKey: '512340011',
        credentialId,
        ...withPassphrase(passphrase),
      });
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

  it.each(['12345678', '123456789012', '0400971234', '40097l234', '400 971 234', ''])(
    'get nothing sent for “%s”, which is no session key',
    async (typed) => {
      await withKey();
      await expect(lookUp(typed)).rejects.toMatchObject({ code: 'not-recognised' });
      expect(world.sent).toHaveLength(0);
    },
  );
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
    await editKey(id, {});
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

  it('a clock that is ten minutes off is allowed for, from the first call on', async () => {
    const served = createStoppedClock('2026-03-04T05:16:07.000Z');
    const elsewhere = await startSandbox({ now: served.now });
    await withKey({ baseUrl: elsewhere.origin });
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
    expect(elsewhere.requests).toHaveLength(2);
    await lookUp('400971234');
    expect(elsewhere.requests).toHaveLength(3);
    await elsewhere.close();
  });

  it('a clock that is two days off is suspected when the key is refused', async () => {
    const served = createStoppedClock('2026-03-06T05:06:07.000Z');
    const elsewhere = await startSandbox({ now: served.now });
    await withKey({ baseUrl: elsewhere.origin });
    const refused = lookUp('400971234');
    await expect(refused).rejects.toMatchObject({
      code: 'unauthorized',
      facts: { skewSeconds: 2 * 24 * 60 * 60 },
    });
    await elsewhere.close();
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
    await goBack(id);
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
    await program.ask('vault.unlock', withPassphrase());
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

describe('A renewal', () => {
  const path = webexMeetingsPaths.renew;
  const calls = () => sandbox.webexMeetings.calls(path).asked;

  it('that failed twice works the third time', async () => {
    const id = await withKey();
    sandbox.failNext('error', { times: 2 });
    await expect(renew(id)).rejects.toMatchObject({ code: 'server-error' });
    await expect(renew(id)).rejects.toMatchObject({ code: 'server-error' });
    expect((await renew(id)).phase).toBe('promoted');
  });

  it.each(['redirect', 'error', 'html', 'retired-404', 'empty', 'cut-connection'] as const)(
    'answered by “%s” may have made a key, and that is said',
    async (kind) => {
      const id = await withKey();
      sandbox.failNext(kind, { path });
      await expect(renew(id)).rejects.toMatchObject({
        code: kind === 'html' ? 'renewal-unreadable' : 'renewal-unknown',
      });
      expect(await reportOf(id)).not.toBeNull();
      expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
    },
  );

  it('with a key in an answer of whatever status uses the key', async () => {
    const id = await withKey();
    const http = world.http;
    world.http = async (request) => {
      const reply = await http(request);
      return request.url.endsWith(path) ? { ...reply, status: 500 } : reply;
    };
    program = startProgram(world);
    expect((await renew(id)).phase).toBe('promoted');
  });

  it('that is not finished can be seen on its key, until it is', async () => {
    const id = await withKey();
    const shown = async () => (await state()).credentials[0]?.renewal;
    expect(await shown()).toBeNull();
    sandbox.failNext('drop-after-commit', { path });
    await expect(renew(id)).rejects.toMatchObject({ code: 'renewal-unknown' });
    expect(await shown()).toBe('unknown');
    await renew(id);
    expect(await shown()).toBeNull();
  });

  it('keeps what was known of the one before until it is begun', async () => {
    const id = await withKey();
    sandbox.failNext('drop-after-commit', { path });
    await expect(renew(id)).rejects.toMatchObject({ code: 'renewal-unknown' });
    sandbox.failNext('error');
    await expect(renew(id)).rejects.toMatchObject({ code: 'server-error' });
    expect((await reportOf(id))?.phase).toBe('unknown');
  });

  it('whose answer storage refused for a moment keeps the key', async () => {
    const id = await withKey();
    const arrived = sandbox.nextRequest(path);
    const renewed = renew(id);
    await arrived;
    world.local.failNext('write', 2);
    expect((await renewed).phase).toBe('promoted');
  });

  it('of an email without a site works: “no record” is an answer', async () => {
    const id = await withKey();
    sandbox.failNext('xml-fault', { times: 1, exceptionId: '000015', reason: 'no record' });
    expect((await renew(id)).phase).toBe('promoted');
  });

  it('with a date in the past is believed to the key, not to the date', async () => {
    const id = await withKey();
    const http = world.http;
    world.http = async (request) => {
      const reply = await http(request);
      return {
        ...reply,
        text: reply.text.replace(/"expiration":\s*"[^"]*"/, '"expiration":"8/1/19 12:08 AM GMT"'),
      };
    };
    program = startProgram(world);
    expect(await renew(id)).toMatchObject({ phase: 'promoted', newExpiresAtMs: null });
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
  });

  it('is reported while it starts without getting in its way', async () => {
    const id = await withKey();
    const [report] = await Promise.all([renew(id), reportOf(id), reportOf(id)]);
    expect(report.phase).toBe('promoted');
  });

  it('begun again at any moment of the first makes a second call only when the first is over', async () => {
    const id = await withKey();
    const first = renew(id);
    const again = await Promise.allSettled(Array.from({ length: 10 }, () => renew(id)));
    await first;
    expect(again.every((one) => one.status === 'rejected')).toBe(true);
    expect(calls()).toBe(1);
  });

  it('is not begun when the vault was locked in its preflight', async () => {
    const id = await withKey();
    const arrived = sandbox.nextRequest();
    sandbox.failNext('slow', { delayMs: 50 });
    const renewed = renew(id);
    await arrived;
    await program.ask('vault.lock', {});
    await expect(renewed).rejects.toMatchObject({ code: 'vault-locked' });
    expect(calls()).toBe(0);
  });

  it('whose worker died before the call is none, in the call has an unknown outcome', async () => {
    const id = await withKey();
    await dieAt(webexMeetingsPaths.sitesByEmail, id);
    expect(await reportOf(id)).toBeNull();
    await dieAt(path, id);
    expect((await reportOf(id))?.phase).toBe('unknown');
  });

  it('leaves an edit form that was opened before it without effect', async () => {
    const id = await withKey();
    const opened = (await state()).credentials[0]?.version ?? -1;
    await renew(id);
    const draft = sandboxDraft(sandbox.origin, { secretKey: '', passcode: '' });
    await expect(
      program.ask('credentials.save', { ...draft, id, version: opened }),
    ).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
  });

  it('is deleted with its key, and nothing of it is left', async () => {
    const id = await withKey();
    sandbox.failNext('cut-off', { path });
    await expect(renew(id)).rejects.toMatchObject({ code: 'renewal-unreadable' });
    await program.ask('renewal.dismiss', { credentialId: id });
    await renew(id);
    await program.ask('credentials.delete', { id });
    await program.ask('credentials.save', { ...sandboxDraft(sandbox.origin), label: 'Another' });
    const records = [...world.local.content.keys()].filter((name) => name.startsWith('record.'));
    // What was done with it stays known, and nothing of the key with that.
    expect(records.filter((name) => !name.startsWith('record.activity'))).toHaveLength(1);
  });

  it('holds off the deletion of its key', async () => {
    const id = await withKey();
    const arrived = sandbox.nextRequest(path);
    const renewed = renew(id);
    await arrived;
    await expect(program.ask('credentials.delete', { id })).rejects.toMatchObject({
      code: 'renewal-running',
    });
    expect((await renewed).phase).toBe('promoted');
  });

  /** The worker is gone when it asks this path: nothing after that happens, and no lock is held. */
  async function dieAt(dead: string, id: string) {
    const { http } = world;
    const dying = {
      ...world,
      http: (request: Parameters<typeof http>[0]) =>
        request.url.endsWith(dead) ? new Promise<never>(() => {}) : http(request),
    };
    const reached = new Promise<void>((resolve) => {
      const ask = dying.http;
      dying.http = (request) => {
        if (request.url.endsWith(dead)) resolve();
        return ask(request);
      };
    });
    void startProgram(dying).ask('renewal.start', { credentialId: id });
    await reached;
    world.locks = createFakeLocks();
    program = startProgram(world);
  }
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
    await program.restartWorker();
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
    await program.restartWorker();
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
    await expect(program.ask('vault.unlock', withPassphrase('tin whistle'))).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    await program.ask('vault.unlock', withPassphrase());
    expect((await state()).credentials).toHaveLength(1);
  });

  it('makes a guesser wait longer and longer, also after the worker died', async () => {
    await withKey();
    await program.ask('vault.lock', {});
    const guess = () => program.ask('vault.unlock', withPassphrase('not this one either'));
    for (let tries = 0; tries < 4; tries += 1) {
      await expect(guess()).rejects.toMatchObject({ code: 'wrong-passphrase' });
    }
    await program.restartWorker();
    await expect(guess()).rejects.toMatchObject({ code: 'unlock-wait' });
    world.clock.advance(2_000);
    await program.ask('vault.unlock', withPassphrase());
  });

  it('opens with the recovery code, however it was written down', async () => {
    await withKey();
    const { code, slotId } = await program.ask('recovery.begin', { proof: null });
    await program.ask('recovery.confirm', { slotId });
    expect((await state()).recoverySaved).toBe(true);
    await program.ask('vault.lock', {});
    await expect(
      program.ask('vault.unlock', withCode(code.replaceAll(/\w/g, '0'))),
    ).rejects.toMatchObject({ facts: { problem: 'no-match' } });
    const scribbled = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    await program.ask('vault.unlock', withCode(scribbled));
    expect((await state()).credentials).toHaveLength(1);
  });

  it('takes no recovery code that was replaced by a fresh one', async () => {
    await withKey();
    const first = await program.ask('recovery.begin', { proof: null });
    const second = await program.ask('recovery.begin', { proof: null });
    await expect(program.ask('recovery.confirm', { slotId: first.slotId })).rejects.toMatchObject({
      code: 'recovery-replaced',
    });
    await program.ask('vault.lock', {});
    await expect(program.ask('vault.unlock', withCode(first.code))).rejects.toMatchObject({
      facts: { problem: 'no-match' },
    });
    await program.ask('vault.unlock', withCode(second.code));
  });

  it('keeps the recovery code that was saved: nobody makes another one unasked', async () => {
    await withKey();
    const { code, slotId } = await program.ask('recovery.begin', { proof: null });
    await program.ask('recovery.confirm', { slotId });
    await expect(program.ask('recovery.begin', { proof: null })).rejects.toMatchObject({
      code: 'recovery-exists',
    });
    await program.ask('vault.lock', {});
    await program.ask('vault.unlock', withCode(code));
  });

  it('does not let a clock that is set back end the wait of a guesser', async () => {
    await withKey();
    await program.ask('vault.lock', {});
    const guess = () => program.ask('vault.unlock', withPassphrase('not this one either'));
    for (let tries = 0; tries < 4; tries += 1) await guess().catch(() => undefined);
    world.clock.advance(-10 * MINUTE);
    await expect(guess()).rejects.toMatchObject({ code: 'unlock-wait' });
    world.clock.advance(5 * MINUTE);
    await program.ask('vault.unlock', withPassphrase());
  });

  it('takes no lock time that nobody can choose', async () => {
    await withKey();
    const { createShelf } = await import('../src/services/stored.ts');
    await createShelf(world.local).write([
      { name: 'lock-settings', value: { minutes: 5_000_000 } },
    ]);
    await program.ask('vault.touch', {});
    expect((await state()).lockAtMs).toBe(world.clock.now() + 15 * MINUTE);
  });

  it('gives no password that was asked for before it was locked', async () => {
    const credentialId = await withKey();
    const arrived = sandbox.nextRequest();
    sandbox.failNext('slow', { delayMs: 50 });
    const asked = { sessionKey: '512340011', credentialId, ...withPassphrase() };
    const revealed = program.ask('lookup.reveal-passwords', asked);
    await arrived;
    await program.ask('vault.lock', {});
    await expect(revealed).rejects.toMatchObject({ code: 'vault-locked' });
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

  it('is called damaged, not “wrong passphrase”, when both generations are spoilt', async () => {
    await withKey();
    spoil('head.0');
    spoil('head.1');
    expect((await state()).vault).toBe('damaged');
    await expect(program.ask('vault.unlock', withPassphrase())).rejects.toMatchObject({
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
    expect((await state()).vault).toBe('damaged');
  });

  it('leaves a vault alone that is too new to be read', async () => {
    await withKey();
    await rewriteHead((head) => ({ ...head, format: 9, oldestReader: 9 }));
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
    ['baseUrl', 'https://*', 'must name one host'],
    ['baseUrl', 'https://*.webex.com', 'must name one host'],
    ['baseUrl', 'https://[::1]', 'must name one host'],
    ['baseUrl', 'https://me:secret@meetings-api.webex.com', 'must not hold a user name'],
    ['lifetimeSeconds', '30', 'must be 60 to 3600 seconds'],
  ])('with %s “%s” are refused: it %s', async (field, value, problem) => {
    await program.ask('vault.create', { passphrase: PASSPHRASE });
    await expect(
      program.ask('credentials.save', sandboxDraft(sandbox.origin, { [field]: value })),
    ).rejects.toMatchObject({ code: 'field-invalid', facts: { field, problem } });
  });

  it('without a name of their own are told apart by a number', async () => {
    await withKey();
    const unnamed = { ...sandboxDraft(sandbox.origin), label: ' ' };
    for (let keys = 0; keys < 3; keys += 1) await program.ask('credentials.save', unnamed);
    const labels = (await state()).credentials.map((key) => key.label);
    expect(labels).toEqual(['Sandbox', 'Webex Meetings', 'Webex Meetings 2', 'Webex Meetings 3']);
  });

  it('pasted from a wrapped mail work', async () => {
    const secret = sandbox.webexMeetings.keys[0]?.secretkey ?? '';
    await withKey({ secretKey: `${secret.slice(0, 70)}\r\n ${secret.slice(70)}\n` });
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
  });

  it('that are edited keep the secrets that were not typed again', async () => {
    const id = await withKey();
    await editKey(id, { secretKey: '', passcode: '' }, { label: 'Renamed' });
    expect((await lookUp('400971234')).askedWith.label).toBe('Renamed');
  });

  it('that were typed over can be brought back', async () => {
    const id = await withKey();
    await editKey(id, { secretKey: 'OOPS' });
    await expect(lookUp('400971234')).rejects.toMatchObject({ code: 'unauthorized' });
    await goBack(id);
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
  });

  it('that were typed over many times keep every key that may be the good one', async () => {
    const id = await withKey();
    for (const secretKey of ['A', 'B', 'C', 'D', 'E', 'F', 'A']) await editKey(id, { secretKey });
    const { previous } = (await state()).credentials[0] ?? { previous: [] };
    await goBack(id, previous.length - 1);
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
  });

  it('whose name alone was typed over can be brought back', async () => {
    const id = await withKey();
    await editKey(id, { apiKey: 'oops' });
    await goBack(id);
    expect((await lookUp('400971234')).meeting.name).toBe("John's Personal Room");
  });

  it('are not sent to another host without their secrets typed again', async () => {
    const id = await withKey();
    await expect(
      editKey(id, { secretKey: '', passcode: '', baseUrl: 'https://evil.example' }),
    ).rejects.toMatchObject({ code: 'field-invalid', facts: { field: 'secretKey' } });
  });

  it('that are disabled or past their date are not used', async () => {
    const id = await withKey();
    await program.ask('credentials.set-disabled', { id, disabled: true });
    await expect(lookUp('400971234')).rejects.toMatchObject({ code: 'credential-disabled' });
    await program.ask('credentials.set-disabled', { id, disabled: false });
    const expiresAtMs = world.clock.now() - 1;
    await editKey(id, {}, { expiresAtMs });
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
