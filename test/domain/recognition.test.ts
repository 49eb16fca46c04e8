import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  type KnownNames,
  type Reading,
  recognise,
  SHORT_LIST,
} from '../../src/domain/recognition/recognise.ts';

/** A pasted text, what it is taken for, and where it comes from or why it is there. */
interface Pasted {
  text: string;
  is: string[];
  why: string;
}

const FOLDER = new URL('../fixtures/pasted/', import.meta.url);

const corpus = readdirSync(FOLDER).map((name): [string, Pasted[]] => [
  name.replace('.json', ''),
  JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')),
]);

const known: KnownNames = {
  credentials: [
    { id: 'key-1', label: 'Support desk' },
    { id: 'key-2', label: 'Night shift Kraków' },
  ],
  recent: [{ sessionKey: '177400704', name: 'Daily stand-up' }],
};

function words(reading: Reading): string[] {
  const { candidates, more, problem, keyless } = reading;
  if (problem !== null) {
    const about = keyless === null ? [] : Object.values(keyless).slice(1);
    return [['problem', problem.problem, ...about].join(' ')];
  }
  return [...candidates.map(candidateWords), ...(more > 0 ? [`more ${more}`] : [])];
}

function candidateWords(candidate: Candidate): string {
  switch (candidate.kind) {
    case 'session-key':
      return `session-key ${candidate.sessionKey} ${candidate.from}`;
    case 'email':
      return `email ${candidate.email}`;
    case 'token':
      return `token ${candidate.token}`;
    case 'credential':
      return `credential ${candidate.label}`;
  }
}

describe.each(corpus)('Of the corpus, %s', (_name, pasted) => {
  it.each(pasted.map((each): [string, Pasted] => [each.why, each]))('%s', (_why, each) => {
    expect(words(recognise(each.text, known))).toEqual(each.is);
  });
});

describe('The corpus', () => {
  const all = corpus.flatMap(([, pasted]) => pasted);
  const decoys = corpus.find(([name]) => name === 'decoys')?.[1] ?? [];

  it('has at least 150 texts, each with its reason and none twice', () => {
    expect(all.length).toBeGreaterThanOrEqual(150);
    expect(all.filter(({ why }) => why.length < 5)).toEqual([]);
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
  });

  it('has at least 40 decoys, of which none is taken for a session key', () => {
    expect(decoys.length).toBeGreaterThanOrEqual(40);
    expect(decoys.filter(({ is }) => is.some((each) => each.startsWith('session-key')))).toEqual(
      [],
    );
  });
});

describe('A short list', () => {
  it('is cut, and says how many were left out', () => {
    const emails = Array.from({ length: 9 }, (_, at) => `person${at}@example.com`);
    const { candidates, more } = recognise(emails.join(', '), known);
    expect(candidates).toHaveLength(SHORT_LIST);
    expect(more).toBe(3);
  });

  it('calls a meeting that was looked up lately by its name', () => {
    const [first] = recognise('177 400 704', known).candidates;
    expect(first).toMatchObject({ sessionKey: '177400704', name: 'Daily stand-up' });
  });

  it('puts the key of exactly that name before those that only contain it', () => {
    const credentials = [
      { id: 'a', label: 'Old support desk' },
      { id: 'b', label: 'Support desk' },
    ];
    const { candidates } = recognise('support desk', { credentials, recent: [] });
    expect(candidates.map((each) => 'label' in each && each.label)).toEqual([
      'Support desk',
      'Old support desk',
    ]);
  });
});
