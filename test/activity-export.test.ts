import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { csvOf, jsonOf } from '../src/ui/views/activity/activity-file.ts';
import { matching, NO_FILTER } from '../src/ui/views/activity/activity-filter.ts';
import { chainIn } from './fakes/activity.ts';
import { PASSPHRASE, sandboxDraft, startProgram } from './fakes/program.ts';
import { createFakeWorld } from './fakes/world.ts';

/** Exports of a record with several keys and failures, made by the program. */
let whole = '';
let filtered = '';
let csv = '';
let count = 0;

beforeAll(async () => {
  const program = startProgram(createFakeWorld());
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  const draft = { ...sandboxDraft('https://meetings-api.webex.com'), label: 'Kraków ☂ "one"' };
  const { id } = await program.ask('credentials.save', draft);
  await program.ask('credentials.save', { ...draft, label: 'Line\nbreak, and comma' });
  await program.ask('credentials.set-disabled', { id, disabled: true });
  const asked = program.ask('lookup.meeting', { sessionKey: '400971234', credentialId: id });
  await expect(asked).rejects.toMatchObject({ code: 'credential-disabled' });
  await program.ask('credentials.set-disabled', { id, disabled: false });
  await program.ask('credentials.delete', { id });
  const chain = await chainIn(program);
  const found = matching(chain.entries, { ...NO_FILTER, group: 'keys', credentialId: id });
  count = chain.entries.length;
  whole = jsonOf(chain.entries, chain);
  filtered = jsonOf(found, chain);
  csv = csvOf(chain.entries);
});

describe('The script in docs/activity.md', () => {
  it('verifies an export, and ends with an error for a changed one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-activity-'));
    const script = join(folder, 'verify-activity.mjs');
    const file = join(folder, 'latchkey-activity.json');
    const run = () => promisify(execFile)(process.execPath, [script, file]);
    try {
      await writeFile(script, await documentedScript());
      for (const text of [whole, filtered]) {
        await writeFile(file, text);
        expect((await run()).stdout).toMatch(/^Verified up to entry 6, hash [0-9a-f]{64}\n$/);
      }
      await writeFile(file, whole.replace('key-disabled', 'key-enabled'));
      await expect(run()).rejects.toThrow('Broken at 3');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each([
    ['the whole record', () => whole],
    ['a part of it', () => filtered],
  ])('notices any one character of an export of %s that is another', async (_, text) => {
    const verify = await verifier();
    expect(verify(text())).toMatch(/^Verified/);
    const missed: number[] = [];
    for (let place = 0; place < text().length; place += 1) {
      for (const other of [flip(text()[place] ?? ''), ' ', '0']) {
        if (text()[place] === other) continue;
        const changed = `${text().slice(0, place)}${other}${text().slice(place + 1)}`;
        if (verify(changed) !== null) missed.push(place);
      }
    }
    expect(missed).toEqual([]);
  });

  it('notices a line that is gone, twice there, or elsewhere', async () => {
    const verify = await verifier();
    const [head = '', ...lines] = whole.trim().slice(2, -2).split(',\n');
    const file = (list: string[]) => `[\n${[head, ...list].join(',\n')}\n]\n`;
    expect(verify(file(lines))).toMatch(/^Verified/);
    for (const place of lines.keys()) {
      const [line = ''] = lines.slice(place, place + 1);
      const without = lines.filter((_, other) => other !== place);
      expect(verify(file(without))).toBeNull();
      expect(verify(file([...lines.slice(0, place), line, ...lines.slice(place)]))).toBeNull();
      if (place > 0) expect(verify(file([line, ...without]))).toBeNull();
    }
  });
});

describe('An export', () => {
  it('of a part leaves out what did not match, and says so in its place', () => {
    const [, ...items] = JSON.parse(filtered);
    expect(items.map((item: { what?: string }) => item.what ?? 'left out')).toEqual([
      'key-added',
      'left out',
      'key-disabled',
      'left out',
      'key-enabled',
      'key-deleted',
    ]);
    expect(filtered).not.toContain('Line');
  });

  it('as CSV has a row for each entry, with labels as they are', () => {
    const { data, errors } = Papa.parse<Record<string, string>>(csv.replace('\uFEFF', ''), {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(data).toHaveLength(count);
    expect(data.slice(0, 2).map((row) => row['Key'])).toEqual([
      'Kraków ☂ "one"',
      'Line\nbreak, and comma',
    ]);
    expect(data[3]).toMatchObject({
      Number: '4',
      'Time (UTC)': '2026-03-04T05:06:07.000Z',
      What: 'Meeting look-up',
      About: 'Session 400971234',
      Outcome: 'The key is disabled',
      System: 'Webex Meetings',
    });
    expect(csv.startsWith('\uFEFFNumber,')).toBe(true);
  });
});

async function documentedScript(): Promise<string> {
  const page = await readFile(new URL('../docs/activity.md', import.meta.url), 'utf8');
  const section = page.split('## Verifying an export')[1] ?? '';
  const script = /```js\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
  expect(script.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(16);
  return script;
}

/** The documented script as a function: what it prints, or `null` where it ends with an error. */
async function verifier(): Promise<(text: string) => string | null> {
  const body = (await documentedScript()).replace(/^import .*$/gm, '');
  const script = new Function('createHash', 'readFileSync', 'process', 'console', body);
  return (text) => {
    let printed = '';
    const log = (line: string) => {
      printed += line;
    };
    try {
      script(createHash, () => text, { argv: ['node', 'script', 'file'] }, { log });
      return printed;
    } catch {
      return null;
    }
  };
}

/** Another character of the same kind. */
function flip(character: string): string {
  if (/[a-e]/i.test(character)) return String.fromCharCode(character.charCodeAt(0) + 1);
  if (/[0-8]/.test(character)) return String(Number(character) + 1);
  return character === '1' ? '2' : '1';
}
