import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contract } from '../../src/rpc/contract.ts';
import { createRouter } from '../../src/rpc/router.ts';
import { senderOf } from '../../src/rpc/sender.ts';
import { answeringBy, handlersThat } from '../fakes/handlers.ts';
import {
  anyJson,
  anyText,
  EVIL_NAMES,
  expectKnown,
  expectUnpolluted,
  forAll,
} from './arbitraries.ts';

const self = { id: 'latchkey', origin: 'chrome-extension://latchkey' };

/** Handlers that only say what they were given: what they do with it is told elsewhere. */
const echoes = handlersThat((_, input) => ({ input }));

const router = createRouter(answeringBy(echoes), { self, isUnlocked: async () => true });

/** JSON objects with the names that inputs have, so that some go deeper than the first look. */
const names = [
  'passphrase',
  'code',
  'credentialId',
  'sessionKey',
  'email',
  'id',
  'fields',
  'minutes',
  'version',
];
const nearInput = fc
  .array(fc.tuple(fc.constantFrom(...names, ...EVIL_NAMES), anyJson), { maxLength: 5 })
  .map((pairs) => `{${pairs.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join()}}`);

const call = fc.oneof(
  fc.constantFrom(...Object.keys(contract)),
  fc.constantFrom(...EVIL_NAMES),
  anyText,
);
const message = fc.oneof(
  anyJson,
  fc
    .tuple(call, fc.oneof(nearInput, anyJson))
    .map(([name, input]) => `{"call":${JSON.stringify(name)},"input":${input}}`),
);

describe('The router', () => {
  it('answers any message with a value or a failure that has a sentence', async () => {
    await forAll(message, async (json) => {
      const answer = await router(JSON.parse(json), self);
      expectUnpolluted();
      if (!answer.ok) return expectKnown(Reflect.get(Object(answer.failure), 'code'));
      const { call: asked, input } = JSON.parse(json);
      // What a handler is given is what the contract has names for, and nothing more.
      const given = Reflect.get(Object(answer.value), 'input');
      expect(Object.hasOwn(contract, asked)).toBe(true);
      expect(Object.keys(Object(input))).toEqual(expect.arrayContaining(Object.keys(given)));
    });
  });

  it('believes no sender that is made up', async () => {
    await forAll(anyJson, async (json) => {
      const told: unknown = JSON.parse(json);
      const question = { call: 'program.state', input: {} };
      const answer = await router(question, senderOf(told));
      expect(answer).toMatchObject({ ok: false, failure: { code: 'sender-refused' } });
    });
  });
});
