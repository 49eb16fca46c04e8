import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Http } from '../src/adapters/http.ts';
import { DAY, HOUR, SECOND } from '../src/domain/time.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withPassphrase,
} from './fakes/program.ts';
import { createFakeLocks, createFakeWorld, type FakeWorld } from './fakes/world.ts';
import { defaultKey, type Sandbox, startSandbox, webexMeetingsPaths } from './sandbox/sandbox.ts';

const path = webexMeetingsPaths.renew;

let sandbox: Sandbox;
let world: FakeWorld;
let program: Program;
let credentialId: string;

beforeEach(async () => {
  world = createFakeWorld();
  sandbox = await startSandbox({ now: world.clock.now });
  program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  ({ id: credentialId } = await program.ask('credentials.save', sandboxDraft(sandbox.origin)));
});
afterEach(() => sandbox.close());

const key = async () => {
  const [first] = (await program.ask('program.state', {})).credentials;
  if (first === undefined) throw new Error('There is no key.');
  return first;
};
const calls = () => sandbox.webexMeetings.calls(path).asked;
const live = () => sandbox.webexMeetings.liveKeys;
const renew = () => program.ask('renewal.start', { credentialId });
const leaked = () => program.ask('renewal.leaked', { credentialId });
const resume = () => program.ask('renewal.resume', { credentialId });
const report = () => program.ask('renewal.report', { credentialId });
const answers = async () => (await program.ask('renewal.answers', { credentialId })).answers;
const lookUp = () => program.ask('lookup.meeting', { sessionKey: '400971234', credentialId });

/** The expiry of the key in use, so many days ahead. */
async function expiresIn(days: number): Promise<void> {
  const { version } = await key();
  const draft = sandboxDraft(sandbox.origin);
  const expiresAtMs = world.clock.now() + days * DAY;
  await program.ask('credentials.save', { ...draft, id: credentialId, version, expiresAtMs });
}

/** What the server answers to a renewal comes like this. */
function renewalsAnswer(change: (text: string) => string): void {
  const { http } = world;
  world.http = async (request) => {
    const reply = await http(request);
    return request.url.endsWith(path) ? { ...reply, text: change(reply.text) } : reply;
  };
  program = startProgram(world);
}

const automatically = (days: 30 | 14 | 7 | null) => program.ask('renewal.set-automatic', { days });
/** Long enough after an unlock for what is done then. */
const aMoment = () => program.pass(5 * SECOND);

describe('A key that leaked', () => {
  it('is replaced first and turned off then, each by one call', async () => {
    expect(await leaked()).toMatchObject({ stage: 'retire', phase: 'promoted' });
    const { fields, previous } = await key();
    expect(live()).toContain(fields['apiKey']);
    expect(live()).not.toContain(defaultKey.apikey);
    expect(previous.map((one) => one.leaked).sort()).toEqual(['off', null].sort());
    const asked = sandbox.requests.filter((seen) => seen.path === path);
    expect(asked.map(({ body }) => JSON.parse(body).disableoldapikeyrightaway)).toEqual([
      false,
      true,
    ]);
    await lookUp();
  });

  it('is not offered to go back to, and is refused to whoever tries', async () => {
    await leaked();
    const off = (await key()).previous.find((one) => one.leaked === 'off');
    await expect(
      program.ask('renewal.go-back', { credentialId, previousId: off?.id ?? '' }),
    ).rejects.toMatchObject({ code: 'previous-over', facts: { why: 'leaked' } });
  });

  it('may take its successor along: then the key that came back takes over', async () => {
    sandbox.webexMeetings.renewals.turnsOff = 'all-others';
    await leaked();
    expect(live()).toEqual([(await key()).fields['apiKey']]);
    await lookUp();
  });

  it('that the server does not renew again is said to be on, and the new one is in use', async () => {
    sandbox.webexMeetings.renewals.renewsAgain = false;
    await expect(leaked()).rejects.toMatchObject({ code: 'forbidden' });
    expect(await report()).toMatchObject({ stage: 'retire', phase: 'preflight', leaked: true });
    expect((await key()).fields['apiKey']).not.toBe(defaultKey.apikey);
    expect((await key()).previous[0]?.leaked).toBe('live');
    expect((await key()).renewal).toBe('preflight');
  });

  it('that the server takes still is said, and is turned off once it is asked again', async () => {
    sandbox.webexMeetings.renewals.isSlow = true;
    await expect(leaked()).rejects.toMatchObject({ code: 'leaked-key-lives' });
    sandbox.webexMeetings.renewals.isSlow = false;
    expect((await resume()).phase).toBe('promoted');
    expect(live()).not.toContain(defaultKey.apikey);
    expect(calls()).toBe(3);
  });

  it('whose answer was lost is turned off, which is seen without another call', async () => {
    failAtCall(2, 'drop-after-commit');
    await expect(leaked()).rejects.toMatchObject({ code: 'renewal-unknown' });
    expect(await report()).toMatchObject({ stage: 'retire', phase: 'unknown' });
    expect((await resume()).phase).toBe('promoted');
    expect(calls()).toBe(2);
  });

  it('whose answer never got there is asked for once more', async () => {
    failAtCall(2, 'drop-before');
    await expect(leaked()).rejects.toMatchObject({ code: 'renewal-unknown' });
    expect((await resume()).phase).toBe('promoted');
    expect(live()).not.toContain(defaultKey.apikey);
    expect(calls()).toBe(3);
  });

  it('with an answer that cannot be read is turned off, and the answer is kept', async () => {
    failAtCall(2, 'cut-off');
    expect((await leaked()).phase).toBe('promoted');
    expect(await answers()).toMatchObject([{ current: false }]);
    await lookUp();
  });

  it('is not taken for one that is off while the server refuses everybody', async () => {
    failAtCall(2, 'drop-before');
    await expect(leaked()).rejects.toMatchObject({ code: 'renewal-unknown' });
    sandbox.failNext('unauthorized', { times: 3 });
    await expect(resume()).rejects.toMatchObject({ code: 'unauthorized' });
    sandbox.failNoMore();
    expect((await resume()).phase).toBe('promoted');
    expect(live()).not.toContain(defaultKey.apikey);
  });

  it('is not quoted out of what the server says to it', async () => {
    const { http } = world;
    const text = JSON.stringify({ code: 'X', message: `no ${defaultKey.secretkey}` });
    world.http = async (request) => {
      const reply = await http(request);
      const turnsOff = request.body?.includes('"disableoldapikeyrightaway":true');
      return turnsOff ? { ...reply, status: 400, text } : reply;
    };
    program = startProgram(world);
    await expect(leaked()).rejects.toMatchObject({
      code: 'server-refused',
      facts: { reason: 'no •••' },
    });
  });

  it('can be said to have leaked while an answer of its renewal is still waiting', async () => {
    failAtCall(1, 'error', webexMeetingsPaths.sitesByEmail, 2);
    await expect(renew()).rejects.toMatchObject({ code: 'renewal-untested' });
    expect((await leaked()).stage).toBe('retire');
    expect(live()).not.toContain(defaultKey.apikey);
    expect(calls()).toBe(2);
  });

  /** The call of that number to the path fails so. */
  function failAtCall(
    number: number,
    kind: Parameters<Sandbox['failNext']>[0],
    to: string = path,
    at = number,
  ): void {
    let seen = 0;
    const { http } = world;
    const counting: Http = (request) => {
      if (request.url.endsWith(to)) {
        seen += 1;
        if (seen === at) sandbox.failNext(kind, { path: to });
      }
      return http(request);
    };
    world.http = counting;
    program = startProgram(world);
  }
});

describe('An answer that cannot be read', () => {
  beforeEach(async () => {
    sandbox.failNext('cut-off', { path });
    await expect(renew()).rejects.toMatchObject({ code: 'renewal-unreadable' });
  });

  const only = async () => {
    const [one] = await answers();
    if (one === undefined) throw new Error('No answer is kept.');
    return one;
  };
  const reveal = (answerId: string, passphrase = PASSPHRASE) =>
    program.ask('renewal.reveal-answer', { credentialId, answerId, ...withPassphrase(passphrase) });
  const minted = () => {
    const found = sandbox.webexMeetings.keys.at(-1);
    if (found === undefined) throw new Error('No key was minted.');
    return found;
  };
  const enter = (fields: Record<string, string>, expiresAtMs: number | null = null) =>
    program.ask('renewal.enter-key', { credentialId, fields, expiresAtMs });

  it('is listed without what is in it, and shown after the passphrase', async () => {
    const { apikey } = minted();
    expect(await only()).toMatchObject({ current: true });
    expect(JSON.stringify(await only())).not.toContain(apikey);
    await expect(reveal((await only()).id, 'not it')).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    expect((await reveal((await only()).id)).text).toContain(apikey);
  });

  it('gives its key to whoever types it: tested, put to use, the old one kept', async () => {
    const { apikey: apiKey, secretkey: secretKey, passcode } = minted();
    const expiresAtMs = world.clock.now() + 100 * DAY;
    expect((await enter({ apiKey, secretKey, passcode }, expiresAtMs)).phase).toBe('promoted');
    expect(await key()).toMatchObject({ expiresAtMs, fields: { apiKey }, renewal: null });
    expect((await key()).previous).toHaveLength(1);
    await lookUp();
    expect(await only()).toMatchObject({ current: false });
  });

  it('typed wrongly changes nothing, and can be typed again', async () => {
    const { apikey: apiKey, secretkey: secretKey } = minted();
    await expect(enter({ apiKey, secretKey: 'WRONG1234567890' })).rejects.toMatchObject({
      code: 'renewal-untested',
    });
    expect((await key()).fields['apiKey']).toBe(defaultKey.apikey);
    await expect(enter({ apiKey })).rejects.toMatchObject({
      code: 'field-invalid',
      facts: { field: 'secretKey' },
    });
    expect((await enter({ apiKey, secretKey })).phase).toBe('promoted');
  });

  it('can be put away, shown later, and removed', async () => {
    await program.ask('renewal.dismiss', { credentialId });
    const { id: answerId } = await only();
    expect((await reveal(answerId)).text).toContain(minted().apikey);
    await program.ask('renewal.forget-answer', { credentialId, answerId });
    expect(await answers()).toEqual([]);
    await expect(reveal(answerId)).rejects.toMatchObject({ code: 'answer-gone' });
  });

  it('is not removed while a renewal goes on from it', async () => {
    const { id: answerId } = await only();
    await program.ask('renewal.forget-answer', { credentialId, answerId });
    expect(await answers()).toHaveLength(1);
  });

  it('does not take the place of another one of the same moment', async () => {
    await program.ask('renewal.dismiss', { credentialId });
    sandbox.failNext('cut-off', { path });
    await expect(renew()).rejects.toMatchObject({ code: 'renewal-unreadable' });
    await program.ask('renewal.dismiss', { credentialId });
    expect(await answers()).toHaveLength(2);
  });
});

describe('A renewal', () => {
  it('whose call was spoilt by the clock and asked again is unknown when the worker dies in that', async () => {
    const { http } = world;
    const renewals: string[] = [];
    world.http = async (request) => {
      if (!request.url.endsWith(path)) return http(request);
      renewals.push(request.url);
      const date = new Date(world.clock.now() + 600 * SECOND).toUTCString();
      if (renewals.length === 1) return { status: 401, headers: { date }, text: '' };
      await http(request);
      return new Promise(() => {});
    };
    void startProgram({ ...world, locks: createFakeLocks() }).ask('renewal.start', {
      credentialId,
    });
    await expect.poll(() => calls()).toBe(1);
    expect(renewals).toHaveLength(2);
    world.http = http;
    program = startProgram(world);
    expect(await report()).toMatchObject({ phase: 'unknown' });
    await resume();
    expect(await report()).toMatchObject({ phase: 'unknown' });
  });

  it('that fails tells whoever follows it that nobody is at work on it any more', async () => {
    sandbox.failNext('cut-off', { path });
    const seen: (boolean | undefined)[] = [];
    const onlooker = startProgram(world);
    world.tellPages = ({ changed }) => {
      if (changed !== 'renewal') return;
      void onlooker
        .ask('renewal.report', { credentialId })
        .then((told) => seen.push(told?.running));
    };
    program = startProgram(world);
    await expect(renew()).rejects.toMatchObject({ code: 'renewal-unreadable' });
    await expect.poll(() => seen.at(-1)).toBe(false);
    expect(seen).toContain(true);
  });

  it.each([
    ['another form', '"2026-09-01"'],
    ['no text', '{"at": 1}'],
    ['the past', '"8/1/19 12:08 AM GMT"'],
  ])('takes a good key whose expiry comes in %s, without one', async (_, expiration) => {
    renewalsAnswer((text) => text.replace(/("expiration": )"[^"]*"/, `$1${expiration}`));
    await renew();
    expect((await key()).fields['apiKey']).not.toBe(defaultKey.apikey);
    expect((await key()).expiresAtMs).toBeNull();
    expect(await report()).toMatchObject({ phase: 'promoted', newExpiresAtMs: null });
  });

  it('that brings the same key again keeps it once', async () => {
    const { apikey, secretkey, passcode, email } = defaultKey;
    const expiration = '9/4/26 5:06 AM GMT';
    renewalsAnswer(() => JSON.stringify({ apikey, secretkey, passcode, email, expiration }));
    await renew();
    const { previous, expiresAtMs } = await key();
    expect(previous).toEqual([]);
    expect(expiresAtMs).toBe(Date.parse('2026-09-04T05:06:00Z'));
  });

  it('of a key that leaked, with the same key again, does not offer that one as a way back', async () => {
    const { apikey, secretkey, passcode, email } = defaultKey;
    const same = JSON.stringify({ apikey, secretkey, passcode, email });
    let asked = 0;
    renewalsAnswer((text) => {
      asked += 1;
      return asked === 1 ? same : text;
    });
    expect(await leaked()).toMatchObject({ stage: 'retire', phase: 'promoted' });
    const { fields, previous } = await key();
    expect(live()).toContain(fields['apiKey']);
    expect(live()).not.toContain(apikey);
    expect(previous.map((one) => one.leaked)).not.toContain(null);
  });
});

describe('A key from a mail', () => {
  it('goes into the entry of one that has expired', async () => {
    await expiresIn(1);
    world.clock.advance(2 * DAY);
    await program.ask('vault.unlock', withPassphrase());
    const { apikey: apiKey, secretkey: secretKey, passcode } = sandbox.webexMeetings.addKey();
    const fields = { apiKey, secretKey, passcode };
    await program.ask('renewal.enter-key', { credentialId, fields, expiresAtMs: null });
    expect(await key()).toMatchObject({ expired: false, fields: { apiKey } });
    await lookUp();
  });

  it('ends the doubt about a renewal whose answer was lost', async () => {
    sandbox.failNext('drop-after-commit', { path });
    await expect(renew()).rejects.toMatchObject({ code: 'renewal-unknown' });
    const { apikey: apiKey = '', secretkey: secretKey = '' } =
      sandbox.webexMeetings.keys.at(-1) ?? {};
    const typed = { credentialId, fields: { apiKey, secretKey }, expiresAtMs: null };
    expect((await program.ask('renewal.enter-key', typed)).phase).toBe('promoted');
    expect((await key()).renewal).toBeNull();
  });
});

describe('The previous key', () => {
  it('can be gone back to until its own expiry, and not after it', async () => {
    await expiresIn(3);
    await renew();
    const back = async () => {
      const previousId = (await key()).previous[0]?.id ?? '';
      await program.ask('renewal.go-back', { credentialId, previousId });
    };
    world.clock.advance(4 * DAY);
    await program.ask('vault.unlock', withPassphrase());
    await expect(back()).rejects.toMatchObject({
      code: 'previous-over',
      facts: { why: 'expired' },
    });
  });
});

describe('Three contexts that start a renewal at once', () => {
  it('make exactly one call: popup, panel and alarm', async () => {
    await expiresIn(6);
    await automatically(7);
    const { version } = await key();
    const [popup, panel, alarm] = [startProgram(world), startProgram(world), startProgram(world)];
    const begin = (page: Program) => page.ask('renewal.start', { credentialId, version });
    await Promise.allSettled([begin(popup), alarm.pass(5 * SECOND), begin(panel)]);
    expect(calls()).toBe(1);
    expect(live()).toContain((await key()).fields['apiKey']);
    expect((await key()).renewal).toBeNull();
  });

  it('make one call also where each comes when the one before is just over', async () => {
    await expiresIn(6);
    await automatically(7);
    const { version } = await key();
    await program.ask('renewal.start', { credentialId, version });
    await expect(program.ask('renewal.start', { credentialId, version })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await aMoment();
    expect(calls()).toBe(1);
  });
});

describe('Automatic renewal', () => {
  const aDayLater = async () => {
    world.clock.advance(DAY);
    await program.ask('vault.unlock', withPassphrase());
    await aMoment();
  };

  it('is off until somebody chooses otherwise', async () => {
    await expiresIn(1);
    await aMoment();
    expect(await program.ask('renewal.automatic', {})).toEqual({ days: null });
    expect(calls()).toBe(0);
    expect((await key()).automatic).toBeNull();
  });

  it('renews a key in its last days after an unlock', async () => {
    await expiresIn(10);
    await automatically(7);
    await aMoment();
    expect(calls()).toBe(0);
    await program.ask('vault.lock', {});
    world.clock.advance(4 * DAY);
    await aMoment();
    expect(calls()).toBe(0);
    await program.ask('vault.unlock', withPassphrase());
    await aMoment();
    expect(calls()).toBe(1);
    expect((await key()).previous).toHaveLength(1);
    expect((await key()).automatic).toBeNull();
    expect(world.changes).toContainEqual({ changed: 'state' });
  });

  it('renews when the worker starts, and by a daily alarm, while the vault is open', async () => {
    await program.ask('vault.set-lock-minutes', { minutes: 240 });
    await expiresIn(8);
    await automatically(7);
    await aMoment();
    expect(world.alarmsSet.get('automatic-renewal')).toBe(world.clock.now() + DAY);
    await expiresIn(6);
    await program.restartWorker();
    await aMoment();
    expect(calls()).toBe(1);
    await expiresIn(6);
    // Somebody is at the computer all day.
    for (let hour = 0; hour < 25; hour += 1) {
      await program.pass(HOUR);
      await program.ask('vault.touch', {});
    }
    expect(calls()).toBe(2);
  });

  it('tries once a day after a failure, also in another worker, and says what failed', async () => {
    await expiresIn(6);
    sandbox.failNext('error', { times: 1_000 });
    await automatically(7);
    await aMoment();
    const asked = () => sandbox.requests.length;
    const first = asked();
    expect((await key()).automatic).toMatchObject({
      failure: { code: 'server-error' },
      retryAtMs: world.clock.now() + DAY,
    });
    await program.restartWorker();
    await aMoment();
    await program.ask('vault.lock', {});
    await program.ask('vault.unlock', withPassphrase());
    await aMoment();
    expect(asked()).toBe(first);
    sandbox.failNoMore();
    await aDayLater();
    expect(calls()).toBe(1);
    expect((await key()).automatic).toBeNull();
  });

  it('does not try again on the day on which its worker died', async () => {
    await expiresIn(6);
    await automatically(7);
    const { http } = world;
    world.http = () => new Promise(() => {});
    const dying = startProgram({ ...world, locks: createFakeWorld().locks });
    void dying.restartWorker().then(() => dying.pass(5 * SECOND));
    await expect.poll(async () => (await key()).automatic?.failure?.code).toBe('unexpected');
    world.http = http;
    program = startProgram(world);
    await program.restartWorker();
    await aMoment();
    expect(calls()).toBe(0);
  });

  it('asks once a day also for a key that comes with its last days begun', async () => {
    await expiresIn(6);
    renewalsAnswer((text) => text.replace(/("expiration": )"[^"]*"/, '$1"3/9/26 5:06 AM GMT"'));
    await automatically(7);
    await aMoment();
    for (let starts = 0; starts < 3; starts += 1) {
      await program.restartWorker();
      await aMoment();
    }
    expect((await key()).expiresAtMs).toBe(Date.parse('2026-03-09T05:06:00Z'));
    expect(calls()).toBe(1);
    await aDayLater();
    expect(calls()).toBe(2);
  });

  it('tries each key once, also where an alarm and an unlock set it off at once', async () => {
    await expiresIn(6);
    const { apikey, secretkey, passcode } = sandbox.webexMeetings.addKey();
    const fields = { apiKey: apikey, secretKey: secretkey, passcode };
    const expiresAtMs = world.clock.now() + 6 * DAY;
    const second = { ...sandboxDraft(sandbox.origin, fields), label: 'Second', expiresAtMs };
    await program.ask('credentials.save', second);
    sandbox.failNext('error', { times: 1_000 });
    await automatically(7);
    const other = startProgram(world);
    await Promise.all([aMoment(), other.restartWorker().then(() => other.pass(5 * SECOND))]);
    const tested = sandbox.requests.filter((seen) => seen.path === webexMeetingsPaths.sitesByEmail);
    expect(tested).toHaveLength(2);
    const { credentials } = await program.ask('program.state', {});
    const failures = credentials.map(({ automatic }) => automatic?.failure?.code);
    expect(failures).toEqual(['server-error', 'server-error']);
  });

  it.each([
    [
      'disabled',
      () => program.ask('credentials.set-disabled', { id: credentialId, disabled: true }),
    ],
    ['expired', async () => world.clock.advance(7 * DAY)],
  ])('leaves a key alone that is %s', async (_, make) => {
    await expiresIn(6);
    await make();
    await program.ask('vault.unlock', withPassphrase());
    await automatically(7);
    await aMoment();
    expect(sandbox.requests).toEqual([]);
    expect((await key()).automatic).toBeNull();
  });

  it('goes on from an answer that was kept, without another call', async () => {
    await expiresIn(6);
    const { http } = world;
    let asked = 0;
    world.http = (request) => {
      asked += 1;
      if (asked === 3) sandbox.failNext('error');
      return http(request);
    };
    program = startProgram(world);
    await expect(renew()).rejects.toMatchObject({ code: 'renewal-untested' });
    await automatically(7);
    await aMoment();
    expect(calls()).toBe(1);
    expect((await key()).renewal).toBeNull();
  });
});

describe('A guide', () => {
  const expired = { guide: 'webex-expired', about: 'key-1' };
  const done = (followed = expired) => program.ask('guides.done', followed);
  const tick = (step: string | null, isDone = true) =>
    program.ask('guides.tick', { ...expired, step, done: isDone });

  it('remembers what was ticked, for each key, also after a restart', async () => {
    await tick('form');
    await tick('mail');
    await tick('form', false);
    await tick('type');
    await program.restartWorker();
    expect(await done()).toEqual(['mail', 'type']);
    expect(await done({ ...expired, about: 'key-2' })).toEqual([]);
    await tick(null);
    expect(await done()).toEqual([]);
  });

  it('ticked in two views at once loses neither', async () => {
    await Promise.all([
      tick('form'),
      startProgram(world).ask('guides.tick', { ...expired, step: 'mail', done: true }),
    ]);
    expect((await done()).sort()).toEqual(['form', 'mail']);
  });
});
