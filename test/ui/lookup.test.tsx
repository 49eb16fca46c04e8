// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { addressFor } from '../../src/domain/link.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import {
  busyMeeting,
  lockedState,
  manyKeys,
  meetingAnswer,
  personalRoom,
  unlockedState,
} from '../preview/fixtures.ts';
import { all, closePage, fact, field, find, openPopup, press, see, type } from './person.ts';

const BOX = 'Session key, link, email or token';

afterEach(closePage);

async function lookUp(program: FakeProgram, text: string): Promise<void> {
  openPopup(program);
  await see(() => find('button', 'Lock'));
  type(BOX, text);
  await see(() => expect(field(BOX).value).toBe(text));
  press('Look up');
}

describe('Looking up a meeting', () => {
  it('shows the meeting of the documentation, field by field', async () => {
    await lookUp(createFakeProgram(), '400-971-234');
    const meeting = await see(() => find('article', 'John’s Personal Room'));
    expect(find('region', 'Result').contains(meeting)).toBe(true);
    expect(fact('Status', meeting)).toBe('Not in progress');
    expect(fact('Starts', meeting)).toBe('Any time (personal room)');
    expect(fact('Session key', meeting)).toBe('400 971 234');
    expect(fact('Conference ID', meeting)).toBe('121120347236861135');
    expect(meeting.textContent).not.toContain('2068');
    find('button', 'Copy Uganda 2341', meeting);
  });

  it('says what it recognised before it asks', async () => {
    const program = createFakeProgram();
    openPopup(program);
    await see(() => find('button', 'Lock'));
    type(BOX, '400.971.234');
    await see(() => expect(document.body.textContent).toContain('Session key 400 971 234'));
    expect(program.log).not.toContain('lookup.meeting');
  });

  it('asks with the chosen key when there are several', async () => {
    const program = createFakeProgram({ ...unlockedState, credentials: manyKeys });
    openPopup(program);
    await see(() => field('Key'));
    const choice = field('Key');
    choice.value = 'key-2';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await see(() => expect(field('Key').value).toBe('key-2'));
    type(BOX, '400971234');
    await see(() => expect(field(BOX).value).toBe('400971234'));
    press('Look up');
    await see(() => find('article', 'John’s Personal Room'));
    expect(program.inputs).toContainEqual({ sessionKey: '400971234', credentialId: 'key-2' });
  });

  it('keeps what was typed when it fails, and says why', async () => {
    await lookUp(createFakeProgram(), '4009712');
    const alert = await see(() => find('alert', /Some digits are missing/));
    expect(find('region', 'Result').contains(alert)).toBe(true);
    expect(field(BOX).value).toBe('4009712');
  });

  it('asks for the host and looks up again once it is allowed', async () => {
    const program = createFakeProgram();
    const answer = program.answers['lookup.meeting'];
    program.answers['lookup.meeting'] = () => {
      throw new Failure('host-not-allowed', { origin: 'https://meetings-api.webex.com' });
    };
    await lookUp(program, '400971234');
    await see(() => find('alert', /does not allow this host/));
    program.answers['lookup.meeting'] = answer;
    press('Allow host');
    await see(() => find('article', 'John’s Personal Room'));
    expect(program.log).toContain('gesture requestHosts https://meetings-api.webex.com/*');
  });
});

describe('A look-up asked while Latchkey is locked', () => {
  it('runs after unlocking, without being typed again', async () => {
    const program = createFakeProgram();
    openPopup(program);
    await see(() => find('button', 'Lock'));
    program.state = lockedState;
    type(BOX, '400971234');
    await see(() => expect(field(BOX).value).toBe('400971234'));
    press('Look up');
    await see(() => find('button', 'Unlock'));
    type('Passphrase', PASSPHRASE);
    await see(() => expect(field('Passphrase').value).toBe(PASSPHRASE));
    press('Unlock');
    await see(() => find('article', 'John’s Personal Room'));
    expect(field(BOX).value).toBe('400971234');
  });

  it('says so when the passphrase is wrong, and stays locked', async () => {
    openPopup(createFakeProgram(lockedState));
    await see(() => find('button', 'Unlock'));
    type('Passphrase', 'a guess');
    await see(() => expect(field('Passphrase').value).toBe('a guess'));
    press('Unlock');
    await see(() => find('alert', /does not open the vault/));
    find('button', 'Unlock');
  });
});

describe('An address out of a reply', () => {
  const HOST = 'meetings-api.webex.com';

  it.each([
    'javascript:alert(1)',
    'http://hmwds6.webex.com/',
    'https://webex.com.evil.example/',
    'data:text/html,hello',
  ])('stays text: %s', async (text) => {
    const site = { ...personalRoom.site, address: addressFor(text, HOST) };
    const program = createFakeProgram();
    program.answers['lookup.meeting'] = () =>
      meetingAnswer({ ...personalRoom, site, telephony: null, sip: null });
    await lookUp(program, '400971234');
    const meeting = await see(() => find('article', 'John’s Personal Room'));
    expect(fact('Site', meeting)).toContain(text);
    expect(all('link', meeting)).toEqual([]);
    find('button', 'Copy Site', meeting);
  });

  it('is a link on the system’s own hosts, and tells them nothing of us', async () => {
    await lookUp(createFakeProgram(), 'test@cisco.com');
    const table = await see(() => find('table', /^Sites/));
    const link = find('link', 'ycx-32.qa.webex.com', table);
    expect(link.getAttribute('href')).toBe('https://ycx-32.qa.webex.com/');
    expect(link.getAttribute('rel')).toBe('noreferrer noopener');
    expect(find('row', /^ycx-32/, table).textContent).toContain('SAML 2.0');
  });
});

describe('The passwords of a meeting', () => {
  it('are gone when another meeting is looked up', async () => {
    const program = createFakeProgram();
    program.answers['lookup.meeting'] = ({ sessionKey }) =>
      meetingAnswer({ ...busyMeeting, sessionKey, name: `Meeting ${sessionKey}` });
    await lookUp(program, '400971234');
    await see(() => find('article', 'Meeting 400971234'));
    press('Show passwords');
    await see(() => field('Passphrase'));
    type('Passphrase', PASSPHRASE);
    await see(() => expect(field('Passphrase').value).toBe(PASSPHRASE));
    press('Show');
    await see(() => expect(document.body.textContent).toContain('Xk3-quarterly-88'));
    type(BOX, '512340011');
    await see(() => expect(field(BOX).value).toBe('512340011'));
    press('Look up');
    await see(() => find('article', 'Meeting 512340011'));
    expect(document.body.textContent).not.toContain('Xk3-quarterly-88');
  });
});
