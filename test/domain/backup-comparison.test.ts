import { describe, expect, it } from 'vitest';
import { presentIn, updateWith, verdictOf } from '../../src/domain/backup-comparison.ts';
import type { Credential, PreviousKey } from '../../src/domain/credential.ts';

const nameKey = (provider: string, fields: Record<string, string>) =>
  `${provider} ${fields['apiKey']}`;

function credential(apiKey: string, version: number, change: Partial<Credential> = {}): Credential {
  return {
    id: 'one',
    version,
    provider: 'webex-meetings',
    label: 'Desk',
    description: '',
    expiresAtMs: null,
    disabled: false,
    lookUpOnly: false,
    rules: [],
    deleteAfterExpiry: false,
    fields: { apiKey },
    previous: [],
    createdAtMs: 0,
    ...change,
  };
}

function previous(apiKey: string, replacedAtMs = 5): PreviousKey {
  return { id: `p-${apiKey}`, fields: { apiKey }, expiresAtMs: null, replacedAtMs, leaked: null };
}

const desk = { label: 'Front desk' };

/** In the backup, in the vault, and what becomes of it. */
const TABLE: readonly (readonly [string, Credential, Credential | null, string])[] = [
  ['is not in the vault', credential('A', 1), null, 'new'],
  ['is the same', credential('A', 1), credential('A', 1), 'same'],
  ['is the same, counted otherwise', credential('A', 1), credential('A', 7), 'same'],
  ['was renamed later', credential('A', 2, desk), credential('A', 1), 'newer'],
  ['was renamed before', credential('A', 1), credential('A', 2, desk), 'older'],
  ['was renamed as often on both sides', credential('A', 2), credential('A', 2, desk), 'older'],
  [
    'was renewed after the backup',
    credential('A', 1),
    credential('B', 2, { previous: [previous('A')] }),
    'renewed',
  ],
  [
    'was renewed after the backup, which counts more changes',
    credential('A', 9),
    credential('B', 2, { previous: [previous('A')] }),
    'renewed',
  ],
  [
    'was renewed before the backup',
    credential('B', 3, { previous: [previous('A')] }),
    credential('A', 2),
    'newer',
  ],
  [
    'was renewed, and the vault went back since',
    credential('B', 3, { previous: [previous('A')] }),
    credential('A', 4, { previous: [previous('B')] }),
    'renewed',
  ],
  ['was typed over on both sides', credential('B', 2), credential('C', 2), 'older'],
  ['was typed over later', credential('B', 3), credential('C', 2), 'newer'],
  [
    'is in the vault under another entry',
    credential('A', 1),
    credential('A', 1, { id: 'two' }),
    'twin',
  ],
  [
    'is kept as previous in another entry',
    credential('A', 1),
    credential('B', 1, { id: 'two', previous: [previous('A')] }),
    'twin',
  ],
  [
    'has a name of another system',
    credential('A', 1, { provider: 'zoom' }),
    credential('A', 1, { id: 'two' }),
    'new',
  ],
];

describe('A key of a backup', () => {
  it.each(TABLE)('that %s', (_, kept, here, verdict) => {
    const present = presentIn(new Map(here === null ? [] : [[here.id, here]]), nameKey);
    expect(verdictOf(kept, present, nameKey)).toBe(verdict);
  });

  it('that updates the vault’s loses no key of either side, and has each once', () => {
    const kept = credential('D', 9, { previous: [previous('C', 30), previous('A', 10)] });
    const here = credential('B', 2, { previous: [previous('A', 11), previous('D', 20)] });
    const updated = updateWith(kept, here, nameKey, ({ fields }) => ({
      ...previous(fields['apiKey'] ?? '', 40),
    }));
    expect(updated.fields).toEqual({ apiKey: 'D' });
    expect(updated.version).toBe(10);
    expect(updated.previous.map(({ fields }) => fields['apiKey'])).toEqual(['B', 'C', 'A']);
  });

  it('that updates one for look-ups only opens it no further', () => {
    const rules = [{ method: 'GET' as const, url: '/api/audit/*' }];
    const update = (lookUpOnly: boolean) =>
      updateWith(credential('A', 9), credential('A', 2, { lookUpOnly, rules }), nameKey, () =>
        previous('A'),
      );
    expect(update(true)).toMatchObject({ lookUpOnly: true, rules });
    expect(update(false)).toMatchObject({ lookUpOnly: false, rules: [] });
  });
});
