import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { assertOpenable, LEAST_ROUNDS, MOST_ROUNDS } from '../../src/services/backup-seal.ts';
import { cpuMs } from '../cpu-time.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withPassphrase,
} from '../fakes/program.ts';
import { createFakeWorld } from '../fakes/world.ts';
import { defaultKey } from '../sandbox/sandbox.ts';
import { BACKUP_PASSPHRASE, seal, unseal } from './jwe.ts';

/** With all the work that a backup asks for: nothing here is made cheap. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let program: Program;
let text = '';

beforeAll(async () => {
  program = startProgram(createFakeWorld());
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  const draft = sandboxDraft('https://meetings-api.webex.com');
  await program.ask('credentials.save', { ...draft, label: 'Kraków ☂' });
  const made = { ...withPassphrase(), backupPassphrase: BACKUP_PASSPHRASE };
  ({ text } = await program.ask('backup.make', made));
});

const rehearse = (file: string, backupPassphrase = BACKUP_PASSPHRASE) =>
  program.ask('backup.rehearse', { text: file, backupPassphrase });

/** What is in the backup that was made above. */
const content = {
  what: 'latchkey-backup',
  format: 1,
  madeAtMs: Date.parse('2026-03-04T05:06:07.000Z'),
  records: [
    {
      kind: 'credential',
      value: { label: 'Kraków ☂', fields: { secretKey: defaultKey.secretkey } },
    },
  ],
};

describe('A backup opens without Latchkey', () => {
  it('by the script in SECURITY.md', async () => {
    const folder = await mkdtemp(join(ROOT, 'node_modules/.cache-backup-'));
    try {
      const script = join(folder, 'open-backup.mjs');
      const file = join(folder, 'latchkey-backup-2026-03-04.jwe');
      await writeFile(script, await documentedScript());
      await writeFile(file, text);
      const run = promisify(execFile)(process.execPath, [script, file, BACKUP_PASSPHRASE]);
      expect(JSON.parse((await run).stdout)).toMatchObject(content);
      await expect(
        promisify(execFile)(process.execPath, [script, file, 'another passphrase']),
      ).rejects.toThrow();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('by an implementation of the standard that shares no code with ours', async () => {
    expect(await unseal(text)).toMatchObject(content);
    await expect(unseal(text, 'another passphrase')).rejects.toThrow();
  });
});

describe('A file that something else sealed by the standard', () => {
  const empty = JSON.stringify({ ...content, records: [] });

  it.each([LEAST_ROUNDS, MOST_ROUNDS])('opens with %i rounds', async (p2c) => {
    expect((await rehearse(await seal(empty, { p2c }))).keys).toBe(0);
  });

  it.each([1, 1_000, LEAST_ROUNDS - 1, MOST_ROUNDS + 1, 4_000_000_000])(
    'with %i rounds is refused in words before any work is done',
    async (rounds) => {
      const [, ...rest] = (await seal(empty, { p2c: 1 })).split('.');
      const header = {
        alg: 'PBES2-HS512+A256KW',
        enc: 'A256GCM',
        p2c: rounds,
        p2s: 'A'.repeat(22),
      };
      const work = vi.spyOn(crypto.subtle, 'deriveBits');
      await expect(rehearse([encode(header), ...rest].join('.'))).rejects.toMatchObject({
        code: 'backup-unreadable',
        facts: { rounds },
      });
      expect(work).not.toHaveBeenCalled();
      work.mockRestore();
    },
  );

  it.each([
    ['a fraction of a round', { p2c: 600_000.5 }],
    ['rounds in letters', { p2c: '600000' }],
    ['no salt', { p2s: '' }],
    ['another way to wrap the key', { alg: 'PBES2-HS256+A128KW' }],
    ['no way to wrap the key', { alg: 'dir' }],
    ['another cipher', { enc: 'A128GCM' }],
  ])('with %s is refused', async (_, change) => {
    await expect(rehearse(await seal(empty, { p2c: 1, header: change }))).rejects.toMatchObject({
      code: 'backup-unreadable',
    });
  });
});

describe('A file', () => {
  it('with white space around it opens', async () => {
    expect((await rehearse(`\uFEFF ${text}\r\n`)).keys).toBe(1);
  });

  it.each([
    ['an empty one', ''],
    [
      'a letter',
      'Dear colleague, here are the keys that you asked for. Kind regards, A. B.\n'.repeat(9),
    ],
    ['a list', JSON.stringify([content])],
    ['a picture', '\uFFFDPNG\r\n\u001A\n\0\0\0\rIHDR'.repeat(40)],
    ['a signed token', `${encode({ alg: 'HS256' })}.${encode({ sub: 'x' })}.${'A'.repeat(43)}`],
  ])('that is %s is not called damaged', async (_, file) => {
    await expect(rehearse(file)).rejects.toMatchObject({
      code: 'backup-not-one',
      facts: { problem: 'file' },
    });
  });

  it.each([1, 20, 200, 40])('that was cut off after a %i-th is called damaged', async (part) => {
    await expect(rehearse(text.slice(0, -text.length / part / 2))).rejects.toMatchObject({
      code: 'backup-unreadable',
    });
  });

  it('of more than 20 MB is refused in words, and of 50 MB before anybody looks at it', async () => {
    const large = `${text}${'A'.repeat(20_000_000)}`;
    await expect(rehearse(large)).rejects.toMatchObject({
      code: 'backup-too-large',
      facts: { bytes: large.length, limit: 20_000_000 },
    });
    await expect(rehearse('A'.repeat(50_000_000))).rejects.toMatchObject({
      code: 'call-too-large',
    });
  });

  it('of almost 20 MB that is none is refused without a long wait', async () => {
    for (const sign of ['.', 'A', '[', '"', '\uFFFD']) {
      for (const file of [sign.repeat(19_000_000), `${text}${sign.repeat(19_000_000)}`]) {
        const before = cpuMs();
        try {
          assertOpenable(file);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
        expect(cpuMs() - before).toBeLessThan(1_000);
        await expect(rehearse(file)).rejects.toMatchObject({
          code: expect.stringMatching(/^backup-/),
        });
      }
    }
  });
});

/** The script of SECURITY.md, "Opening a backup without Latchkey". */
async function documentedScript(): Promise<string> {
  const page = await readFile(join(ROOT, 'SECURITY.md'), 'utf8');
  const section = page.split('## Opening a backup without Latchkey')[1] ?? '';
  const script = /```js\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
  expect(script.trim().split('\n').length).toBeLessThanOrEqual(10);
  return script;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
