import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailLines } from '../../../src/ui/activation-mail/mail-text.ts';
import { cpuMs } from '../../cpu-time.ts';
import { readMail } from './read-mail.ts';

const CASES = { numRuns: 1_000 };
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

const secret = fc
  .string({ unit: fc.constantFrom(...UPPER), minLength: 320, maxLength: 380 })
  .filter((text) => /\d/.test(text));
const quoting = fc.constantFrom('', '> ', '>', '>> ', '> > ', '  ', '\t', '\u00a0', '\u200b');
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const label = fc.constantFrom('New Secret key', 'Secret key', 'SECRET KEY', 'new secret key');

/** A secret in lines of one width, as a mail program wraps it; the first may be shorter. */
const wrapped = fc.tuple(
  secret,
  fc.integer({ min: 35, max: 180 }),
  fc.nat({ max: 34 }),
  fc.boolean(),
);

/** What could also be a word, a name or a number below the key. */
const isWordlike = (line: string) => /^(?:[A-Z]{1,16}|\d{1,16})$/.test(line);

function linesOf(text: string, width: number, firstWidth: number): string[] {
  const first = text.slice(0, firstWidth);
  const rest = text.slice(firstWidth).match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  return [...(first === '' ? [] : [first]), ...rest];
}

const API_KEY = '5a4db0c5-0000-4000-8000-000000000001';

function mailWith(lines: readonly string[], beside: boolean, name = 'Secret key'): string[] {
  const [first = '', ...rest] = lines;
  const secretLines = beside ? [`${name}: ${first}`, ...rest] : [`${name}:`, first, ...rest];
  return [`API key: ${API_KEY}`, ...secretLines, 'Passcode: SB0X1', 'Regards'];
}

/** The secret of the only key in a mail, and why it is doubted. */
function secretIn(text: string) {
  const reading = readMail(text);
  const [key] = 'keys' in reading ? reading.keys : [];
  return { value: key?.values['secretKey'], doubt: key?.doubts?.['secretKey'] };
}

describe('A secret key that was wrapped', () => {
  it('at any column, behind any quote marks, is read back exactly', () => {
    fc.assert(
      fc.property(
        wrapped,
        quoting,
        lineEnd,
        label,
        ([text, width, less, beside], mark, end, name) => {
          const lines = linesOf(text, width, beside ? width - less : 0);
          const mail = mailWith(lines, beside, name)
            .map((line) => mark + line)
            .join(end);
          const { value, doubt } = secretIn(mail);
          expect(value).toBe(text);
          // What is left to doubt is a last line that could be a word.
          if (!isWordlike(lines.at(-1) ?? '')) expect(doubt).toBeUndefined();
        },
      ),
      CASES,
    );
  });

  it.each(['ES', 'S'])(
    'is read back also where “%s” is all that stands beside its label',
    (first) => {
      const rest = `A${'B7'.repeat(170)}`;
      expect(secretIn(mailWith([first, rest], true).join('\n')).value).toBe(first + rest);
    },
  );

  it('into lines of any widths is read back exactly, each line behind marks of its own', () => {
    const widths = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(
        secret,
        widths,
        fc.array(quoting, { minLength: 20, maxLength: 20 }),
        (text, cuts, marks) => {
          let at = 0;
          const lines = [...cuts, text.length].flatMap((cut) => {
            const line = text.slice(at, at + cut);
            at += cut;
            return line === '' ? [] : [line];
          });
          fc.pre(lines.length > 1 && !isWordlike(lines.at(-1) ?? ''));
          const mail = mailWith(lines, true).map((line, place) => (marks[place] ?? '') + line);
          expect(secretIn(mail.join('\n'))).toEqual({ value: text, doubt: undefined });
        },
      ),
      CASES,
    );
  });

  it('is never read too long without a doubt, whatever stands right below it', () => {
    const below = fc.oneof(
      fc.constantFrom(
        'WEBEX',
        'REGARDS',
        'JD',
        '2026',
        '--',
        'Regards,',
        'THE WEBEX TEAM',
        '95134',
      ),
      fc.constantFrom('CONFIDENTIAL', 'John', 'Tel. 1234567', 'www.example.com', '__________'),
      fc.string({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(wrapped, below, ([text, width, , beside], line) => {
        // A piece that only a key can hold is one: capitals with digits in it, nothing around.
        fc.pre(!/^[^A-Za-z\d]*[A-Z\d]+[^A-Za-z\d]*$/.test(line) || isWordlike(line.trim()));
        const lines = linesOf(text, width, 0);
        fc.pre(!isWordlike(lines.at(-1) ?? ''));
        const mail = [`Secret key: ${beside ? '' : '\n'}${lines.join('\n')}`, line, '', 'Bye'];
        const { value, doubt } = secretIn(mail.join('\n'));
        if (doubt === undefined) expect(value).toBe(text);
      }),
      CASES,
    );
  });
});

describe('Any text around', () => {
  /** Words that are labels by themselves have a value below them. */
  const isLabel = (line: string) =>
    /^\W*(?:name|key|secret|e?mail|passcode|expir\w+)\W*$/i.test(line);
  const anything = fc.array(
    fc
      .oneof(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.constantFrom(
          'Regards,',
          'Webex',
          '--',
          'Note: this is important',
          'https://x.example/?a=1',
        ),
      )
      .filter((line) => !isLabel(line)),
    { maxLength: 8 },
  );
  const value = { name: 'John Doe', email: 'john@test.com', passcode: 'SB0X1' };

  it('leaks into no field', () => {
    fc.assert(
      fc.property(secret, anything, anything, (text, above, under) => {
        const mail = [
          ...above.map((line) => line.replace(/[<=&]/g, '')),
          '',
          `Name: ${value.name}`,
          `Email: ${value.email}`,
          `New API key: ${API_KEY}`,
          `New Passcode: ${value.passcode}`,
          `New Secret key: ${text}`,
          'Expiration time: 5/20/27 6:22 AM GMT',
          '',
          ...under.map((line) => line.replace(/[<=&]/g, '')),
        ].join('\n');
        expect(readMail(mail)).toEqual({
          found: 'keys',
          keys: [
            {
              values: {
                ...value,
                apiKey: API_KEY,
                secretKey: text,
                expires: '5/20/27 6:22 AM GMT',
              },
            },
          ],
        });
      }),
      CASES,
    );
  });

  it('without a key in it gives none', () => {
    fc.assert(
      fc.property(anything, (lines) => {
        expect(readMail(lines.join('\n'))).toEqual({ found: 'nothing' });
      }),
      CASES,
    );
  });
});

describe('A megabyte of hostile text', () => {
  const MEGABYTE = 1_000_000;
  /** Some tenths of a second here; what grows with the square of the length takes minutes. */
  const HANGS_MS = 5_000;
  const fill = (piece: string) =>
    piece.repeat(Math.ceil(MEGABYTE / piece.length)).slice(0, MEGABYTE);

  it.each([
    ['blanks', ' '],
    ['blanks that end in something', `${' '.repeat(9_999)}x`],
    ['tabs', '\t'],
    ['line breaks', '\n'],
    ['quote marks', '>'],
    ['quote marks apart', '> '],
    ['pointed brackets', '<'],
    ['tags', '<td>'],
    ['tags that never end', '<table><td '],
    ['styles that never end', '<table><style>'],
    ['comments that never end', '<p><!-- '],
    ['entities', '&amp;#38;'],
    ['ampersands', '&#'],
    ['soft breaks', '=\n'],
    ['encoded bytes', '=C2=A0=3D'],
    ['signs of an encoding that are none', '= '],
    ['colons', ':'],
    ['labels in one line', 'Name: a Email: b '],
    ['labels in lines', 'Name: a\nEmail: b\n'],
    ['labels without values', 'Email\n'],
    ['labels beside each other', 'Email\t'],
    ['labels of secrets', 'Secret key\n'],
    ['secrets', 'Secret key: ABC123\n'],
    ['pieces of a secret', 'Secret key:\nABCDEFGHIJKLMNOPQRSTUVWXYZ012345\n'],
    ['pieces without an end', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345\n'],
    ['one piece', 'A'],
    ['addresses', 'Email: a@a.a@a.a@a.a'],
    ['brackets', 'Name (((((((('],
    ['brackets around values', 'Passcode: ((((((((((((((((\n'],
    ['bars', '|'],
    ['rules', '-=-=-=-='],
    ['rules that end in something', `${'-'.repeat(9_999)}x\n`],
    ['dates', 'Expiration time: 1/1/11 1:11 AM 1/1/11 1:11 AM\n'],
    ['marks that join', 'e\u0301'],
    ['names', 'Name: \u202f\u202f\u202f'],
  ])('is soon done with: %s', (_, piece) => {
    const text = fill(piece);
    const before = cpuMs();
    readMail(text);
    expect(cpuMs() - before).toBeLessThan(HANGS_MS);
  });

  it('that is longer than that is not read at all', () => {
    expect(readMail(`${fill('Name: a\n')}!`)).toEqual({ found: 'too-long' });
  });
});

describe('The lines of a mail', () => {
  it('keep what was written, whatever stands around them', () => {
    expect(mailLines('>> • Name:\u00a0John \r\n=======\r\n> \u200bBye')).toEqual([
      'Name: John',
      '',
      'Bye',
    ]);
  });
});
