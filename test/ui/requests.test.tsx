// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure, toWire } from '../../src/domain/failure.ts';
import { verint } from '../../src/providers/verint/verint.ts';
import { memorable } from '../../src/ui/views/requests/request-draft.ts';
import { cardFor } from '../fakes/cards.ts';
import { connectCard, connectKeySummary } from '../preview/connect-scenes.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import { oneKey, unlockedState } from '../preview/fixtures.ts';
import { answered, sentBefore } from '../preview/request-answers.ts';
import { verintKey } from '../preview/request-scenes.ts';
import { all, closePage, field, find, openPanel, openPopup, press, see, type } from './person.ts';

afterEach(closePage);

let program: FakeProgram;

async function openRequests(
  answers: Partial<FakeProgram['answers']> = {},
  credentials = [verintKey, oneKey],
): Promise<void> {
  program = createFakeProgram({ ...unlockedState, credentials });
  program.answers = { ...program.answers, ...answers };
  openPanel(program);
  await see(() => find('tab', 'Requests').click());
}

const ready = () => see(() => field('path'));
const choose = (label: string, value: string) => {
  const select = field(label);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};
const sent = () => program.inputs[program.log.lastIndexOf('requests.send')];
const timesSent = () => program.log.filter((call) => call === 'requests.send').length;
const answer = () => find('region', 'Answer').textContent ?? '';
const preview = () => find('region', 'Request').textContent ?? '';

async function openSentBefore(): Promise<void> {
  const details = await see(() => {
    const found = document.querySelector<HTMLDetailsElement>('.request-history');
    if (!found) throw new Error('No history yet');
    return found;
  });
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
}

describe('The tab of requests', () => {
  it('is not in the popup', async () => {
    openPopup(createFakeProgram());
    await see(() => find('tab', 'Keys'));
    expect(all('tab').map((tab) => tab.textContent)).not.toContain('Requests');
  });

  it('begins with a key that can be used, and says of the others that they cannot', async () => {
    const off = { ...verintKey, id: 'key-off', label: 'A disabled one', disabled: true };
    await openRequests({}, [off, verintKey]);
    await ready();
    expect(field('Key').value).toBe('key-verint');
    expect(field('Key').textContent).toContain('A disabled one (disabled)');
  });

  it('says what to do where there is no key', async () => {
    await openRequests({}, []);
    await see(() => press('Open Keys'));
    await see(() => find('button', 'Add key'));
  });

  it('opens from the card of a key, with that key chosen', async () => {
    await openRequests();
    find('tab', 'Keys').click();
    await see(() => press('Requests of “Support desk”'));
    await see(() => expect(field('Key').value).toBe('key-1'));
    await see(() => expect(document.activeElement?.textContent).toBe('Requests'));
    await see(() => field('sessionKey'));
  });

  it('draws the operations of the key’s system, and the request that is written freely', async () => {
    await openRequests();
    await ready();
    const options = () =>
      [...field('Operation').querySelectorAll('option')].map((o) => o.textContent);
    expect(options()).toEqual(['Signed GET', 'Signed POST', 'Free request']);
    choose('Key', 'key-1');
    await see(() => expect(options()).toContain('List sites by email'));
    expect(field('Operation').querySelectorAll('optgroup')[0]?.label).toBe('Meetings');
  });

  it('keeps what was typed for an operation while another one is looked at', async () => {
    await openRequests();
    await ready();
    type('path', '/api/x');
    choose('Operation', 'post');
    await see(() => field('JSON'));
    choose('Operation', 'get');
    await see(() => expect(field('path').value).toBe('/api/x'));
  });
});

describe('A request that is written', () => {
  it('is shown as it will go out, without what is secret in its proof', async () => {
    await openRequests();
    await ready();
    type('path', '/api/audit/export?x=1');
    type('Verint-UserName', 'ana');
    await see(() => expect(preview()).toContain('https://wfo.example.com/api/audit/export?x=1'));
    expect(preview()).toContain('Authorization: Vrnt-1-HMAC-SHA256 •••');
    expect(preview()).toContain('Verint-UserName: ana');
    expect(timesSent()).toBe(0);
  });

  it('says before what the key may not do', async () => {
    const facts = { label: 'Audit export', method: 'GET', path: '/api/', list: 'remote' } as const;
    await openRequests({
      'requests.preview': () => ({
        request: null,
        refusal: toWire(new Failure('out-of-scope', { ...facts, refusal: 'path', rule: null })),
      }),
    });
    await ready();
    await see(() => expect(find('status', /is not to be used for this/)).toBeTruthy());
  });

  it('is not sent while something is missing; the first such field takes the focus', async () => {
    await openRequests();
    await ready();
    type('path', '');
    await see(() => expect(preview()).toContain('Not complete yet: look at “path”.'));
    expect(document.querySelector('.field-error')).toBeNull();
    press('Send');
    await see(() => expect(document.activeElement).toBe(field('path')));
    expect(document.querySelector('.field-error')?.textContent).toBe('path is missing.');
    expect(timesSent()).toBe(0);
  });

  it('says while typing that a body is not JSON', async () => {
    await openRequests();
    await ready();
    choose('Operation', 'post');
    await see(() => field('JSON'));
    type('JSON', '{"a":');
    await see(() => expect(field('JSON').getAttribute('aria-invalid')).toBe('true'));
    type('JSON', '{"a":121120347236861135}');
    await see(() => expect(preview()).toContain('121120347236861135'));
    expect(field('JSON').getAttribute('aria-invalid')).toBeNull();
  });

  it('is sent as the key, by the names of the API', async () => {
    await openRequests();
    await ready();
    type('path', '/api/audit/export');
    type('Verint-UserName', 'ana');
    await see(() => expect(preview()).toContain('Verint-UserName: ana'));
    press('Send');
    await see(() => expect(timesSent()).toBe(1));
    expect(sent()).toMatchObject({
      ...{ credentialId: 'key-verint', api: null, method: 'GET', path: '/api/audit/export' },
      headers: { 'Verint-UserName': 'ana' },
      remember: {
        operation: 'get',
        values: { path: '/api/audit/export', 'Verint-UserName': 'ana' },
      },
      body: null,
    });
  });

  it('that may change something is asked about; “Cancel” has the focus', async () => {
    await openRequests();
    await ready();
    choose('Operation', 'post');
    await see(() => field('JSON'));
    press('Send');
    await see(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    press('Cancel');
    await see(() => expect(document.activeElement?.textContent).toBe('Send'));
    expect(timesSent()).toBe(0);
    press('Send');
    await see(() => find('button', 'Send now'));
    type('path', '/api/another');
    await see(() =>
      expect(all('button').map((each) => each.textContent)).not.toContain('Send now'),
    );
    press('Send');
    await see(() => press('Send now'));
    await see(() => expect(timesSent()).toBe(1));
  });

  it('can be written freely, with headers and a body', async () => {
    await openRequests();
    await ready();
    choose('Operation', 'free');
    await see(() => field('Method'));
    choose('Method', 'PUT');
    type('Path', '/api/things/7');
    type('Headers', 'X-One: 1\nX-Auth-Key: hidden-in-history');
    await see(() => field('Body'));
    type('Body', '{"n":1.0}');
    await see(() => expect(preview()).toContain('"n": 1.0'));
    press('Send');
    await see(() => press('Send now'));
    await see(() => expect(timesSent()).toBe(1));
    expect(sent()).toMatchObject({
      ...{ method: 'PUT', path: '/api/things/7', body: '{"n":1.0}' },
      headers: {
        'Content-Type': 'application/json',
        'X-One': '1',
        'X-Auth-Key': 'hidden-in-history',
      },
      remember: { operation: null, values: { headers: 'X-One: 1' } },
    });
  });

  it('stands there without what was typed that is secret, also as it is copied', async () => {
    await openRequests({}, [zoomKey]);
    await see(() => field('from'));
    choose('Operation', 'cobrowse.live');
    await see(() => field('session_pin'));
    type('session_pin', '482913');
    await see(() => expect(preview()).toContain('session_pin=•••'));
    expect(preview()).not.toContain('482913');
    choose('Operation', 'free');
    await see(() => field('Headers'));
    type('Headers', 'X-Auth-Token: 482913\nX-One: 1');
    await see(() => expect(preview()).toContain('X-Auth-Token: •••'));
    expect(preview()).toContain('X-One: 1');
  });

  it('is shown as it is now, whichever answer comes last', async () => {
    const late: (() => void)[] = [];
    await openRequests({
      'requests.preview': ({ path }) =>
        new Promise((resolve) => {
          const request = { method: 'GET' as const, url: `https://h.example${path}`, headers: [] };
          const answer = () => resolve({ request, refusal: null });
          if (path === '/api/old') late.push(answer);
          else answer();
        }),
    });
    await ready();
    type('path', '/api/old');
    await see(() => expect(late).toHaveLength(1));
    type('path', '/api/new');
    await see(() => expect(preview()).toContain('https://h.example/api/new'));
    for (const answer of late) answer();
    // Whatever they would have drawn is drawn by then.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(preview()).toContain('https://h.example/api/new');
  });

  it('is of the key that was there first, also when another view adds one before it', async () => {
    await openRequests({}, [verintKey]);
    await ready();
    type('path', '/api/mine');
    const first = { ...verintKey, id: 'key-new', label: 'A new one' };
    program.state = { ...program.state, credentials: [first, verintKey] };
    program.tell('state');
    await see(() => expect(field('Key').textContent).toContain('A new one'));
    expect(field('Key').value).toBe('key-verint');
    expect(field('path').value).toBe('/api/mine');
  });

  it('wants a path, not an address: the host is the key’s own', async () => {
    await openRequests();
    await ready();
    type('path', 'https://wfo.example.com/api/things');
    await see(() => expect(preview()).toContain('Not complete yet: look at “path”.'));
    press('Send');
    await see(() => expect(document.body.textContent).toContain('path must begin with “/”'));
  });

  it('takes a path over that the key’s rules open', async () => {
    const rules = [{ method: 'GET', url: 'https://wfo.example.com/api/local/*' } as const];
    const fields = { ...verintKey.fields, urls: 'GET /api/audit/export\nPOST /api/other' };
    await openRequests({ 'providers.list': () => [cardFor(verint)] }, [
      { ...verintKey, rules, fields },
    ]);
    await ready();
    await see(() => press('/api/audit/export'));
    await see(() => expect(field('path').value).toBe('/api/audit/export'));
    find('button', '/api/local/*');
    expect(all('button').map((each) => each.textContent)).not.toContain('/api/other');
  });

  it('says which proof goes along, and why, where a system takes several', async () => {
    const key = { ...connectKeySummary, secretsSet: ['serviceKey', 'serviceSecret'] };
    await openRequests({ 'providers.list': () => [connectCard] }, [key]);
    await see(() => expect(preview()).toContain('Not complete yet'));
    await see(() =>
      expect(preview()).toMatch(/Messaging API.*sent with the Service token \(JWT\)/),
    );
    closePage();
    await openRequests({ 'providers.list': () => [connectCard] }, [
      { ...key, secretsSet: ['serviceKey'] },
    ]);
    await see(() => expect(preview()).toContain('Not complete yet'));
    await see(() => expect(preview()).toContain('because this key has no Service token (JWT)'));
  });

  it('can be stopped', async () => {
    let end = () => {};
    await openRequests({
      'requests.send': () =>
        new Promise((_, reject) => {
          end = () => reject(new Failure('request-stopped', { host: 'wfo.example.com' }));
        }),
      'requests.stop': () => {
        end();
        return {};
      },
    });
    await ready();
    press('Send');
    await see(() => press('Stop'));
    await see(() => find('alert', /^Stopped/));
    const { runId } = Object(sent());
    expect(program.inputs[program.log.indexOf('requests.stop')]).toEqual({ runId });
  });
});

describe('The answer', () => {
  async function openAnswer(part: Parameters<typeof answered>[0] = {}): Promise<void> {
    await openRequests({ 'requests.send': () => answered(part) });
    await ready();
    press('Send');
    await see(() => expect(answer()).toContain('at '));
  }

  it('says status, time, size and headers, and takes the focus', async () => {
    await openAnswer({ headers: [{ name: 'x-ratelimit-remaining', value: '9' }] });
    expect(answer()).toMatch(/200 OK182\u00a0ms116 bytes/);
    expect(answer()).toContain('x-ratelimit-remaining9');
    await see(() => expect(document.activeElement?.textContent).toBe('Answer'));
  });

  it('is a tree in which no digit is lost', async () => {
    await openAnswer();
    expect(answer()).toContain('121120347236861135');
    expect([...document.querySelectorAll('.tree summary')].map((each) => each.textContent)).toEqual(
      ['entries 1 item', '0 3 members'],
    );
  });

  it('draws of a large answer only what is open', async () => {
    const rows = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `Row ${id}` }));
    await openAnswer({ text: JSON.stringify({ rows }) });
    expect(document.querySelectorAll('.tree *').length).toBeLessThan(50);
    const closed = document.querySelector<HTMLDetailsElement>('.tree details');
    if (closed) closed.open = true;
    closed?.dispatchEvent(new Event('toggle'));
    await see(() => find('button', 'Show 100 of 19,900 more'));
    // Each of many is closed, with what tells it from the others.
    expect(document.querySelectorAll('.tree details[open] details[open]')).toHaveLength(0);
    expect(answer()).toContain('6, "Row 6"');
    expect(document.querySelectorAll('.tree *').length).toBeLessThan(1_000);
    press('Show 100 of 19,900 more');
    await see(() => find('button', 'Show 200 of 19,800 more'));
    type('Search the answer', 'row 19999');
    await see(() => expect(answer()).toContain('rows.19999.name"Row 19999"'));
    expect(answer()).toContain('1 place:');
  });

  it('shows of an endless value the beginning, in the tree and where it is found', async () => {
    await openAnswer({ text: JSON.stringify({ picture: 'x'.repeat(300_000) }) });
    expect(answer()).toContain('… 300,002 characters');
    type('Search the answer', 'picture');
    await see(() => expect(answer()).toContain('1 place:'));
    expect(answer().length).toBeLessThan(10_000);
  });

  it('is text, too, and text alone where it is not JSON', async () => {
    await openAnswer({ text: '<b>Gone</b>' });
    expect(answer()).toContain('Not JSON');
    expect(field('Text of the answer').value).toBe('<b>Gone</b>');
    expect(document.querySelector('.answer b')).toBeNull();
    closePage();
    await openAnswer();
    press('Text');
    await see(() =>
      expect(field('Text of the answer').value).toContain('      "id": 121120347236861135'),
    );
  });

  it('says that it is cut, that it is no text, or that it is empty', async () => {
    await openAnswer({ text: '["a', isCut: true, bytes: 5_000_000 });
    expect(answer()).toContain('the first 5.0 MB');
    expect(answer()).toContain('Only the beginning is here');
    closePage();
    await openAnswer({ text: null });
    expect(answer()).toContain('116 bytes that are no text');
    closePage();
    await openAnswer({ text: '', bytes: 0 });
    expect(answer()).toContain('The answer has no body.');
  });

  it('says in words what went wrong, beside what the server sent', async () => {
    const facts = { label: 'Audit export', host: 'wfo.example.com', skewSeconds: null };
    await openAnswer({
      ...{ status: 401, text: '{"code":"SIGNATURE_WRONG"}' },
      failure: toWire(new Failure('unauthorized', facts)),
    });
    await see(() => find('alert', /“Audit export” was not accepted/));
    expect(answer()).toContain('SIGNATURE_WRONG');
  });

  it('shows hidden values to whoever gives the passphrase again', async () => {
    await openRequests({
      'requests.send': ({ proof }) =>
        proof === null
          ? answered({ text: '{"passcode":"•••"}', hidden: 1 })
          : answered({ text: '{"passcode":"8812"}', receivedAtMs: Date.now() + 1 }),
    });
    await ready();
    press('Send');
    await see(() => press('Show them'));
    await see(() => type('Passphrase again', PASSPHRASE));
    press('Ask again and show');
    await see(() => expect(answer()).toContain('"8812"'));
    // A value that somebody was shown is taken off the clipboard like any secret.
    press('Copy answer');
    await see(() => expect(program.log).toContain('clipboard.copied'));
    expect(sent()).toMatchObject({ proof: { kind: 'passphrase', passphrase: PASSPHRASE } });
  });
});

const zoomKey = {
  ...verintKey,
  ...{ id: 'key-zoom', provider: 'zoom', providerLabel: 'Zoom', label: 'Video SDK' },
};
const openZoom = async (answers: Partial<FakeProgram['answers']> = {}) => {
  await openRequests(answers, [zoomKey]);
  await see(() => field('from'));
};

describe('A form of an operation', () => {
  it('has the control that each field asks for, with days filled in', async () => {
    await openZoom();
    expect(field('from').type).toBe('date');
    expect(field('from').value).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect([...field('type').querySelectorAll('option')].map((each) => each.value)).toContain(
      'past',
    );
    expect(field('page_size').inputMode).toBe('numeric');
    await see(() => expect(preview()).toContain('/videosdk/sessions?from='));
  });

  it('says which days are too far apart as soon as they are', async () => {
    await openZoom();
    type('from', '2026-01-01');
    await see(() => expect(field('from').getAttribute('aria-invalid')).toBe('true'));
    expect(preview()).toContain('Not complete yet');
  });

  it('tells a value that is false from one that is not sent', async () => {
    await openZoom();
    choose('Operation', 'accounts.settings.update');
    await see(() => field('accountId'));
    const flag = [...document.querySelectorAll('select')].find((each) =>
      [...each.options].some(({ text }) => text === 'Not sent'),
    );
    expect([...(flag?.options ?? [])].map(({ text }) => text)).toEqual([
      'Not sent',
      'true',
      'false',
    ]);
  });

  it('asks again how it stands, where that could not be told', async () => {
    let fails = true;
    await openZoom({
      'requests.send': () => {
        if (fails) throw new Failure('timed-out', { host: 'api.zoom.us', seconds: 25 });
        return answered({ text: '{"in_session":{"p2p_ports":false}}' });
      },
    });
    choose('Operation', 'accounts.settings.update');
    await see(() => field('accountId'));
    if (field('accountId').value === '') type('accountId', 'me');
    choose('in_session.p2p_ports', 'yes');
    await see(() => expect(preview()).toContain('"p2p_ports": true'));
    press('Send');
    await see(() => find('button', 'Try again'));
    fails = false;
    press('Try again');
    await see(() => expect(find('table', 'Changes').textContent).toContain('falsetrue'));
  });

  it('shows before a change what it would change', async () => {
    await openZoom({
      'requests.send': ({ method }) =>
        answered(
          method === 'GET'
            ? { text: '{"in_session":{"p2p_ports":false}}' }
            : { status: 204, text: '' },
        ),
    });
    choose('Operation', 'accounts.settings.update');
    await see(() => field('accountId'));
    if (field('accountId').value === '') type('accountId', 'me');
    choose('in_session.p2p_ports', 'yes');
    await see(() => expect(preview()).toContain('"p2p_ports": true'));
    press('Send');
    await see(() => expect(find('table', 'Changes').textContent).toContain('falsetrue'));
    expect(sent()).toMatchObject({ method: 'GET' });
    press('Send now');
    await see(() => expect(answer()).toContain('204 No content'));
    expect(sent()).toMatchObject({ method: 'PATCH', body: '{"in_session":{"p2p_ports":true}}' });
  });
});

describe('Pages of an answer', () => {
  it('are asked for one after the other, with the same question, to the last', async () => {
    const pages: Record<string, string> = { '': 'two', two: 'three', three: '' };
    await openZoom({
      'requests.send': ({ path }) => {
        const token = new URLSearchParams(path.split('?')[1]).get('next_page_token') ?? '';
        const text = JSON.stringify({ next_page_token: pages[token], sessions: [{ id: token }] });
        return answered({ text, receivedAtMs: Date.now() + timesSent() });
      },
    });
    press('Send');
    await see(() => press('Next page'));
    await see(() => expect(answer()).toContain('Page 2'));
    press('Next page');
    await see(() => expect(answer()).toContain('Page 3, the last one.'));
    expect(sent()).toMatchObject({ path: expect.stringContaining('next_page_token=three') });
    expect(JSON.stringify(Object(sent()).remember)).not.toContain('next_page_token');
  });

  it('end with words where the server would go round in a circle', async () => {
    await openZoom({
      'requests.send': () =>
        answered({ text: '{"next_page_token":"one"}', receivedAtMs: Date.now() + timesSent() }),
    });
    press('Send');
    await see(() => press('Next page'));
    await see(() => find('alert', /The list does not end/));
  });
});

describe('The requests that were sent before', () => {
  const history = [
    sentBefore({ values: { path: '/api/earlier' } }),
    sentBefore({ id: 'sent-2', operation: null, values: { method: 'DELETE', path: '/api/7' } }),
  ];
  async function openHistory(): Promise<void> {
    let left = history;
    await openRequests({
      'requests.history': () => ({ sent: left }),
      'requests.forget': () => {
        left = [];
        return {};
      },
    });
    await ready();
    await openSentBefore();
    await see(() => find('button', /^Use again/));
  }

  it('fill the form again', async () => {
    await openHistory();
    press('Use again Signed GET');
    await see(() => expect(field('path').value).toBe('/api/earlier'));
    press('Use again DELETE /api/7');
    await see(() => expect(field('Method').value).toBe('DELETE'));
    expect(field('Path').value).toBe('/api/7');
    expect(timesSent()).toBe(0);
  });

  it('are called by the names of their own systems', async () => {
    await openRequests(
      {
        'requests.history': () => ({
          sent: [sentBefore({ credentialId: 'key-zoom', operation: 'reports.telephone' })],
        }),
      },
      [verintKey, zoomKey],
    );
    await ready();
    await openSentBefore();
    await see(() => find('button', 'Use again Telephone usage'));
  });

  it.each([
    ['a body', { body: '{"user":"ana","password":"s3cret"}' }, {}],
    ['a form', { body: 'user=ana&client_secret=s3cret' }, {}],
    ['a query', { path: '/api/x?access_token=s3cret' }, { path: '/api/x' }],
    ['a header', { headers: 'X-One: 1\nX-Api-Key: s3cret' }, { headers: 'X-One: 1' }],
    ['nothing', { body: '{"a":1}', path: '/a?b=1' }, { body: '{"a":1}', path: '/a?b=1' }],
  ])('keep no secret that stands in %s', (_, values, kept) => {
    expect(memorable(null, values)).toEqual(kept);
  });

  it('are forgotten by a button', async () => {
    await openHistory();
    press('Forget all of them');
    await see(() => expect(document.body.textContent).toContain('Nothing is remembered.'));
    expect(program.log).toContain('requests.forget');
  });
});
