import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../src/domain/time.ts';
import { readRows } from '../src/ui/import/file-kind.ts';
import { readText } from '../src/ui/import/file-text.ts';
import type { ImportRow } from '../src/ui/import/rows.ts';
import { importRows, previewRows } from './fakes/import.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withPassphrase,
} from './fakes/program.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';

let world: FakeWorld;
let program: Program;

beforeEach(async () => {
  world = createFakeWorld();
  program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
});

const fixture = (name: string) =>
  readFileSync(new URL(`fixtures/imports/${name}`, import.meta.url));
const fileOf = async (name: string) => readRows(await readText(new Blob([fixture(name)])));
const preview = (rows: ImportRow[]) => previewRows(program, rows);
const importAll = (rows: ImportRow[]) => importRows(program, rows);
const draftsIn = async (rows: ImportRow[]) => {
  const { finds, chosen } = await preview(rows);
  return chosen(finds.map(({ key }) => key));
};
const keys = async () => (await program.ask('program.state', {})).credentials;

describe('Somebody who brings keys along', () => {
  it('sees what was found, with every problem by its line, and no secret', async () => {
    const rows = await fileOf('keys.csv');
    const { finds, leftOut } = await preview(rows);
    expect(finds.map(({ label, line, ready, sure }) => ({ label, line, ready, sure }))).toEqual([
      { label: 'Night shift', line: 2, ready: true, sure: true },
      { label: 'Desk, "EMEA"', line: 3, ready: true, sure: true },
      { label: 'Broken', line: 6, ready: false, sure: true },
    ]);
    expect(finds[0]?.fields).toEqual([
      { label: 'API key', length: 20, shown: '…0001', problem: null },
      { label: 'Secret key', length: 32, shown: null, problem: null },
      { label: 'Passcode', length: 5, shown: null, problem: null },
      { label: 'Email', length: 17, shown: 'night@example.com', problem: null },
    ]);
    expect(finds[2]?.fields.filter(({ problem }) => problem !== null)).toEqual([
      { label: 'Passcode', length: 0, shown: null, problem: 'is missing' },
      { label: 'Email', length: 12, shown: null, problem: 'is not an email address' },
    ]);
    expect(finds.map(({ expiry }) => expiry.state)).toEqual(['read', 'read', 'unreadable']);
    expect(leftOut).toEqual(['Team']);
    expect(JSON.stringify({ finds, leftOut })).not.toMatch(/NOTREAL|1000[123]/);
  });

  it.each([
    'keys.csv',
    'excel.csv',
    'utf-16.csv',
    'postman-environment.json',
    'insomnia-4.json',
    'insomnia-5.yaml',
  ])('of %s sees no secret and no value that no key takes', async (name) => {
    const shown = JSON.stringify(await preview(await fileOf(name)));
    expect(shown).not.toMatch(/NOTREAL|polluted|Support|Sales/);
  });

  it('gets them as keys that work, sealed', async () => {
    const { labels } = await importAll(await fileOf('keys.csv'));
    expect(labels).toEqual(['Night shift', 'Desk, "EMEA"']);
    const [desk, night] = await keys();
    expect(desk).toMatchObject({
      label: 'Desk, "EMEA"',
      version: 1,
      expiresAtMs: new Date(2027, 4, 20, 10, 30).getTime(),
      secretsSet: ['secretKey', 'passcode'],
      previous: [],
      fields: { apiKey: 'fixture-api-key-0002', baseUrl: 'https://meetings-api.webex.com' },
    });
    expect(night?.expiresAtMs).toBe(new Date(2027, 4, 20, 23, 59).getTime());
    const stored = [...world.local.content.values()].join();
    expect(stored).not.toMatch(/NOTREAL|fixture-api-key|example\.com|Night shift/);
  });

  it('gets an environment of Postman and those of Insomnia', async () => {
    await importAll(await fileOf('postman-environment.json'));
    await importAll(await fileOf('insomnia-4.json'));
    await importAll(await fileOf('insomnia-5.yaml'));
    expect((await keys()).map(({ label }) => label)).toEqual([
      'Production',
      'Production 2',
      "Training, 'EU'",
      'Webex production',
    ]);
  });

  it('is told of a value that only points elsewhere', async () => {
    const { finds } = await preview(await fileOf('insomnia-4.json'));
    expect(finds.map(({ ready }) => ready)).toEqual([true, false]);
    expect(finds[1]?.fields[2]).toMatchObject({
      label: 'Passcode',
      problem: 'only points to another variable',
    });
  });

  it('never loses a key that is there: what is imported is new, and gets a number', async () => {
    const rows = await fileOf('utf-16.csv');
    await importAll(rows);
    const [before] = await keys();
    expect(await importAll(rows)).toEqual({ labels: ['Kraków 2'] });
    expect((await keys())[0]).toEqual(before);
  });

  it('is told which keys are there already, also as previous ones and twice in the file', async () => {
    const rows = await fileOf('utf-16.csv');
    await importAll(rows);
    const [key] = await keys();
    const { finds } = await preview([...rows, ...rows]);
    expect(finds.map(({ same }) => same)).toEqual([
      { label: 'Kraków', where: 'vault' },
      { label: 'Kraków', where: 'vault' },
    ]);
    const typedOver = sandboxDraft('https://meetings-api.webex.com');
    await program.ask('credentials.save', { ...typedOver, id: key?.id ?? '', version: 1 });
    expect((await preview(rows)).finds[0]?.same).toEqual({ label: 'Sandbox', where: 'previous' });
    const fresh = await fileOf('postman-environment.json');
    expect((await preview([...fresh, ...fresh])).finds[1]?.same).toEqual({
      label: 'Webex production',
      where: 'file',
    });
  });

  it('may take the date from the activation mail', async () => {
    const rows = readRows(
      'api key,secret,passcode,email,expires\nA,S,P,a@b.example,8/1/27 12:08 AM GMT\n',
    );
    expect((await preview(rows)).finds[0]?.expiry).toEqual({
      state: 'read',
      atMs: Date.UTC(2027, 7, 1, 0, 8),
    });
  });

  it('does not see what a Postman file calls secret, whatever field it is', async () => {
    const values = [
      { key: 'api_key', value: 'SEALED', type: 'secret', enabled: true },
      { key: 'secret', value: 'x', type: 'default', enabled: true },
    ];
    const { finds } = await preview(readRows(JSON.stringify({ name: 'A', values })));
    expect(finds[0]?.fields[0]).toMatchObject({ label: 'API key', length: 6, shown: null });
  });

  it('does not see a password that stands in an address', async () => {
    const rows = readRows(
      'api key,secret,passcode,email,url\nA,S,P,a@b.example,https://me:HIDDEN@host.example\n',
    );
    const { finds } = await preview(rows);
    expect(finds[0]).toMatchObject({ ready: false });
    expect(JSON.stringify(finds)).not.toContain('HIDDEN');
  });

  it('is told when no key is in it', async () => {
    await expect(preview(readRows('first,second\n1,2\n'))).rejects.toMatchObject({
      code: 'import-nothing',
      facts: { rows: 1 },
    });
  });
});

describe('An import', () => {
  it('takes all that was ticked or nothing', async () => {
    const [good, , broken] = await draftsIn(await fileOf('keys.csv'));
    const strange = good && { ...good, provider: '__proto__' };
    for (const bad of [broken, strange]) {
      const drafts = [good, bad].flatMap((draft) => draft ?? []);
      expect(drafts).toHaveLength(2);
      await expect(program.ask('import.save', { drafts })).rejects.toMatchObject({
        code: 'field-invalid',
      });
    }
    expect(await program.ask('import.save', { drafts: [] })).toEqual({ labels: [] });
    expect(await keys()).toEqual([]);
  });

  it('is told nothing of what it sent: lengths and problems, and no value', async () => {
    const drafts = await draftsIn(await fileOf('keys.csv'));
    const answer = JSON.stringify(await program.ask('import.check', { drafts }));
    expect(answer).toContain('"length":32');
    expect(answer).not.toMatch(/NOTREAL|fixture-api-key|example\.com|1000[123]/);
  });

  it('takes the same key once, however often it is ticked', async () => {
    const { finds, chosen } = await preview(await fileOf('utf-16.csv'));
    const [key = ''] = finds.map((find) => find.key);
    expect(chosen([key, key])).toHaveLength(1);
  });

  it('keeps nothing of a file that was only looked at', async () => {
    const before = new Map(world.local.content);
    const session = new Map(world.session.content);
    await preview(await fileOf('keys.csv'));
    expect(world.local.content).toEqual(before);
    expect([...world.session.content.keys()]).toEqual([...session.keys()]);
  });

  it('is not done behind a lock', async () => {
    const rows = await fileOf('utf-16.csv');
    const drafts = await draftsIn(rows);
    world.clock.advance(16 * MINUTE);
    await expect(preview(rows)).rejects.toMatchObject({ code: 'vault-locked' });
    await expect(program.ask('import.save', { drafts })).rejects.toMatchObject({
      code: 'vault-locked',
    });
    await program.ask('vault.unlock', withPassphrase());
    expect(await keys()).toEqual([]);
  });

  it('of 300 keys is one write of all of them', async () => {
    const lines = Array.from({ length: 300 }, (_, place) => `K,A${place},S${place},P,a@b.example`);
    const rows = readRows(['label,api key,secret,passcode,email', ...lines].join('\n'));
    const { labels } = await importAll(rows);
    expect(new Set(labels).size).toBe(300);
    expect(labels.at(-1)).toBe('K 300');
    expect(await keys()).toHaveLength(300);
  });

  it('refuses more than the page could have read', async () => {
    const [draft] = await draftsIn(await fileOf('utf-16.csv'));
    const drafts = Array.from({ length: 301 }, () => draft).filter((each) => each !== undefined);
    for (const call of ['import.check', 'import.save'] as const) {
      await expect(program.ask(call, { drafts })).rejects.toMatchObject({
        code: 'call-malformed',
        facts: { field: 'drafts' },
      });
    }
  });
});
