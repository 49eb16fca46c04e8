// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { toLocalInput } from '../../src/ui/date-words.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import {
  activationMail,
  LONG_SECRET,
  lockedState,
  manyKeys,
  oneKey,
  unlockedState,
} from '../preview/fixtures.ts';
import { all, closePage, fact, field, find, openPopup, press, see, type } from './person.ts';

afterEach(closePage);

const EXPIRES = Date.UTC(2027, 4, 20, 6, 22);
const NEW_API_KEY = '5a4db0c5-0000-4000-8000-000000000007';
const BOX = 'Activation email';

async function openKeys(program: FakeProgram): Promise<FakeProgram> {
  openPopup(program);
  await see(() => find('button', 'Lock'));
  find('tab', 'Keys').click();
  await see(() => find('button', /Add key/));
  return program;
}

async function openMail(program = createFakeProgram()): Promise<FakeProgram> {
  await openKeys(program);
  press('Add key');
  await see(() => field('Secret key'));
  press('Paste activation email');
  await see(() => field(BOX));
  return program;
}

/** Opens the form of the stored key, and the place for a mail in it. */
async function openMailOfStored(program = createFakeProgram()): Promise<FakeProgram> {
  await openKeys(program);
  press('Edit');
  await see(() => field('Secret key'));
  press('Paste activation email');
  await see(() => field(BOX));
  return program;
}

function put(text: string, inputType: string): void {
  const box = field(BOX);
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }));
}

async function paste(text: string): Promise<HTMLElement> {
  put(text, 'insertFromPaste');
  await see(() => find('heading', 'Found in the email'));
  return find('region', BOX);
}

function pasteInto(label: string, text: string): Event {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const event = new ClipboardEvent('paste', {
    bubbles: true,
    cancelable: true,
    clipboardData: data,
  });
  field(label).dispatchEvent(event);
  return event;
}

const values = (...labels: string[]) => labels.map((label) => field(label).value);

describe('A pasted activation email', () => {
  it('is read at once, and shows what was found without showing a secret', async () => {
    const program = await openMail();
    const region = await paste(activationMail());
    expect(fact('Name', region)).toBe('John Doe');
    expect(fact('API key', region)).toBe(NEW_API_KEY);
    expect(fact('Secret key', region)).toBe('350 characters, ends in …\u20601025');
    expect(fact('Passcode', region)).toBe('5 characters');
    expect(fact('Expires', region)).toMatch(/20 May 2027.*In the email: 5\/20\/27 6:22 AM GMT/);
    expect(document.body.innerHTML).not.toMatch(/NOTASECRET|SB0X1/);
    expect(program.log.filter((call) => call === 'import.check')).toHaveLength(1);
  });

  it('fills the form, says so, and leaves nothing of its text behind', async () => {
    await openMail();
    await paste(activationMail());
    press('Use these');
    await see(() => expect(field('Secret key').value).toBe(LONG_SECRET));
    expect(values('Label', 'API key', 'Passcode', 'Email', 'Expires')).toEqual([
      ...['John Doe', NEW_API_KEY, 'SB0X1', 'john@test.com', toLocalInput(EXPIRES)],
    ]);
    expect(document.body.textContent).toMatch(/Filled in from the email: API key, Secret key, Pas/);
    expect(document.activeElement?.textContent).toBe('Save key');
    expect(document.querySelector('textarea')).toBeNull();
    press('Paste activation email');
    await see(() => expect(field(BOX).value).toBe(''));
  });

  it('is saved like what was typed', async () => {
    const program = await openMail();
    await paste(activationMail());
    press('Use these');
    await see(() => expect(field('Secret key').value).toBe(LONG_SECRET));
    press('Save key');
    await see(() => find('article', 'John Doe'));
    expect(program.inputs[program.log.indexOf('credentials.save')]).toMatchObject({
      label: 'John Doe',
      expiresAtMs: EXPIRES,
      fields: { apiKey: NEW_API_KEY, secretKey: LONG_SECRET, passcode: 'SB0X1' },
    });
  });

  it('keeps a label that was typed, and proposes the address where there is no name', async () => {
    await openMail();
    type('Label', 'Night shift');
    await see(() => expect(field('Label').value).toBe('Night shift'));
    await paste(activationMail({ Name: '' }));
    press('Use these');
    await see(() => expect(field('Passcode').value).toBe('SB0X1'));
    expect(field('Label').value).toBe('Night shift');
    type('Label', '');
    await see(() => expect(field('Label').value).toBe(''));
    press('Paste activation email');
    await see(() => field(BOX));
    await paste(activationMail({ Name: '' }));
    press('Use these');
    await see(() => expect(field('Label').value).toBe('john@test.com'));
  });

  it('says what it lacks, and the focus goes to what is still to be typed', async () => {
    await openMail();
    const region = await paste(activationMail({ 'New Passcode': '', 'Expiration time': '' }));
    expect(region.textContent).toContain('Not in it: Passcode and Expires.');
    press('Use these');
    await see(() => expect(field('Secret key').value).toBe(LONG_SECRET));
    expect(document.activeElement).toBe(field('Passcode'));
    expect(field('Expires').value).toBe('');
  });

  it('cannot be kept by the browser', async () => {
    await openMail();
    expect(field(BOX).getAttribute('autocomplete')).toBe('off');
    expect(field(BOX).hasAttribute('name')).toBe(false);
  });

  it('is read when somebody says so, where it was typed', async () => {
    const program = await openMail();
    put(activationMail(), 'insertText');
    await see(() => expect(field(BOX).value).toContain('NOTASECRET'));
    expect(program.log).not.toContain('import.check');
    press('Read email');
    await see(() => find('heading', 'Found in the email'));
  });

  it('without a key in it stays, and it is said what to do; nobody is asked', async () => {
    const program = await openMail();
    put('Dear John,\nthank you for your order.', 'insertFromPaste');
    await see(() => find('alert', /No key was found in it.*“Name” to “Expiration time”/));
    expect(field(BOX).value).toContain('Dear John');
    expect(program.log).not.toContain('import.check');
    await paste(activationMail());
    expect(all('alert')).toEqual([]);
  });

  it('goes when the region is closed, and the focus goes back to the button', async () => {
    await openMail();
    put('Dear John', 'insertFromPaste');
    await see(() => find('alert', /No key was found/));
    press('Close');
    await see(() => expect(document.querySelector('textarea')).toBeNull());
    expect(document.activeElement?.textContent).toBe('Paste activation email');
    press('Paste activation email');
    await see(() => expect(field(BOX).value).toBe(''));
  });

  it('makes room for another one', async () => {
    await openMail();
    await paste(activationMail());
    press('Paste another');
    await see(() => expect(field(BOX).value).toBe(''));
  });

  it('goes with the lock', async () => {
    const program = await openMail();
    await paste(activationMail());
    program.state = lockedState;
    program.tell('state');
    await see(() => find('button', 'Unlock'));
    expect(document.body.textContent).not.toContain(NEW_API_KEY);
  });

  it('can be read again when the worker did not answer', async () => {
    const program = createFakeProgram();
    const check = program.answers['import.check'];
    program.answers['import.check'] = () => {
      throw new Failure('worker-gone', {});
    };
    await openMail(program);
    put(activationMail(), 'insertFromPaste');
    await see(() => find('button', 'Try again', find('alert', /./)));
    program.answers['import.check'] = check;
    press('Try again');
    await see(() => find('heading', 'Found in the email'));
    expect(all('alert')).toEqual([]);
  });
});

describe('A doubt', () => {
  it('about where the secret key ends leaves the field empty, unless somebody takes it', async () => {
    await openMail();
    const region = await paste(activationMail({ 'New Secret key': `${LONG_SECRET}\nWEBEX` }));
    expect(fact('Secret key', region)).toMatch(/cannot be told where it ends/);
    expect(field('Use this Secret key').checked).toBe(false);
    press('Use these');
    await see(() => expect(field('Passcode').value).toBe('SB0X1'));
    expect(field('Secret key').value).toBe('');
    expect(document.activeElement).toBe(field('Secret key'));
    press('Paste activation email');
    await see(() => field(BOX));
    await paste(activationMail({ 'New Secret key': `${LONG_SECRET}\nWEBEX` }));
    field('Use this Secret key').click();
    await see(() => expect(field('Use this Secret key').checked).toBe(true));
    press('Use these');
    await see(() => expect(field('Secret key').value).toBe(`${LONG_SECRET}WEBEX`));
  });

  it('about a short secret key is said; it is filled in, and can be left out', async () => {
    await openMail();
    const region = await paste(activationMail({ 'New Secret key': LONG_SECRET.slice(0, 80) }));
    expect(fact('Secret key', region)).toMatch(/80 characters.*much shorter than usual/);
    expect(field('Use this Secret key').checked).toBe(true);
    field('Use this Secret key').click();
    await see(() => expect(field('Use this Secret key').checked).toBe(false));
    press('Use these');
    await see(() => expect(field('Passcode').value).toBe('SB0X1'));
    expect(field('Secret key').value).toBe('');
  });

  it('about the expiry: in the past it is said, unreadable it stays empty', async () => {
    await openMail();
    const past = await paste(activationMail({ 'Expiration time': '4/27/20 6:22 AM GMT' }));
    expect(fact('Expires', past)).toMatch(/27 Apr 2020.*That is in the past/);
    press('Paste another');
    await see(() => field(BOX));
    const unreadable = await paste(activationMail({ 'Expiration time': '05/06/2027 at noon' }));
    expect(fact('Expires', unreadable)).toMatch(/no date that can be read for certain/);
    press('Use these');
    await see(() => expect(field('Passcode').value).toBe('SB0X1'));
    expect(field('Expires').value).toBe('');
  });

  it('about a date without a zone leaves it to the person', async () => {
    await openMail();
    const region = await paste(activationMail({ 'Expiration time': '2027-05-20 06:22' }));
    expect(fact('Expires', region)).toMatch(/names no time zone/);
    expect(field('Use this expiry').checked).toBe(false);
  });

  it('about which of two keys is a choice; nothing is filled in before', async () => {
    await openMail();
    const second = { 'New API key': NEW_API_KEY.replace(/7$/, '8'), 'New Passcode': 'SB0X2' };
    const other = { ...second, 'New Secret key': LONG_SECRET.replaceAll('SECRET', 'SECRES') };
    await paste(`${activationMail()}\n\n${activationMail(other)}`);
    expect(find('button', 'Use these').getAttribute('aria-disabled')).toBe('true');
    press('Use these');
    expect(field('API key').value).toBe('');
    const choice = field('2 keys are in it');
    expect(choice.textContent).toMatch(/Choose one.*0007, until 20 May 2027.*0008/);
    choice.value = '1';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await see(() => expect(fact('API key')).toMatch(/8$/));
    press('Use these');
    await see(() => expect(field('Passcode').value).toBe('SB0X2'));
    expect(field('API key').value).toMatch(/8$/);
  });

  it('about what belongs to which key fills nothing in', async () => {
    await openMail();
    const keys = [NEW_API_KEY, NEW_API_KEY.replace(/7$/, '8')].map((key) => `API key: ${key}`);
    put(`${keys.join('\n')}\nSecret key: ${LONG_SECRET}`, 'insertFromPaste');
    await see(() => find('alert', /It holds several keys/));
  });

  it('about a key that is there already says which one', async () => {
    await openMail();
    await paste(activationMail({ 'New API key': String(oneKey.fields['apiKey']).toUpperCase() }));
    find('status', /You have this API key already, as “Support desk”/);
  });

  it('about a previous key is the worker’s to say', async () => {
    const program = createFakeProgram();
    const check = program.answers['import.check'];
    program.answers['import.check'] = async (input) => {
      const { verdicts } = await check(input);
      const same = { label: 'Support desk', where: 'previous' } as const;
      return { verdicts: verdicts.map((verdict) => ({ ...verdict, same })) };
    };
    await openMail(program);
    await paste(activationMail());
    find('status', /It is a previous key of “Support desk”/);
  });
});

describe('For a stored key', () => {
  it('it says what changes, and fills in what was found', async () => {
    await openMailOfStored();
    const region = await paste(activationMail({ 'New Passcode': '' }));
    expect(fact('API key', region)).toContain(`So far: ${oneKey.fields['apiKey']}`);
    expect(fact('Secret key', region)).toContain('Takes the place of the stored one');
    expect(fact('Email', region)).toContain('As it is');
    expect(fact('Expires', region)).toContain('So far: ');
    press('Use these');
    await see(() => expect(field('Secret key').value).toBe(LONG_SECRET));
    expect(values('Label', 'API key', 'Passcode')).toEqual(['Support desk', NEW_API_KEY, '']);
  });

  it('another address is left out, unless somebody takes it', async () => {
    await openMailOfStored();
    const region = await paste(activationMail({ Email: 'ana@test.com' }));
    expect(fact('Email', region)).toMatch(/not the address of the stored key/);
    press('Use these');
    await see(() => expect(field('Secret key').value).toBe(LONG_SECRET));
    expect(field('Email').value).toBe('john@test.com');
  });
});

describe('A whole email that was pasted into a field', () => {
  it('is kept out of it and read as what it is', async () => {
    await openKeys(createFakeProgram());
    press('Add key');
    await see(() => field('Secret key'));
    expect(pasteInto('Secret key', activationMail()).defaultPrevented).toBe(true);
    await see(() => find('heading', 'Found in the email'));
    expect(find('region', BOX).textContent).toContain('not put into “Secret key”');
    expect(field('Secret key').value).toBe('');
    press('Use these');
    await see(() => expect(field('Secret key').value).toBe(LONG_SECRET));
  });

  it('is no more than a wrapped secret: that goes in', async () => {
    await openKeys(createFakeProgram());
    press('Add key');
    await see(() => field('Secret key'));
    pasteInto('Secret key', 'ABC123\nDEF456\n');
    await see(() => expect(field('Secret key').value).toBe('ABC123DEF456'));
    expect(all('region')).toEqual([]);
  });
});

describe('The way there', () => {
  it('is offered while there is no key', async () => {
    await openKeys(createFakeProgram({ ...unlockedState, credentials: [] }));
    press('Paste activation email');
    await see(() => expect(document.activeElement).toBe(field(BOX)));
    find('heading', 'Add a key');
  });

  it('is offered on the card of a key that has expired, and on no other', async () => {
    await openKeys(createFakeProgram({ ...unlockedState, credentials: manyKeys }));
    expect(all('button').filter((each) => each.textContent === 'Paste activation email')).toEqual([
      find('button', 'Paste activation email', find('article', 'Old pilot')),
    ]);
    press('Paste activation email');
    await see(() => field(BOX));
    find('heading', 'Edit “Old pilot”');
  });

  it('is not offered for a key that may only look up', async () => {
    const credentials = [{ ...oneKey, lookUpOnly: true, expired: true }];
    await openKeys(createFakeProgram({ ...unlockedState, credentials }));
    press('Edit');
    await see(() => find('heading', 'Edit “Support desk”'));
    expect(all('button').map((each) => each.textContent)).not.toContain('Paste activation email');
  });
});
