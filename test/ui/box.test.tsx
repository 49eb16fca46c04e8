// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import { lockedState, manyKeys, oneKey, unlockedState } from '../preview/fixtures.ts';
import { all, closePage, field, find, openPanel, openPopup, press, see, type } from './person.ts';

const BOX = 'Session key, link, email or token';
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UifQ.dBjftJeZ4CVPmB92K27uhbUJU1p1r-wW1gFWFOEjXk8';

const INVITATION = [
  'From: John Doe <johndoe@test.com>',
  'Meeting number (access code): 400 971 234',
  'Meeting password: 25 or less',
  'Join by phone: +1-415-655-0001',
  'https://acme.webex.com/acme/j.php?MTID=m0123456789abcdef0123456789abcdef',
].join('\r\n');

afterEach(closePage);

async function open(program: FakeProgram): Promise<void> {
  openPopup(program);
  await see(() => find('button', 'Lock'));
}

async function put(text: string): Promise<void> {
  type(BOX, text);
  await see(() => expect(field(BOX).value).toBe(text));
}

/** What is said of the box's content, by which a screen reader describes it. */
function hint(): string {
  const id = field(BOX).getAttribute('aria-describedby') ?? '';
  return document.getElementById(id)?.textContent ?? '';
}

function options(): string[] {
  return [...document.querySelectorAll('[role=listbox] [role=option]')].map(
    ({ textContent }) => textContent ?? '',
  );
}

function escaped(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}

/** The option that the box says is meant. */
function chosen(): string | null | undefined {
  const id = field(BOX).getAttribute('aria-activedescendant');
  return id === null ? null : document.getElementById(id)?.textContent;
}

function key(name: string): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true });
  field(BOX).dispatchEvent(event);
  return event;
}

/** Enter in a field sends its form. */
function enter(): void {
  field(BOX).form?.requestSubmit();
}

function paste(text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData });
  field(BOX).dispatchEvent(event);
}

describe('The box says what it recognised before it asks', () => {
  it.each([
    ['400.971.234', 'Session key 400 971 234'],
    ['Meeting number: 400 971 234', 'Session key 400 971 234 from an invitation'],
    ['please look at 400971234', 'Session key 400 971 234 from a text'],
    ['400971234@acme.webex.com', 'Session key 400 971 234 from a SIP address'],
    ['https://acme.webex.com/acme/m.php?AT=JM&MK=400971234', 'from a link'],
    [
      'https://acme.webex.com/meet/jdoe',
      'Personal room of jdoe on acme.webex.com: the number is needed',
    ],
    [
      'https://acme.webex.com/acme/j.php?MTID=m01',
      'Meeting link on acme.webex.com: holds no session key, the number is needed',
    ],
    ['https://webex.com.evil.example/', 'Link to webex.com.evil.example: not a Webex link'],
    ['test@cisco.com', 'Email: finds the sites of test@cisco.com'],
    ['a@b.example https://acme.webex.com/meet/jdoe', 'a@b.example (beside a personal room)'],
    [
      `${INVITATION.split('\r\n').slice(1).join(' ')}`,
      /^Session key 400 971 234 from an invitation$/,
    ],
    [TOKEN, 'Token: taken apart under Tokens'],
    ['support desk', 'Key “Support desk”: shows it under Keys'],
    ['40097', '5 of at least 9 digits'],
    ['+1 415 655 0001', 'Looks like a phone number'],
  ])('%s', async (text, words) => {
    const program = createFakeProgram();
    await open(program);
    await put(text);
    await see(() => expect(hint()).toMatch(words instanceof RegExp ? words : escaped(words)));
    expect(program.log).not.toContain('lookup.meeting');
    expect(program.log).not.toContain('lookup.sites');
  });
});

describe('A pasted invitation', () => {
  it('keeps its lines apart, although the box has only one', async () => {
    const program = createFakeProgram();
    await open(program);
    paste(INVITATION);
    await see(() => expect(options()[0]).toBe('Session key 400 971 234 from an invitation'));
    expect(options()[1]).toContain('johndoe@test.com');
    enter();
    await see(() => find('article', 'John’s Personal Room'));
    expect(program.inputs).toContainEqual({ sessionKey: '400971234', credentialId: 'key-1' });
  });

  it('stands where the cursor was', async () => {
    await open(createFakeProgram());
    await put('key: ');
    field(BOX).setSelectionRange(5, 5);
    paste('400 971\n234');
    await see(() => expect(field(BOX).value).toBe('key: 400 971 \u2028234'));
  });
});

describe('Several things become a short list', () => {
  it('from which arrows and Enter choose', async () => {
    const program = createFakeProgram();
    await open(program);
    await put('400971234 or 512340011 or test@cisco.com');
    await see(() => expect(options()).toHaveLength(3));
    expect(hint()).toBe('3 things recognised. Choose one with the arrow keys.');
    expect(chosen()).toContain('400 971 234');
    expect(key('ArrowDown').defaultPrevented).toBe(true);
    await see(() => expect(chosen()).toContain('512 340 011'));
    key('ArrowUp');
    await see(() => expect(chosen()).toContain('400 971 234'));
    key('ArrowUp');
    await see(() => expect(chosen()).toContain('test@cisco.com'));
    enter();
    await see(() => find('table', /^Sites/));
    expect(program.log).not.toContain('lookup.meeting');
    expect(options()).toEqual([]);
  });

  it('closes by Escape, opens by an arrow, and a click chooses, too', async () => {
    const program = createFakeProgram();
    await open(program);
    await put('400971234 or 512340011');
    await see(() => expect(options()).toHaveLength(2));
    // Else the browser would empty the box, and close the popup.
    expect(key('Escape').defaultPrevented).toBe(true);
    await see(() => expect(options()).toEqual([]));
    expect(field(BOX).value).toBe('400971234 or 512340011');
    key('ArrowDown');
    await see(() => expect(options()).toHaveLength(2));
    expect(chosen()).toContain('400 971 234');
    document.querySelectorAll<HTMLElement>('[role=option]')[1]?.click();
    await see(() => find('article', 'John’s Personal Room'));
    expect(program.inputs).toContainEqual({ sessionKey: '512340011', credentialId: 'key-1' });
  });

  it('leaves arrows alone where there is nothing to choose', async () => {
    await open(createFakeProgram());
    await put('400971234');
    await see(() => expect(hint()).toBe('Session key 400 971 234'));
    expect(key('ArrowDown').defaultPrevented).toBe(false);
    expect(key('Escape').defaultPrevented).toBe(false);
  });

  it('asks for the same thing again', async () => {
    const program = createFakeProgram();
    await open(program);
    await put('400971234 or 512340011');
    await see(() => expect(options()).toHaveLength(2));
    key('ArrowDown');
    await see(() => expect(chosen()).toContain('512 340 011'));
    enter();
    await see(() => find('article', 'John’s Personal Room'));
    press('Look up again');
    const again = { sessionKey: '512340011', credentialId: 'key-1' };
    await see(() => expect(program.log.filter((call) => call === 'lookup.meeting').length).toBe(2));
    const asked = program.inputs.filter((_, place) => program.log[place] === 'lookup.meeting');
    expect(asked.at(-1)).toEqual(again);
  });
});

describe('A token', () => {
  it.each([
    ['popup', openPopup],
    ['panel', openPanel],
  ])('opens its inspection in the %s, and nothing of it stays in the box', async (_, show) => {
    const program = createFakeProgram();
    show(program);
    await see(() => find('button', 'Lock'));
    await put(`Authorization: Bearer ${TOKEN}`);
    await see(() => expect(hint()).toContain('Token'));
    enter();
    await see(() => find('region', 'Inspection'));
    expect(field('Token to inspect').value).toBe(TOKEN);
    expect(document.activeElement).toBe(field('Token to inspect'));
    find('tab', 'Look up').click();
    await see(() => expect(field(BOX).value).toBe(''));
    expect(all('alert')).toEqual([]);
  });

  it('does not survive a lock in the box, as a question does', async () => {
    const program = createFakeProgram();
    await open(program);
    for (const [text, kept] of [
      ['400971234', '400971234'],
      [TOKEN, ''],
    ] as const) {
      await put(text);
      await see(() => expect(hint()).not.toBe(''));
      program.state = lockedState;
      program.tell('state');
      await see(() => find('button', 'Unlock'));
      program.state = unlockedState;
      program.tell('state');
      await see(() => expect(field(BOX).value).toBe(kept));
    }
  });

  it('that was pasted before the vault locked is not shown after it', async () => {
    const program = createFakeProgram();
    await open(program);
    await put(TOKEN);
    program.state = lockedState;
    enter();
    program.tell('state');
    await see(() => find('button', 'Unlock'));
    program.state = unlockedState;
    program.tell('state');
    await see(() => find('tab', 'Tokens'));
    await see(() => expect(field('Token to inspect').value).toBe(''));
  });
});

describe('The name of a key', () => {
  it('leads to its card', async () => {
    const program = createFakeProgram({ ...unlockedState, credentials: manyKeys });
    await open(program);
    await put('old pilot');
    await see(() => expect(hint()).toBe('Key “Old pilot”: shows it under Keys'));
    enter();
    await see(() => find('article', 'Old pilot'));
    await see(() => expect(document.activeElement?.textContent).toBe('Old pilot'));
  });

  it('that several have becomes a short list', async () => {
    const credentials = [oneKey, { ...oneKey, id: 'key-2', label: 'Support desk, night' }];
    const program = createFakeProgram({ ...unlockedState, credentials });
    await open(program);
    await put('support');
    await see(() => expect(options()).toHaveLength(2));
  });
});
