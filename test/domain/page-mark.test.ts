import { describe, expect, it } from 'vitest';
import { findPageMarks } from '../../src/domain/page-mark.ts';

const marks = (text: string, before = '') =>
  findPageMarks(text, () => before).map((mark) => mark.text);
const keys = (text: string, before = '') =>
  findPageMarks(text, () => before).map((mark) => mark.sessionKey);

describe('In a page’s text, a session key is', () => {
  it.each([
    // As Webex and Latchkey write it, whatever stands around.
    ['400 971 234', '400971234'],
    ['Please join 400 971 234.', '400971234'],
    ['(400 971 234)', '400971234'],
    ['400\u00a0971\u00a0234', '400971234'],
    ['2004 763 6725', '20047636725'],
    ['1774 007 047', '1774007047'],
    ['20 047 636 725', '20047636725'],
    ['21.11.2026 400 971 234', '400971234'],
    ['10:30 400 971 234', '400971234'],
    // Together, or like a phone number: where it is said what it is.
    ['Meeting number: 400971234', '400971234'],
    ['Meeting number (access code): 177 400 7047', '1774007047'],
    ['Session key 400-971-234', '400971234'],
    ['Webex 20047636725', '20047636725'],
    ['cannot join 400971234, please help', '400971234'],
    ['Tel. 030 1234, meeting 400971234', '400971234'],
    ['Ticket 4711, 400 971 234', '400971234'],
  ])('“%s”', (text, sessionKey) => {
    expect(keys(text)).toEqual([sessionKey]);
  });

  it('one of which what it is stands before it in the page', () => {
    expect(keys('400971234', 'Session key ')).toEqual(['400971234']);
    expect(keys('400971234')).toEqual([]);
    expect(keys('400 971 234', 'Order number ')).toEqual([]);
  });

  it.each([
    ['+49 400 971 234', 'a phone number with its country'],
    ['+1 800 555 0199', 'a phone number with its country'],
    ['800-555-0199', 'a phone number'],
    ['800 555 0199', 'a phone number, by its groups'],
    ['Phone 400 971 234', 'what is said to be a phone number'],
    ['Tel 400 971 234', 'what is said to be a phone number'],
    ['Order 400 971 234', 'an order'],
    ['Meeting moved, ticket 400971234', 'a ticket, said nearer than the meeting'],
    ['400971234', 'a number of which nothing is said'],
    ['1700000000', 'an instant'],
    ['2026-11-21 10:30:15', 'an instant'],
    ['20261121103015', 'an instant'],
    ['DE89 3704 0044 0532 0130 00', 'an IBAN'],
    ['4111 1111 1111 1111', 'a card'],
    ['978-3-16-148410-0', 'a book'],
    ['1,400,971,234', 'a large number'],
    ['400.971.234', 'an amount'],
    ['192.168.100.200', 'an address of a computer'],
    ['Meeting 040 971 234', 'a number that begins with 0'],
    ['Meeting 400 971 23', 'too few digits'],
    ['Meeting 400 971 234 567', 'too many digits'],
    ['Meeting 400971234567', 'too many digits'],
    ['meeting/400971234/notes', 'a part of a path'],
    ['https://example.com/?meeting=400971234', 'a part of an address'],
    ['abc400971234', 'a part of a name'],
    ['meeting 400971234abc', 'a part of a name'],
    ['€ 400 971 234,50', 'an amount'],
    ['#400971234', 'a reference'],
  ])('not “%s”: %s', (text) => {
    expect(marks(text)).toEqual([]);
  });
});

describe('In a page’s text, a Webex link is', () => {
  it.each([
    ['https://acme.webex.com/meet/jane.doe', null],
    ['acme.webex.com/meet/jane.doe', null],
    ['https://tib-eu.webex.com/tib-eu-en/j.php?MTID=m0123456789abcdef0123456789abcdef', null],
    ['https://acme.webex.com/acme/m.php?AT=JM&MK=400971234', '400971234'],
    ['https://acme.webex.com/acme/m.php?AT=JM&amp;MK=400971234', '400971234'],
    ['HTTPS://ACME.WEBEX.COM/join/jane', null],
    ['https://xyz-960.my.webex.com/xyz-960.my/j.php?MTID=m1', null],
  ])('“%s”', (link, sessionKey) => {
    for (const text of [link, `(${link}).`, `Join: ${link}, now`, `<${link}>`]) {
      const found = findPageMarks(text);
      expect(found, text).toMatchObject([{ kind: 'link', text: link, sessionKey }]);
      expect(text.slice(found[0]?.start, found[0]?.end)).toBe(link);
    }
  });

  it.each([
    'https://webex.com.evil.example/meet/jane',
    'https://acme.webex.com.evil.example/meet/jane',
    'https://notwebex.com/meet/jane',
    'https://webex.company/meet/jane',
    'https://webex.com-evil.example/meet/jane',
    'We use webex.com for meetings',
    'https://acme.webex.com/',
  ])('not in “%s”', (text) => {
    expect(marks(text)).toEqual([]);
  });
});

describe('In a page’s text, a SIP address is', () => {
  it.each([
    ['400971234@acme.webex.com', '400971234'],
    ['20047636725@hmwds6.qa.webex.com', '20047636725'],
    ['400971234_acme@lync.webex.com', '400971234'],
    ['400971234.acme@lync.webex.com', '400971234'],
    ['512340011.400971234@lync.webex.com', '512340011'],
    ['jane.doe@acme.webex.com', null],
  ])('“%s”', (address, sessionKey) => {
    for (const text of [
      address,
      `sip:${address}`,
      `Dial ${address}.`,
      `Meeting ${address}`,
      `https://acme.webex.com/meet/jane ${address}`,
    ]) {
      const found = findPageMarks(text).filter(({ kind }) => kind !== 'link');
      expect(found, text).toMatchObject([{ kind: 'sip', text: address, sessionKey }]);
    }
  });

  it.each(['400971234@acme.example.com', 'jane@webex.com.evil.example', '@acme.webex.com'])(
    'not “%s”',
    (text) => {
      expect(marks(text)).toEqual([]);
    },
  );
});

describe('Finding', () => {
  it('keeps the order of the text and overlaps nothing', () => {
    const text =
      'Meeting 400 971 234: https://a.webex.com/a/m.php?MK=512340011 or 512340011@a.webex.com';
    const found = findPageMarks(text);
    expect(found.map(({ kind }) => kind)).toEqual(['session-key', 'link', 'sip']);
    const after = findPageMarks('https://a.webex.com/a/m.php?MK=512340011 400 971 234');
    expect(after.map(({ sessionKey }) => sessionKey)).toEqual(['512340011', '400971234']);
    const ends = [0, ...found.map(({ end }) => end)];
    expect(found.every(({ start }, place) => start >= (ends[place] ?? 0))).toBe(true);
  });

  it('asks what stands before only where there is a number', () => {
    let asked = 0;
    const before = () => {
      asked += 1;
      return '';
    };
    findPageMarks('A paragraph with 12 words and the year 2026 in it, and 3 more.', before);
    findPageMarks('https://acme.webex.com/meet/jane', before);
    expect(asked).toBe(0);
    findPageMarks('400 971 234', before);
    expect(asked).toBe(1);
  });

  it.each([
    ['digits', '1 2 3 4 5 6 7 8 x '],
    ['long runs of digits', '1'.repeat(1_000)],
    ['digits with spaces', '1 '],
    ['dots and names', 'a.'],
    ['names before an @', 'a@'],
    ['hosts', 'webex.com.'],
    ['hosts with names', 'aaaaaaaaaawebex.com'],
    ['links', 'https://webex.com/'],
    ['paths', 'webex.com/((((((((('],
    ['labels', 'meeting '],
    ['session keys', '400 971 234, '],
    ['SIP addresses', '400971234@a.webex.com '],
  ])('takes time that is linear in a text of nothing but %s', (_, piece) => {
    const time = (length: number) => {
      const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
      const beforeMs = performance.now();
      findPageMarks(text);
      return performance.now() - beforeMs;
    };
    time(10_000);
    expect(time(400_000)).toBeLessThan(1_000);
  });
});
