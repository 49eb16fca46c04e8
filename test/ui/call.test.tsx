// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressFor } from '../../src/domain/link.ts';
import type { Meeting } from '../../src/domain/meeting.ts';
import { createFakeProgram } from '../preview/fake-program.ts';
import { busyMeeting, meetingAnswer, personalRoom, silentMeeting } from '../preview/fixtures.ts';
import { all, closePage, fact, field, find, openPopup, press, see, type } from './person.ts';

const BOX = 'Session key, link, email or token';

afterEach(() => {
  closePage();
  vi.restoreAllMocks();
});

async function show(meeting: Meeting): Promise<HTMLElement> {
  const program = createFakeProgram();
  program.answers['lookup.meeting'] = () => meetingAnswer(meeting);
  openPopup(program);
  await see(() => find('button', 'Lock'));
  type(BOX, '400971234');
  await see(() => expect(field(BOX).value).toBe('400971234'));
  press('Look up');
  return see(() => find('article', meeting.name));
}

function choose(label: string, value: string): void {
  const select = field(label);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

const numbersToDial = () =>
  [...document.querySelectorAll('[aria-label="Numbers to dial"] li')].map(
    (each) => each.querySelector('code')?.textContent,
  );

const links = () => all('link').map((each) => each.getAttribute('href'));

describe('At one glance', () => {
  const LOCKED = { name: 'isLocked', value: 'true' };
  const cases: [string, Partial<Meeting>, string][] = [
    ['nobody is there and nobody gets in before the host', {}, 'Not before the host'],
    ['join before host', { joinBeforeHost: true }, 'Yes, before the host'],
    [
      'join before host, with a password',
      { joinBeforeHost: true, passwordNeeded: true },
      'Yes, before the host, with the password',
    ],
    ['the host is in', { hostJoined: true }, 'Yes'],
    [
      'it runs and wants a password',
      { status: { inProgress: true, raw: null }, passwordNeeded: true },
      'Yes, with the password',
    ],
    ['it is locked', { hostJoined: true, more: [LOCKED] }, 'No, the meeting is locked'],
    [
      'there is a lobby',
      { hostJoined: true, more: [{ name: 'accessControl.lobbyMode', value: 'KNOCK' }] },
      'Yes, through the lobby',
    ],
    ['the lobby is off', { hostJoined: true, more: [{ name: 'lobby', value: 'false' }] }, 'Yes'],
    [
      'it was not told',
      { joinBeforeHost: null, hostJoined: null },
      'Whether before the host is not told',
    ],
  ];

  it.each(cases)('whether the caller gets in: %s', async (_, change, words) => {
    const card = await show({ ...personalRoom, ...change });
    expect(fact('Can the caller get in?', card)).toBe(words);
  });

  it('whether it runs and whether the host is in', async () => {
    const card = await show(busyMeeting);
    expect(fact('Running?', card)).toBe('In progress');
    expect(fact('Host in?', card)).toBe('Yes');
  });

  it('says so where it was not told', async () => {
    const card = await show({ ...silentMeeting, status: { inProgress: null, raw: null } });
    expect(fact('Running?', card)).toBe('Not told');
    expect(fact('Host in?', card)).toBe('Not told');
  });
});

describe('What the caller dials', () => {
  it('is the meeting’s own numbers at first, with its key behind two pauses', async () => {
    const card = await show(personalRoom);
    expect(numbersToDial()).toEqual(['10224462261,,400971234#', '10224462262,,400971234#']);
    expect(fact('Session key', card)).toBe('400 971 234');
    expect(links()).toContain('tel:10224462261,,400971234%23');
  });

  it('is that of the caller’s country, which stands first in the list, and is remembered', async () => {
    await show(personalRoom);
    choose('Caller’s country', 'Vatican City');
    await see(() => expect(numbersToDial()).toEqual(['2343,,400971234#']));
    const rows = all('row').map(({ textContent }) => textContent ?? '');
    expect(rows[1]).toContain('Vatican City');
    find('button', 'Copy dial string Vatican City 2343');
    const country = localStorage.getItem('latchkey.country');
    closePage();
    localStorage.setItem('latchkey.country', country ?? '');
    await show(personalRoom);
    expect(field('Caller’s country').value).toBe('Vatican City');
  });

  it('is the meeting’s own numbers where that country has none', async () => {
    localStorage.setItem('latchkey.country', 'Atlantis');
    await show(personalRoom);
    expect(numbersToDial()).toHaveLength(2);
    expect(field('Caller’s country').textContent).toContain('Atlantis (no number)');
  });

  it('is no link where a reply calls something a number', async () => {
    const [first] = personalRoom.telephony?.numbers ?? [];
    const bad = ['javascript:alert(1)', '', 'x', '1'].map((number) => ({
      country: 'Nowhere',
      tollFree: null,
      ...first,
      number,
    }));
    const telephony = { ...silentTelephony(), numbers: bad };
    await show({ ...personalRoom, telephony });
    expect(links().filter((href) => !/^https:|^sip:/.test(href ?? ''))).toEqual([]);
  });
});

function silentTelephony(): NonNullable<Meeting['telephony']> {
  const { telephony } = personalRoom;
  if (telephony === null) throw new Error('The fixture has numbers.');
  return { ...telephony, toll: null, tollFree: null };
}

describe('Ways in without a phone', () => {
  it('are the site and a video system', async () => {
    await show(personalRoom);
    expect(find('link', 'Open site').getAttribute('href')).toBe('https://hmwds6.qa.webex.com/');
    expect(find('link', 'Call by SIP').getAttribute('href')).toBe(
      'sip:400971234@hmwds6.qa.webex.com',
    );
  });

  it.each([
    '400971234@webex.com.evil.example',
    'x@evilwebex.com',
    'a b@acme.webex.com',
    'javascript:alert(1)@acme.webex.com',
  ])('are none where a reply leads elsewhere: %s', async (sip) => {
    const site = { ...personalRoom.site, address: addressFor('https://evil.example/', 'own') };
    await show({ ...personalRoom, sip, site });
    expect(links().filter((href) => /sip:|evil/.test(href ?? ''))).toEqual([]);
  });
});

describe('The summary', () => {
  beforeEach(() => {
    vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  });

  it('is copied as Markdown with masked emails, once that was chosen', async () => {
    await show(personalRoom);
    choose('Summary format', 'markdown');
    await see(() => expect(field('Summary format').value).toBe('markdown'));
    field('Mask emails').click();
    await see(() => expect(document.body.textContent).toContain('emails masked'));
    press('Copy summary');
    const [copied] = vi.mocked(navigator.clipboard.writeText).mock.calls.at(-1) ?? [];
    expect(copied).toContain('**John’s Personal Room**');
    expect(copied).toContain('j•••@•••');
    expect(copied).not.toContain('johndoe@test.com');
    expect(copied).toContain('- SIP: 400971234@hmwds6.qa.webex.com');
  });

  it('is copied as HTML, with plain text beside it', async () => {
    const write = vi.spyOn(navigator.clipboard, 'write').mockResolvedValue();
    await show({ ...personalRoom, name: '<img src=x onerror=alert(1)>' });
    choose('Summary format', 'html');
    await see(() => expect(field('Summary format').value).toBe('html'));
    press('Copy summary');
    await see(() => expect(write).toHaveBeenCalled());
    const [item] = write.mock.calls[0]?.[0] ?? [];
    const html = await (await item?.getType('text/html'))?.text();
    expect(html).toContain('<strong>&lt;img src=x onerror=alert(1)&gt;</strong>');
    const text = await (await item?.getType('text/plain'))?.text();
    expect(text).toContain('Status: Not in progress');
  });
});

describe('Add to calendar', () => {
  it('is offered for a meeting that has a time, and not for a room', async () => {
    await show(busyMeeting);
    find('button', 'Add to calendar');
    closePage();
    await show(personalRoom);
    expect(all('button').map(({ textContent }) => textContent)).not.toContain('Add to calendar');
  });
});
