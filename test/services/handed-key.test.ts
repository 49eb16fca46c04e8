import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { providers } from '../../src/providers/index.ts';
import { requestIn } from '../../src/services/hand-over-package.ts';
import { unpackKey } from '../../src/services/handed-key.ts';

const good = {
  format: 1,
  provider: 'webex-meetings',
  label: 'Support desk',
  description: '',
  expiresAtMs: null,
  lookUpOnly: true,
  fields: { apiKey: 'a', secretKey: 'b', email: 'a@example.com' },
};

function whatItThrows(act: () => unknown): unknown {
  try {
    act();
    return null;
  } catch (error) {
    return error;
  }
}

it('A handed key in which anything is anything is read, or refused in words', () => {
  const anything = fc.oneof(fc.jsonValue(), fc.constantFrom(null, '', 1, 1e300, -1, '__proto__'));
  const wounded = fc
    .tuple(fc.constantFrom(...Object.keys(good)), anything)
    .map(([name, value]) => ({ ...good, [name]: value }));
  const fields = fc.dictionary(
    fc.constantFrom(...Object.keys(good.fields), 'baseUrl'),
    fc.string(),
  );
  const filled = fields.map((more) => ({ ...good, fields: { ...good.fields, ...more } }));
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(wounded, filled, anything), (value) => {
      const thrown = whatItThrows(() => unpackKey(providers, value));
      if (thrown === null) read += 1;
      else expect(thrown).toBeInstanceOf(Failure);
    }),
    { numRuns: 10_000 },
  );
  expect(read).toBeGreaterThan(100);
});

it('A package of noise names no request, in words', () => {
  const part = fc.oneof(fc.base64String({ maxLength: 80 }), fc.string());
  const parts = fc.array(part, { maxLength: 7 }).map((each) => each.join('.'));
  const header = fc
    .jsonValue()
    .map((value) => `${Buffer.from(JSON.stringify(value)).toString('base64url')}.a.b.c.d`);
  fc.assert(
    fc.property(fc.oneof(parts, header), (jwe) => {
      expect(whatItThrows(() => requestIn(jwe))).toBeInstanceOf(Failure);
    }),
    { numRuns: 10_000 },
  );
});

it('What a stranger calls a key is one plain line', () => {
  const labelled = (label: string) => unpackKey(providers, { ...good, label }).key.label;
  expect(labelled('Safe\u202e yek\u2066\n\tmore')).toBe('Safe yek more');
  expect(labelled('\u200b')).toBe('Webex Meetings');
});
