import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { contract } from '../../src/rpc/contract.ts';
import { firstRequests } from '../../src/rpc/requests/first.ts';
import { createRouter, type Handlers } from '../../src/rpc/router.ts';
import type { Sender } from '../../src/rpc/sender.ts';
import { allHandlers, answeringBy } from '../fakes/handlers.ts';

const self = { id: 'latchkey', origin: 'chrome-extension://latchkey' };

const own = await allHandlers();

function routerWith(changes: Partial<Handlers> = {}, unlocked = true) {
  const answering = answeringBy({ ...own, ...changes });
  return createRouter(answering, { self, isUnlocked: async () => unlocked });
}

const question = { call: 'providers.list', input: {} };

describe('The router lets in', () => {
  it('a page of this extension, by its origin', async () => {
    expect(await routerWith()(question, self)).toMatchObject({ ok: true });
  });

  it.each<[string, Sender]>([
    ['nobody', { id: undefined, origin: undefined }],
    ['a sender without an origin', { id: self.id, origin: undefined }],
    ['another extension', { id: 'other', origin: 'chrome-extension://other' }],
    ['another extension that claims our origin', { id: 'other', origin: self.origin }],
    ['a content script of ours, on a page', { id: self.id, origin: 'https://www.webex.com' }],
    ['a file', { id: self.id, origin: 'file://' }],
    ['an opaque origin', { id: self.id, origin: 'null' }],
    ['our page for the clipboard', { ...self, url: `${self.origin}/src/offscreen/offscreen.html` }],
    ['a web page', { id: undefined, origin: 'https://evil.example' }],
  ])('not %s', async (_who, sender) => {
    expect(await routerWith()(question, sender)).toEqual({
      ok: false,
      failure: { code: 'sender-refused', facts: {} },
    });
  });
});

describe('The router answers', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'no.such', ''])(
    'no request named “%s”',
    async (call) => {
      const answer = await routerWith()({ call, input: {} }, self);
      expect(answer).toMatchObject({ ok: false, failure: { code: 'call-unknown' } });
    },
  );

  it.each([null, undefined, 7, 'text', [], {}, { call: 7 }, { ...question, extra: 1 }])(
    'no message that is %j',
    async (message) => {
      const answer = await routerWith()(message, self);
      expect(answer).toMatchObject({ ok: false, failure: { code: 'call-unknown' } });
    },
  );

  it('input of the wrong shape with the name of what is wrong, not its content', async () => {
    const input = { passphrase: { secret: 'hush' } };
    const answer = await routerWith()({ call: 'vault.unlock', input }, self);
    expect(answer).toEqual({
      ok: false,
      failure: { code: 'call-malformed', facts: { call: 'vault.unlock', field: 'proof' } },
    });
  });

  it('an error that nobody foresaw without a word of it', async () => {
    const router = routerWith({
      'providers.list': async () => {
        throw new TypeError('secret inside');
      },
    });
    const answer = await router(question, self);
    expect(JSON.stringify(answer)).toBe('{"ok":false,"failure":{"code":"unexpected","facts":{}}}');
  });

  it('a failure with its facts', async () => {
    const router = routerWith({
      'providers.list': async () => {
        throw new Failure('timed-out', { host: 'a.example', seconds: 20 });
      },
    });
    expect(await router(question, self)).toMatchObject({
      failure: { code: 'timed-out', facts: { host: 'a.example', seconds: 20 } },
    });
  });

  it('nothing that needs an unlocked vault while it is locked', async () => {
    const needy = Object.entries(contract).filter(([, request]) => request.needs === 'unlocked');
    expect(needy.length).toBeGreaterThan(8);
    for (const [call] of needy) {
      const answer = await routerWith({}, false)({ call, input: {} }, self);
      expect(answer, call).toMatchObject({ failure: { code: 'vault-locked' } });
    }
  });
});

describe('The router fetches what is seldom needed', () => {
  const later = answeringBy(own).later;
  const fetching = (fetched: string[]) => {
    const answering = {
      first: answeringBy(own).first,
      later: async () => {
        fetched.push('later');
        return later();
      },
    };
    return createRouter(answering, { self, isUnlocked: async () => false });
  };

  it.each(Object.keys(firstRequests))('not for “%s”', async (call) => {
    const fetched: string[] = [];
    await fetching(fetched)({ call, input: null }, self);
    expect(fetched).toEqual([]);
  });

  it('not for whoever may not ask, nor for what is no question', async () => {
    const fetched: string[] = [];
    await fetching(fetched)({ call: 'backup.status', input: {} }, { ...self, id: 'other' });
    await fetching(fetched)({ call: 7 }, self);
    expect(fetched).toEqual([]);
  });

  it('for what is asked now and then, and tells where that fails', async () => {
    const fetched: string[] = [];
    const question = { call: 'shortcuts.list', input: {} };
    expect(await fetching(fetched)(question, self)).toMatchObject({ ok: true });
    expect(fetched).toEqual(['later']);
    const gone = createRouter(
      { first: answeringBy(own).first, later: () => Promise.reject(new Error('no script')) },
      { self, isUnlocked: async () => true },
    );
    expect(await gone(question, self)).toMatchObject({ failure: { code: 'unexpected' } });
  });
});
