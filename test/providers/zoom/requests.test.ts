import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LosslessValue } from '../../../src/domain/lossless-json.ts';
import { itemsIn, pagesOf } from '../../../src/domain/operation-pages.ts';
import { failureIn } from '../../../src/providers/zoom/failures.ts';
import { operations } from '../../../src/providers/zoom/operations.ts';
import { operation, zoomAt } from '../../fakes/zoom.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { createStoppedClock } from '../../sandbox/stopped-clock.ts';
import { claimsSignedBy } from '../../sandbox/zoom/token.ts';
import { awkwardIds, zoomBase, zoomKey, zoomSubaccount } from '../../sandbox/zoom/zoom.ts';

const NOW = '2026-03-04T05:06:07.000Z';
const MONTH = { from: '2026-02-04', to: '2026-03-04', type: 'past' };
const clock = createStoppedClock();
let sandbox: Sandbox;

beforeEach(async () => {
  clock.setTo(NOW);
  sandbox = await startSandbox({ now: clock.now });
});
afterEach(() => sandbox.close());

const sessionIdIn = (item: LosslessValue): string =>
  typeof item === 'object' && item !== null && 'id' in item ? String(item['id']) : '';

const refusalOf = async (id: string, values = {}, fields = {}) => {
  const { ask } = zoomAt(sandbox, NOW, fields);
  const reply = await ask(id, values);
  return failureIn(reply)?.facts;
};

describe('A token for Zoom’s API', () => {
  it('is signed with the secret’s own text, half a minute back, and lives less than an hour', async () => {
    await zoomAt(sandbox, NOW).ask('accounts.list');
    const token = sandbox.requests.at(-1)?.headers.authorization?.replace('Bearer ', '') ?? '';
    const nowSeconds = Date.parse(NOW) / 1_000;
    expect(claimsSignedBy(token, zoomKey.apiSecret)).toEqual({
      iss: zoomKey.apiKey,
      iat: nowSeconds - 30,
      exp: nowSeconds + 270,
    });
    expect(claimsSignedBy(token, zoomKey.sdkSecret)).toBeNull();
  });

  it('is refused with Zoom’s own words where the secret is another', async () => {
    expect(await refusalOf('accounts.list', {}, { apiSecret: 'another' })).toEqual({
      system: 'Zoom',
      status: 401,
      code: '124',
      said: 'Invalid access token.',
      trace: sandbox.zoom.trackingId,
      table: 'zoom/any',
      fault: 'key',
    });
  });

  it('is made once more where this computer’s clock is some minutes off', async () => {
    clock.advance(10 * 60_000);
    expect(await refusalOf('accounts.list')).toBeUndefined();
    const verdicts = sandbox.requests.map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['TOKEN_EXPIRED', 'answered']);
  });
});

describe('Sessions', () => {
  it('come page after page to the end, in their order, each once', async () => {
    const { page } = zoomAt(sandbox, NOW);
    const list = operation('sessions.list');
    const ids: string[] = [];
    const asking = pagesOf(list, { ...MONTH, page_size: '300' }, (values) => page(list.id, values));
    for await (const answer of asking) ids.push(...itemsIn(list, answer).map(sessionIdIn));
    const all = sandbox.zoom.sessions.get(zoomKey.accountId) ?? [];
    expect(ids).toHaveLength(1_000);
    expect(ids).toEqual(all.map(({ id }) => id));
    expect(new Set(ids).size).toBe(1_000);
    expect(sandbox.requests).toHaveLength(4);
    // The same question each time, but for the token.
    const asked = sandbox.requests.map(({ query }) => query.replace(/&next_page_token=[^&]+/, ''));
    expect(new Set(asked).size).toBe(1);
  });

  it('whose next page is the same one again are asked for no further', async () => {
    sandbox.zoom.repeatToken = true;
    const { page } = zoomAt(sandbox, NOW);
    const list = operation('sessions.list');
    let pages = 0;
    const reading = async () => {
      const asking = pagesOf(list, { ...MONTH, page_size: '300' }, (values) =>
        page(list.id, values),
      );
      for await (const _ of asking) pages += 1;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'page-repeated' });
    expect(pages).toBe(2);
  });

  it.each(awkwardIds)('with the id %s are found', async (id) => {
    const { page } = zoomAt(sandbox, NOW);
    const { body } = await page('sessions.get', { sessionId: id, type: 'past' });
    expect(sessionIdIn(body)).toBe(id);
    const one = await page('sessions.user-qos', { sessionId: id, userId: '/u//1', type: 'past' });
    expect(one.body).toMatchObject({ session_id: id, id: '/u//1' });
  });

  it('of more than a month are refused with the field that is wrong', async () => {
    const facts = await refusalOf('sessions.list', { ...MONTH, from: '2026-01-01' });
    expect(facts).toMatchObject({
      status: 400,
      code: '300',
      said: 'Validation Failed. to: The range must be within one month.',
      trace: sandbox.zoom.trackingId,
    });
  });

  it('that are not there say so', async () => {
    const facts = await refusalOf('sessions.get', { sessionId: 'none', type: 'past' });
    expect(facts).toMatchObject({
      status: 404,
      code: '3001',
      said: 'Session does not exist: none.',
    });
  });
});

describe('Too many questions', () => {
  it.each([
    ['day', '2026-03-05T00:00:00.000Z'],
    // Told by the header that says when the second is over.
    ['second', '2026-03-04T05:06:08.000Z'],
  ] as const)('in a %s wait until %s', async (refuseNext, iso) => {
    sandbox.zoom.refuseNext = refuseNext;
    await expect(zoomAt(sandbox, NOW).ask('accounts.list')).rejects.toMatchObject({
      code: 'rate-limited',
      facts: {
        retryAtMs: Date.parse(iso),
        saidBy: 'server',
        trace: sandbox.zoom.trackingId,
        counts:
          refuseNext === 'day'
            ? 'category Heavy, type Daily-limit, limit 30000, remaining 0'
            : 'category Heavy, type QPS, limit 10, remaining 0',
      },
    });
  });

  it('for sessions are refused by the server with the time as an ISO date', async () => {
    sandbox.zoom.listsPerMinute = 1;
    const first = zoomAt(sandbox, NOW);
    const { headers } = await first.ask('sessions.list', MONTH);
    expect(headers).toMatchObject({
      'x-ratelimit-category': 'Resource-intensive',
      'x-ratelimit-remaining': '0',
    });
    await expect(zoomAt(sandbox, NOW).ask('sessions.list', MONTH)).rejects.toMatchObject({
      code: 'rate-limited',
      facts: { retryAtMs: Date.parse(NOW) + 60_000, saidBy: 'server' },
    });
  });
});

describe('The ten lists a minute', () => {
  const tenLists = async ({ ask }: ReturnType<typeof zoomAt>) => {
    for (let count = 0; count < 10; count += 1) await ask('sessions.list', MONTH);
  };

  it('are counted here: the eleventh is not sent, and everything else is', async () => {
    sandbox.zoom.listsPerMinute = 10;
    const key = zoomAt(sandbox, NOW);
    await tenLists(key);
    const eleventh = key.ask('sessions.list', { ...MONTH, accountId: zoomSubaccount });
    await expect(eleventh).rejects.toMatchObject({
      code: 'rate-limited',
      facts: { saidBy: 'latchkey', limit: 'minute' },
    });
    expect(sandbox.requests).toHaveLength(10);
    const one = { sessionId: awkwardIds[0], type: 'past' };
    expect((await key.ask('sessions.get', one)).status).toBe(200);
    expect((await key.ask('recordings.list', MONTH)).status).toBe(200);
  });

  it('are free again a minute later, for the server too', async () => {
    sandbox.zoom.listsPerMinute = 10;
    const key = zoomAt(sandbox, NOW);
    await tenLists(key);
    clock.advance(60_100);
    key.world.clock.advance(60_100);
    await tenLists(key);
    await expect(key.ask('sessions.list', MONTH)).rejects.toMatchObject({
      facts: { saidBy: 'latchkey' },
    });
    expect(sandbox.requests.map(({ status }) => status)).toEqual(Array(20).fill(200));
  });

  it('are twenty for a Business account', async () => {
    sandbox.zoom.listsPerMinute = 20;
    const key = zoomAt(sandbox, NOW, { plan: 'business' });
    await tenLists(key);
    await tenLists(key);
    await expect(key.ask('sessions.list', MONTH)).rejects.toMatchObject({
      facts: { saidBy: 'latchkey' },
    });
    expect(sandbox.requests).toHaveLength(20);
  });

  it('hold nobody up who asks for something else', async () => {
    const key = zoomAt(sandbox, NOW, {}, { patient: true });
    await tenLists(key);
    const waiting = key.ask('sessions.list', MONTH);
    expect((await key.ask('accounts.list')).status).toBe(200);
    expect(sandbox.requests).toHaveLength(11);
    key.world.clock.advance(60_100);
    clock.advance(60_100);
    await key.world.timer.ring();
    expect((await waiting).status).toBe(200);
  });
});

/** Something for every field that has to be filled in. */
const FILLED = {
  ...MONTH,
  sessionId: awkwardIds[0],
  userId: 'U1',
};

describe('Acting as a subaccount', () => {
  const under = operations.filter((each) => each.under);

  it('is offered for all that lies below the SDKs', () => {
    const below = operations.filter(({ path }) => /^\/(videosdk|cobrowsesdk)\//.test(path));
    expect(under.map(({ id }) => id)).toEqual(below.map(({ id }) => id));
    expect(under.length).toBeGreaterThan(14);
  });

  it.each(under.map(({ id }) => [id]))('puts the account before the path of %s', async (id) => {
    const { ask } = zoomAt(sandbox, NOW);
    await ask(id, { ...FILLED, type: typeFor(id) });
    const own = sandbox.requests.at(-1)?.path ?? '';
    await ask(id, { ...FILLED, type: typeFor(id), accountId: zoomSubaccount });
    const theirs = sandbox.requests.at(-1)?.path ?? '';
    expect(theirs).toBe(own.replace(zoomBase, `${zoomBase}/accounts/${zoomSubaccount}`));
    expect(theirs).not.toBe(own);
  });

  it('shows that account’s data alone', async () => {
    const { page } = zoomAt(sandbox, NOW);
    const { body } = await page('sessions.list', { ...MONTH, accountId: zoomSubaccount });
    expect(itemsIn(operation('sessions.list'), { headers: {}, body })).toEqual([]);
  });

  it('of somebody else is refused', async () => {
    const facts = await refusalOf('reports.daily', { accountId: 'FOREIGN' });
    expect(facts).toMatchObject({ status: 404, code: '2001', trace: sandbox.zoom.trackingId });
  });
});

/** The telephone report has types of its own. */
function typeFor(id: string): string {
  return id === 'reports.telephone' ? '1' : 'past';
}

describe('Account settings', () => {
  it('are read for one’s own account by the word “me”', async () => {
    const { page } = zoomAt(sandbox, NOW);
    const { body } = await page('accounts.settings', { accountId: 'me' });
    expect(sandbox.requests.at(-1)?.path).toBe(`${zoomBase}/accounts/me/settings`);
    expect(body).toMatchObject({
      in_session: { data_center_regions: expect.arrayContaining(['TY', 'LA']) },
    });
  });

  it('change where something was filled in, and nowhere else', async () => {
    const { ask } = zoomAt(sandbox, NOW);
    const before = sandbox.zoom.settingsOf(zoomSubaccount);
    const reply = await ask('accounts.settings.update', {
      accountId: zoomSubaccount,
      'in_session.data_center_regions': 'DE\nUS',
      'in_session.dscp_marking': 'yes',
      'in_session.dscp_audio': '46',
      in_session: '{"p2p_ports":true}',
      'session_security.approved_or_denied_countries_or_regions.method': 'deny',
    });
    expect(reply).toMatchObject({ status: 204, text: '' });
    expect(failureIn(reply)).toBeNull();
    expect(JSON.parse(sandbox.requests.at(-1)?.body ?? '')).toEqual({
      in_session: {
        data_center_regions: ['DE', 'US'],
        dscp_marking: true,
        dscp_audio: 46,
        p2p_ports: true,
      },
      session_security: { approved_or_denied_countries_or_regions: { method: 'deny' } },
    });
    const after = sandbox.zoom.settingsOf(zoomSubaccount);
    expect(after['in_session']).toEqual({
      ...Object(before['in_session']),
      data_center_regions: ['DE', 'US'],
      dscp_marking: true,
      dscp_audio: 46,
      p2p_ports: true,
    });
    expect(sandbox.zoom.settingsOf()).toEqual(before);
  });

  it('that are none are refused in Zoom’s words, and nothing changes', async () => {
    const before = sandbox.zoom.settingsOf();
    const values = { accountId: 'me', in_session: '"x"' };
    expect(await refusalOf('accounts.settings.update', values)).toMatchObject({
      status: 400,
      code: '300',
      said: 'Validation Failed. in_session: Invalid field.',
    });
    expect(sandbox.zoom.settingsOf()).toEqual(before);
  });
});
