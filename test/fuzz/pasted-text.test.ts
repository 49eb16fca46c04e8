import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  type Reading,
  recognise,
  SHORT_LIST,
} from '../../src/domain/recognition/recognise.ts';
import { spokenSessionKey } from '../../src/domain/session-key.ts';
import { cpuMs } from '../cpu-time.ts';
import { anyText, damaged, forAll, tamely } from './arbitraries.ts';

const FOLDER = new URL('../fixtures/pasted/', import.meta.url);
const corpus = readdirSync(FOLDER).flatMap((name): { text: string }[] =>
  JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')),
);

const known = {
  credentials: [{ id: 'key-1', label: 'Support desk' }],
  recent: [{ sessionKey: '177400704', name: 'Daily stand-up' }],
};

function expectSound({ candidates, more, problem }: Reading): void {
  expect(candidates.length === 0).toBe(problem !== null);
  expect(candidates.length).toBeLessThanOrEqual(SHORT_LIST);
  expect(more === 0 || candidates.length === SHORT_LIST).toBe(true);
  for (const candidate of candidates) expectAskable(candidate);
}

function expectAskable(candidate: Candidate): void {
  if (candidate.kind === 'session-key') {
    expect(candidate.sessionKey).toMatch(/^[1-9]\d{8,10}$/);
    const spoken = spokenSessionKey(candidate.sessionKey);
    expect(spoken.replaceAll(' ', '')).toBe(candidate.sessionKey);
  }
  if (candidate.kind === 'email') expect(candidate.email).toMatch(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);
  if (candidate.kind === 'token') expect(candidate.token).toMatch(/^eyJ[\w-]+(\.[\w-]*){2,4}$/);
}

const digits = fc.string({ unit: fc.constantFrom(...'0123456789 -–.()/\u200b٣'), maxLength: 16 });
const pasted = fc.constantFrom(...corpus.map(({ text }) => text));
const mixed = fc
  .array(fc.oneof(pasted, digits, anyText, fc.constantFrom('\n', ' ', '<', '>', ',')), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

describe('Whatever is pasted into the one box', () => {
  it('is something that can be asked for, or said to be nothing', async () => {
    const texts = fc.oneof(anyText, digits, pasted.chain(damaged), mixed, fc.emailAddress());
    await forAll(texts, async (text) => {
      const reading = await tamely(() => recognise(text, known));
      expect(reading).not.toBeNull();
      if (reading !== null) expectSound(reading);
    });
  });

  it('finds the same again in what it found', async () => {
    await forAll(mixed, async (text) => {
      for (const candidate of recognise(text, known).candidates) {
        if (candidate.kind !== 'session-key' || candidate.name !== null) continue;
        const [again] = recognise(spokenSessionKey(candidate.sessionKey), known).candidates;
        expect(again).toMatchObject({ sessionKey: candidate.sessionKey });
      }
    });
  });
});

const MB = 1_000_000;
const fill = (piece: string, length: number) =>
  piece.repeat(Math.floor(length / piece.length)).slice(0, length);

/** What makes readers go back and forth: numbers, links, addresses, tokens, and what wraps them. */
const PIECES = [
  ...['x', ' ', '\n', '1', '1-', '1 ', '400971234 ', '400971234\n', '1234567890x ', '1.1.1.1 '],
  ...['phone 1234567890 ', 'meeting number 400971234x ', 'Meeting number: ', '+1-4,,400971234# '],
  ...['a@', 'a@b.', '@', 'a;', 'sip:1', 'sip:400971234@', '<a@b.c>, ', 'a@a-', '1@webex.com '],
  ...['eyJ', 'eyJ ', 'eyJa.', 'eyJa.b.c ', `eyJ${'a'.repeat(30)} `, '-H ', 'Bearer eyJ'],
  ...['https://', 'http://a,', 'webex.com', 'a.webex.com/meet/x ', 'a.', '-.', '%3e', '>', '&gt;'],
  ...['https://urldefense.com/v3/__https:/a;', 'https://urldefense.com/v3/__a__;*!! ', '**A'],
  ...['https://x.safelinks.protection.outlook.com/?url=', `https://${'a'.repeat(8_000)} `],
  ...['\u200b', 'é', '１', '٣', '𝟗', '(', '"', '🙂', 'ﷺ', '\u0301', '\ud83d', '\u2028', '\u00a0'],
];

describe('A megabyte', () => {
  it.each(PIECES)('of %j again and again is read at once', async (piece) => {
    const text = fill(piece, MB);
    const reading = await tamely(() => recognise(text, known));
    expect(reading).not.toBeNull();
    if (reading !== null) expectSound(reading);
  });

  it.each(PIECES)('of %j takes about four times as long as a quarter of it', (piece) => {
    const quickest = (text: string) =>
      Math.min(
        ...[1, 2, 3].map(() => {
          const beganMs = cpuMs();
          recognise(text, known);
          return cpuMs() - beganMs;
        }),
      );
    const quarter = Math.max(15, quickest(fill(piece, MB / 4)));
    expect(quickest(fill(piece, MB))).toBeLessThan(10 * quarter);
  });
});
