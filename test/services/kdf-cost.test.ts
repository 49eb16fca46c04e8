import { describe, expect, it } from 'vitest';
import type { Derive } from '../../src/adapters/derive.ts';
import { DEFAULT_KDF, KDF_CEILING } from '../../src/domain/kdf-cost.ts';
import { createKdfCost } from '../../src/services/kdf-cost.ts';
import { createShelf } from '../../src/services/stored.ts';
import { createFakeWorld } from '../fakes/world.ts';

/** A computer on which the cheapest passphrase that is allowed takes that long. */
function computerWith(tookMs: number) {
  const { local } = createFakeWorld();
  let derived = 0;
  const derive: Derive = async () => {
    derived += 1;
    return { key: new Uint8Array(32), tookMs };
  };
  return { local, costOf: createKdfCost({ area: local, derive }), derived: () => derived };
}

describe('What a passphrase costs', () => {
  it('is the default on a slow computer, never less', async () => {
    expect(await computerWith(2_000).costOf()).toEqual(DEFAULT_KDF);
  });

  it('is more on a fast one, within what is bearable', async () => {
    expect((await computerWith(100).costOf()).m).toBe(131_072);
    expect((await computerWith(1).costOf()).m).toBe(KDF_CEILING.m);
  });

  it('is measured once', async () => {
    const computer = computerWith(100);
    const first = await computer.costOf();
    expect(await computer.costOf()).toEqual(first);
    expect(computer.derived()).toBe(1);
  });

  it('is measured again when somebody has made it cheaper outside the seal', async () => {
    const { local, costOf } = computerWith(100);
    const cheap = { m: 19_456, t: 2, p: 1 };
    await createShelf(local).write([{ name: 'kdf-cost', value: cheap }]);
    expect((await costOf()).m).toBe(131_072);
  });
});
