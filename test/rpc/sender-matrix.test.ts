import { describe, expect, it } from 'vitest';
import { contract } from '../../src/rpc/contract.ts';
import type { Request } from '../../src/rpc/requests/request.ts';
import { createRouter } from '../../src/rpc/router.ts';
import { senderOf } from '../../src/rpc/sender.ts';
import { answeringBy, handlersThat } from '../fakes/handlers.ts';

const ID = 'knaaadnpmhikmbnajpdjfcmbemmlaphk';
const CHROMIUM = { id: ID, origin: `chrome-extension://${ID}` };
/** In Firefox the ID and the host of the pages have nothing to do with each other. */
const FIREFOX = {
  id: 'latchkey@example.org',
  origin: 'moz-extension://8d5a4c0e-6b5b-4a44-9d0c-1f4b8c0a7d11',
};

const popupUrl = `${CHROMIUM.origin}/src/popup/popup.html`;
const panelUrl = `${CHROMIUM.origin}/src/panel/panel.html`;
const tab = { id: 7, index: 0, url: 'https://www.webex.com/', active: true };

/** What browsers hand over beside a message, by who sent it. `self` is whom it was sent to. */
interface Case {
  self: { id: string; origin: string };
  sender: unknown;
}
const inChromium = (sender: unknown): Case => ({ self: CHROMIUM, sender });
const inFirefox = (sender: unknown): Case => ({ self: FIREFOX, sender });

const letIn: [string, Case][] = [
  ['the popup, which has no tab and no frame id', inChromium({ ...CHROMIUM, url: popupUrl })],
  [
    'the popup with a frame id',
    inChromium({ ...CHROMIUM, url: popupUrl, frameId: 0, documentLifecycle: 'active' }),
  ],
  ['the panel in a tab', inChromium({ ...CHROMIUM, url: panelUrl, tab, frameId: 0 })],
  ['the side panel', inChromium({ ...CHROMIUM, url: panelUrl, documentId: 'C0FFEE' })],
  [
    'Firefox’s popup',
    inFirefox({
      ...FIREFOX,
      url: `${FIREFOX.origin}/src/popup/popup.html`,
      envType: 'addon_child',
    }),
  ],
];

const refused: [string, Case][] = [
  ['no sender', inChromium(undefined)],
  ['null', inChromium(null)],
  ['a sender that is text', inChromium(CHROMIUM.origin)],
  ['a sender that says nothing', inChromium({})],
  ['a sender without an origin', inChromium({ id: ID, url: popupUrl })],
  ['a sender whose origin is empty', inChromium({ id: ID, origin: '', url: popupUrl })],
  ['a sender whose origin is a list', inChromium({ id: ID, origin: [CHROMIUM.origin] })],
  ['a sender without an ID', inChromium({ origin: CHROMIUM.origin, url: popupUrl })],
  [
    'another extension',
    inChromium({ id: 'a'.repeat(32), origin: `chrome-extension://${'a'.repeat(32)}` }),
  ],
  [
    'another extension that claims our origin',
    inChromium({ id: 'a'.repeat(32), origin: CHROMIUM.origin, url: popupUrl }),
  ],
  [
    'another extension that claims our ID',
    inChromium({ id: ID, origin: `chrome-extension://${'a'.repeat(32)}` }),
  ],
  ['a web page', inChromium({ origin: 'https://evil.example', url: 'https://evil.example/', tab })],
  [
    'a web page whose host is our ID',
    inChromium({ id: ID, origin: `https://${ID}`, url: `https://${ID}/`, tab }),
  ],
  ['our origin with a slash', inChromium({ id: ID, origin: `${CHROMIUM.origin}/` })],
  ['our origin in capitals', inChromium({ id: ID, origin: CHROMIUM.origin.toUpperCase() })],
  ['our origin and more', inChromium({ id: ID, origin: `${CHROMIUM.origin}.evil.example` })],
  [
    'a content script of ours in a page',
    inChromium({ id: ID, origin: 'https://www.webex.com', url: tab.url, tab, frameId: 0 }),
  ],
  [
    'a content script of ours in an iframe',
    inChromium({
      id: ID,
      origin: 'https://ads.example',
      url: 'https://ads.example/',
      tab,
      frameId: 4,
    }),
  ],
  [
    'an iframe without an origin of its own',
    inChromium({ id: ID, origin: 'null', tab, frameId: 4 }),
  ],
  ['a file', inChromium({ id: ID, origin: 'file://', url: 'file:///home/me/page.html', tab })],
  ['a data: page', inChromium({ id: ID, origin: 'null', url: 'data:text/html,hello', tab })],
  ['a blank page', inChromium({ id: ID, origin: 'null', url: 'about:blank', tab })],
  ['a page of the browser itself', inChromium({ id: ID, origin: 'chrome://newtab' })],
  [
    'another installation in Firefox',
    inFirefox({ id: FIREFOX.id, origin: 'moz-extension://00000000-0000-4000-8000-000000000000' }),
  ],
  ['Chromium’s origin in Firefox', inFirefox({ id: FIREFOX.id, origin: CHROMIUM.origin })],
  ['a file in Firefox', inFirefox({ id: FIREFOX.id, origin: 'null', url: 'file:///tmp/a.html' })],
];

const calls: [string, Request][] = Object.entries(contract);

/** A router whose handlers only note that they were reached. */
function noting(self: Case['self']) {
  const reached: string[] = [];
  const noting = handlersThat((call) => void reached.push(call));
  const gate = { self, isUnlocked: async () => true };
  return { reached, router: createRouter(answeringBy(noting), gate) };
}

const REFUSED = { ok: false, failure: { code: 'sender-refused', facts: {} } };

describe.each(calls)('“%s”', (call) => {
  it.each(refused)('is refused to %s', async (_who, { self, sender }) => {
    const { reached, router } = noting(self);
    for (const input of [{}, undefined, { passphrase: 'x' }]) {
      expect(await router({ call, input }, senderOf(sender))).toEqual(REFUSED);
    }
    expect(reached).toEqual([]);
  });

  it.each(letIn)('is looked at for %s', async (_who, { self, sender }) => {
    const answer = await noting(self).router({ call, input: {} }, senderOf(sender));
    expect(answer).not.toEqual(REFUSED);
  });

  it('is refused under a name that is nearly its own', async () => {
    const { reached, router } = noting(CHROMIUM);
    for (const name of [
      `${call} `,
      call.toUpperCase(),
      `${call}.constructor`,
      `__proto__.${call}`,
    ]) {
      const answer = await router({ call: name, input: {} }, CHROMIUM);
      expect(answer).toMatchObject({ ok: false, failure: { code: 'call-unknown' } });
    }
    expect(reached).toEqual([]);
  });

  it.each(['extra', 'constructor', 'toString', '__proto__'])(
    'is refused with “%s” beside its input',
    async (name) => {
      const { reached, router } = noting(CHROMIUM);
      const input: unknown = JSON.parse(`{"${name}":{"polluted":true}}`);
      const answer = await router({ call, input }, CHROMIUM);
      expect(answer).toMatchObject({ ok: false, failure: { code: 'call-malformed' } });
      expect(reached).toEqual([]);
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    },
  );

  it('takes nothing in its input that the contract has no name for', () => {
    expect(openObjectsIn(contract[call as keyof typeof contract].input, call)).toEqual([]);
  });

  it('is refused with 50 million characters, or 10,000 levels, in words', async () => {
    const { reached, router } = noting(CHROMIUM);
    const huge = 'x'.repeat(50_000_000);
    for (const input of [huge, { [huge]: 1 }, [huge], { passphrase: huge }, nested(10_000)]) {
      const answer = await router({ call, input }, CHROMIUM);
      expect(answer).toEqual({ ok: false, failure: { code: 'call-too-large', facts: { call } } });
    }
    expect(reached).toEqual([]);
  });
});

describe('No request is named', () => {
  const inherited = [
    ...Object.getOwnPropertyNames(Object.prototype),
    ...Object.getOwnPropertyNames(Function.prototype),
    'prototype',
    'then',
  ];
  it.each(inherited)('“%s”', async (call) => {
    const { router } = noting(CHROMIUM);
    const answer = await router({ call, input: {} }, CHROMIUM);
    expect(answer).toEqual({ ok: false, failure: { code: 'call-unknown', facts: { call } } });
  });
});

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = { passphrase: value };
  return value;
}

/** The places of a schema where an object would take names that it does not list. */
function openObjectsIn(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((each) => openObjectsIn(each, path));
  const { type } = schema as { type?: string };
  const open = type === 'object' || type === 'loose_object' ? [path] : [];
  const entries = 'entries' in schema ? Object.entries(schema.entries as object) : [];
  const inner = ['wrapped', 'item', 'items', 'options', 'pipe', 'rest', 'value'].flatMap((name) =>
    openObjectsIn(Reflect.get(schema, name), `${path}[]`),
  );
  return [
    ...open,
    ...entries.flatMap(([name, each]) => openObjectsIn(each, `${path}.${name}`)),
    ...inner,
  ];
}
