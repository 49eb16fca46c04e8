import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { utf8 } from '../../src/domain/bytes.ts';
import { KDF_FLOOR } from '../../src/domain/kdf-cost.ts';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import { deriveKey } from '../../src/kdf-worker/derive-key.ts';
import { stubChromium } from '../fakes/chromium.ts';

const PASSPHRASE = 'tin whistle under the bridge';
const order = () => ({ password: utf8(PASSPHRASE), salt: new Uint8Array(16), ...KDF_FLOOR });
const OPENED_AND_CLOSED = ['open WORKERS', 'close'];

const chromium = stubChromium();
const { deriveInWorker } = await import('../../src/adapters/derive.ts');
const { browserClipboard } = await import('../../src/adapters/clipboard.ts');

beforeEach(() => chromium.begin());
afterEach(() => vi.useRealTimers());
afterAll(() => vi.unstubAllGlobals());

/** "done", or the failure and its fact. */
function outcome(task: Promise<unknown>): Promise<string> {
  return task.then(
    () => 'done',
    ({ code, facts }) => `${code}: ${facts?.problem}`,
  );
}

describe('A key is derived in Chromium', () => {
  it('in the page that is opened for it and closed again', async () => {
    chromium.fate = 'done';
    const { key } = await deriveInWorker(order());
    expect(key).toEqual(deriveKey(order()));
    expect(chromium.happened).toEqual(OPENED_AND_CLOSED);
  });

  it('without a word of the passphrase to the page', async () => {
    await deriveInWorker(order());
    expect(chromium.orders).toEqual([{ order: 'start-kdf' }]);
  });

  it('in a page of its own, when one is left from a worker that died', async () => {
    await chromium.leavePage();
    await deriveInWorker(order());
    expect(chromium.happened).toEqual(['open OLD', 'close', ...OPENED_AND_CLOSED]);
  });

  it.each(['pretended', 'stopped', 'no-memory'] as const)(
    'and nothing is left of the passphrase’s bytes (%s)',
    async (fate) => {
      chromium.fate = fate;
      const asked = order();
      await outcome(deriveInWorker(asked));
      // What was handed on has no length any more.
      expect(asked.password).toHaveLength(0);
    },
  );

  it('one after the other', async () => {
    await Promise.all([deriveInWorker(order()), deriveInWorker(order())]);
    expect(chromium.happened).toEqual([...OPENED_AND_CLOSED, ...OPENED_AND_CLOSED]);
  });
});

describe('No key is derived, and that is said', () => {
  it.each([
    ['stopped', 'stopped'],
    ['nonsense', 'stopped'],
    ['no-memory', 'memory'],
  ] as const)('when the script ends with “%s”; the next try works', async (fate, problem) => {
    chromium.fate = fate;
    expect(await outcome(deriveInWorker(order()))).toBe(`derivation-failed: ${problem}`);
    chromium.fate = 'pretended';
    expect(await outcome(deriveInWorker(order()))).toBe('done');
    expect(chromium.happened).toEqual([...OPENED_AND_CLOSED, ...OPENED_AND_CLOSED]);
  });

  it('when no page can be opened', async () => {
    chromium.refuses = true;
    const asked = order();
    expect(await outcome(deriveInWorker(asked))).toBe('derivation-failed: stopped');
    expect(asked.password).toEqual(new Uint8Array(PASSPHRASE.length));
  });

  it('soon after the page has gone away', async () => {
    vi.useFakeTimers();
    chromium.fate = 'silent';
    const asked = outcome(deriveInWorker(order()));
    await vi.advanceTimersByTimeAsync(0);
    chromium.losePage();
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(await asked).toBe('derivation-failed: stopped');
  });

  it('after a minute without an answer', async () => {
    vi.useFakeTimers();
    chromium.fate = 'silent';
    let said: unknown = 'nothing yet';
    void outcome(deriveInWorker(order())).then((result) => {
      said = result;
    });
    await vi.advanceTimersByTimeAsync(MINUTE - SECOND);
    expect(said).toBe('nothing yet');
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(said).toBe('derivation-failed: silent');
    expect(chromium.happened).toEqual(OPENED_AND_CLOSED);
  });
});

describe('The clipboard and a derivation', () => {
  beforeEach(() => {
    chromium.clipboard = 'Kettle-42';
  });

  const derive = () => deriveInWorker(order());
  const empty = () => browserClipboard.emptyIf(async () => true);

  it.each<[string, (() => Promise<unknown>)[], string[]]>([
    ['a derivation first', [derive, empty], ['open WORKERS', 'close', 'open CLIPBOARD', 'close']],
    ['the clipboard first', [empty, derive], ['open CLIPBOARD', 'close', 'open WORKERS', 'close']],
  ])('take turns at the page, %s: neither closes it under the other', async (_, both, happened) => {
    expect(await Promise.all(both.map((task) => outcome(task())))).toEqual(['done', 'done']);
    expect(chromium.clipboard).toBe('');
    expect(chromium.happened).toEqual(happened);
  });

  it('do not hold each other up for good: after a minute it is the clipboard’s turn', async () => {
    vi.useFakeTimers();
    chromium.fate = 'silent';
    const derived = outcome(derive());
    const emptied = outcome(empty());
    await vi.advanceTimersByTimeAsync(MINUTE);
    vi.useRealTimers();
    expect(await derived).toBe('derivation-failed: silent');
    expect(await emptied).toBe('done');
    expect(chromium.clipboard).toBe('');
  });
});
