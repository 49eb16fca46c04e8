import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFor } from '../../src/domain/link.ts';
import {
  isPlaceholder,
  parseExpiry,
  parseStart,
  startInstant,
} from '../../src/providers/webex-meetings/dates.ts';
import { zoneFor } from '../../src/providers/webex-meetings/time-zones.ts';
import { dateWords, momentAtOffset, momentWords } from '../../src/ui/date-words.ts';
import { anyText, damaged, forAll, tamely } from './arbitraries.ts';

const number = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 4 });
const startLike = fc
  .tuple(number, number, number, number, number, number)
  .map(
    ([month, day, year, hour, minute, second]) =>
      `${month}/${day}/${year} ${hour}:${minute}:${second}`,
  );
const realStart = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => {
    const [year = '', month, day] = date.toISOString().slice(0, 10).split('-').slice(-3);
    return `${month}/${day}/${year} ${date.toISOString().slice(11, 19)}`;
  });
const label = fc.oneof(
  anyText,
  fc
    .tuple(fc.constantFrom('+', '-', '±'), number, number)
    .map(([sign, h, m]) => `GMT${sign}${h}:${m}, x`),
);
const expiryLike = fc
  .tuple(
    number,
    number,
    number,
    number,
    number,
    fc.constantFrom('AM', 'PM', 'a.m.', 'XM'),
    fc.constantFrom('GMT', 'EST', 'constructor', '__proto__'),
  )
  .map(
    ([month, day, year, hour, minute, half, zone]) =>
      `${month}/${day}/${year} ${hour}:${minute} ${half} ${zone}`,
  );

describe('Whatever a reply says of time', () => {
  it('a start is an instant that can be shown, in any zone, or none', async () => {
    const said = fc.tuple(
      fc.oneof(anyText, startLike, realStart, realStart.chain(damaged)),
      fc.oneof(fc.constant(null), fc.integer(), fc.integer({ min: 0, max: 61 })),
      label,
    );
    await forAll(said, async ([text, id, zoneLabel]) => {
      const instant = await tamely(() => {
        const wall = parseStart(text);
        if (wall === null) return null;
        isPlaceholder(wall, 1_800_000_000_000);
        return startInstant(wall, zoneFor(id, zoneLabel));
      });
      if (instant === null) return;
      expect(Number.isSafeInteger(instant)).toBe(true);
      const { iana, offsetMinutes } = zoneFor(id, zoneLabel);
      const words =
        iana === null ? momentAtOffset(instant, offsetMinutes ?? 0) : momentWords(instant, iana);
      expect(words).not.toMatch(/invalid/i);
    });
  });

  it('an expiry is an instant that can be shown, or none', async () => {
    const said = fc.oneof(anyText, expiryLike, expiryLike.chain(damaged));
    await forAll(said, async (text) => {
      const instant = await tamely(() => parseExpiry(text));
      if (instant !== null) expect(dateWords(instant)).not.toMatch(/invalid/i);
    });
  });
});

describe('Whatever a reply calls an address', () => {
  it('leads over https to Webex or the own host, or nowhere', async () => {
    const host = fc.constantFrom(
      'webex.com',
      'a.webex.com',
      'own.example',
      'webex.com.evil.example',
      'evilwebex.com',
    );
    const near = fc
      .tuple(
        fc.constantFrom('https://', 'http://', 'javascript:', '//', 'https:\\', ''),
        anyText,
        host,
        anyText,
      )
      .map((parts) => parts.join(''));
    await forAll(fc.oneof(anyText, near, fc.webUrl(), near.chain(damaged)), async (text) => {
      const found = await tamely(() => addressFor(text, 'own.example'));
      if (found === null || found.href === null) return;
      const { protocol, hostname, username } = new URL(found.href);
      expect(protocol).toBe('https:');
      expect(username).toBe('');
      expect(hostname).toMatch(/^(([^/]+\.)?webex\.com|own\.example)$/);
    });
  });
});
