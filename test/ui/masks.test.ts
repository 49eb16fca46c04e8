import { describe, expect, it } from 'vitest';
import { withoutPersonalForms } from '../../src/domain/personal-forms.ts';
import { createPersonalNames } from '../../src/ui/presenter/personal-names.ts';
import { tamely } from '../fuzz/arbitraries.ts';

describe('What looks personal is masked by its form alone', () => {
  it.each([
    ['johndoe@test.com', 'j•••@•••'],
    ['Write to “jane.roe+x@example.co.uk”.', 'Write to “j•••@•••”.'],
    ['400971234@hmwds6.qa.webex.com', '4•••@•••'],
    ['400 971 234', '••• 34'],
    ['+1-415-655-0001', '••• 01'],
    ['(415) 655-0001', '••• 01'],
    ['Session key 400 971 234 from a text', 'Session key ••• 34 from a text'],
    ['To ask meetings-api.webex.com, allow it', 'To ask •••, allow it'],
    ['https://acme.webex.com:8443/acme/j.php?x=1', 'https://•••/acme/j.php?x=1'],
    ['http://127.0.0.1:8080/x', 'http://•••/x'],
    ['localhost', '•••'],
    ['ACME.WEBEX.COM', '•••'],
    ['xn--bcher-kva.example', '•••'],
  ])('%s', (text, masked) => {
    expect(withoutPersonalForms(text)).toBe(masked);
  });

  it.each([
    '21 Nov 2026, 10:30',
    '2026-11-21 10:30:00',
    '12 of 30,000 calls',
    'accessControl.hostJoined',
    'latchkey-expiries.ics',
    'Add a key to begin. Then look up.',
    'HTTP 404',
    '1 h 30 min',
    '…f1b9fd1',
    '5 of at least 9 digits',
  ])('and this is not: %s', (text) => {
    expect(withoutPersonalForms(text)).toBe(text);
  });
});

describe('Names are known from what was told', () => {
  const names = createPersonalNames();
  names.learn({
    host: { name: 'John Doe', userName: 'johndoe' },
    numbers: [{ country: 'Uganda', number: '2341', tollFree: false }],
    headers: [{ name: 'content-type', value: 'text/html' }],
    zone: { iana: 'Europe/Berlin', label: 'Berlin' },
    text: '{"users":[{"first_name":"Ada","topic":"Budget \\"24\\""}]}',
  });
  names.learn('plain text');
  names.learn(null);

  it.each([
    ['John Doe is in', 'J••• is in'],
    ['Copy Uganda 2341', 'Copy Uganda •••'],
    ['johndoe', 'j•••'],
    ['johndoes', 'johndoes'],
    ['Adage', 'Adage'],
    ['"first_name":"Ada"', '"first_name":"A•••"'],
    ['content-type', 'content-type'],
    ['Berlin', 'Berlin'],
    ['12341', '12341'],
  ])('%s', (text, masked) => {
    expect(names.masked(text)).toBe(masked);
  });
});

const PIECES = [
  'a',
  'a.',
  'a@',
  '@a',
  '1',
  '1 ',
  '1-',
  '.',
  '-a',
  'John Doe ',
  'J',
  '"name":"',
  'é',
];

describe('A megabyte, and as much as is shown', () => {
  it.each(PIECES)('of %j again and again is masked at once', async (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    const names = createPersonalNames();
    names.learn({ name: 'John Doe' });
    const masked = await tamely(() => {
      names.learn(text);
      return withoutPersonalForms(names.masked(text));
    });
    expect(masked).not.toBeNull();
    const shown = text.slice(0, 400_000);
    expect(await tamely(() => withoutPersonalForms(names.masked(shown)))).not.toBeNull();
  });
});
