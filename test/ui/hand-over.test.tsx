// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import { HOST, oneKey, unlockedState } from '../preview/fixtures.ts';
import {
  FINGERPRINT,
  openedStanding,
  openStanding,
  PACKAGE,
  REQUEST,
} from '../preview/hand-over-answers.ts';
import {
  all,
  closePage,
  fact,
  field,
  find,
  openPanel,
  openPopup,
  press,
  see,
  type,
} from './person.ts';

afterEach(closePage);

async function openPage(program: FakeProgram, name: string): Promise<void> {
  openPanel(program);
  await see(() => find('button', 'Settings'));
  press('Settings');
  await see(() => find('button', new RegExp(`^${name}`)));
  press(new RegExp(`^${name}`));
  await see(() => find('heading', name));
}

async function put(label: string, text: string): Promise<void> {
  await see(() => field(label));
  type(label, text);
  await see(() => expect(field(label).value).toBe(text));
}

const lookUpKey = { ...oneKey, label: 'Lent', id: 'key-9', lookUpOnly: true };

describe('Receiving a key', () => {
  it('shows the request as text and as a picture, with its fingerprint and its end', async () => {
    await openPage(createFakeProgram(), 'Receive a key');
    await see(() => find('button', 'Make a request'));
    press('Make a request');
    await see(() => expect(document.querySelector('code')?.textContent).toBe(REQUEST));
    const picture = await see(() => {
      const svg = document.querySelector('svg[role=img]');
      if (svg === null) throw new Error('There is no QR code yet');
      return svg;
    });
    expect(picture.getAttribute('aria-label')).toBe('The request as a QR code');
    expect(picture.querySelector('path')?.getAttribute('d')).toMatch(/^M.{1000}/);
    expect(document.body.textContent).toContain(FINGERPRINT);
    expect(document.body.textContent).toMatch(/Ends .*, in 2[23] h/);
  });

  it('shows what came, says that the sender is not verified, and keeps it on a yes', async () => {
    const program = createFakeProgram();
    await openPage(program, 'Receive a key');
    await see(() => press('Make a request'));
    await put('Text from your colleague', PACKAGE);
    press('Open');
    const region = await see(() => find('region', 'A key has come'));
    expect(fact('System', region)).toBe('Webex Meetings');
    expect(fact('Requests go to', region)).toBe(HOST);
    expect(fact('You may', region)).toContain('Look-up only');
    expect(region.textContent).toContain('The sender is not verified');
    const before = program.log.length;
    press('Keep it');
    expect(program.log.slice(before)).toEqual([
      'hand-over.keep',
      `gesture requestHosts https://${HOST}/*`,
    ]);
    await see(() => find('status', /“Support desk 2” is kept/));
    press('Open Keys');
    await see(() => find('article', 'Support desk 2'));
  });

  it('refuses it on a no', async () => {
    const program = createFakeProgram();
    program.answers['hand-over.standing'] = () => openedStanding;
    await openPage(program, 'Receive a key');
    await see(() => find('button', 'Refuse'));
    press('Refuse');
    await see(() => find('button', 'Make a request'));
    expect(program.log).not.toContain('hand-over.keep');
    await see(() =>
      expect(document.activeElement?.textContent).toMatch(/^A request lets a colleague/),
    );
  });

  it('says that a request was pasted where a key belongs, and keeps what was pasted', async () => {
    await openPage(createFakeProgram(), 'Receive a key');
    await see(() => press('Make a request'));
    await put('Text from your colleague', REQUEST);
    press('Open');
    await see(() => find('alert', /This is a request, not a key/));
    expect(field('Text from your colleague').value).toBe(REQUEST);
  });

  it('follows what another page decides', async () => {
    const program = createFakeProgram();
    program.answers['hand-over.standing'] = () => openStanding;
    await openPage(program, 'Receive a key');
    await see(() => find('button', 'Open'));
    program.answers['hand-over.standing'] = () => openedStanding;
    program.state = { ...program.state };
    program.tell('state');
    await see(() => find('button', 'Keep it'));
  });

  it('says when the last request ran out', async () => {
    const program = createFakeProgram();
    program.answers['hand-over.standing'] = () => ({ phase: 'none', ended: 'expired' });
    await openPage(program, 'Receive a key');
    await see(() => find('status', /Your last request is over/));
  });

  it('can be withdrawn', async () => {
    await openPage(createFakeProgram(), 'Receive a key');
    await see(() => press('Make a request'));
    await see(() => press('Withdraw'));
    await see(() => find('button', 'Make a request'));
  });
});

describe('Handing over a key', () => {
  it('goes on only when the fingerprints were compared, and with the passphrase', async () => {
    const program = createFakeProgram();
    await openPage(program, 'Hand over a key');
    await put('Request from your colleague', REQUEST);
    press('Continue');
    await see(() => find('heading', 'Compare, then hand over'));
    expect(document.body.textContent).toContain(FINGERPRINT);
    await put('Passphrase', PASSPHRASE);
    press('Hand over');
    await see(() => find('alert', /Compare them first/));
    expect(program.log).not.toContain('hand-over.give');
    field('We compared them: they are the same').click();
    await see(() => expect(all('alert')).toEqual([]));
    press('Hand over');
    await see(() => expect(document.querySelector('code')?.textContent).toBe(PACKAGE));
    expect(program.inputs.at(-1)).toMatchObject({ lookUpOnly: true, compared: true });
    find('button', 'Copy text');
  });

  it('takes back what it showed when the request is changed', async () => {
    await openPage(createFakeProgram(), 'Hand over a key');
    await put('Request from your colleague', REQUEST);
    press('Continue');
    await see(() => find('heading', 'Compare, then hand over'));
    await put('Request from your colleague', `${REQUEST}x`);
    await see(() => find('button', 'Continue'));
    expect(all('heading').map((each) => each.textContent)).not.toContain('Compare, then hand over');
  });

  it('says when the passphrase is wrong, and gives everything when that was chosen', async () => {
    const program = createFakeProgram();
    await openPage(program, 'Hand over a key');
    await put('Request from your colleague', REQUEST);
    press('Continue');
    await put('Passphrase', 'not it');
    field('We compared them: they are the same').click();
    const leave = field('They may');
    leave.value = 'everything';
    leave.dispatchEvent(new Event('change', { bubbles: true }));
    await see(() => expect(document.body.textContent).toContain('also renew it and hand it on'));
    press('Hand over');
    await see(() => find('alert', /That passphrase does not open the vault/));
    expect(program.inputs.at(-1)).toMatchObject({ lookUpOnly: false });
  });

  it('offers no key that was given for look-ups only', async () => {
    const program = createFakeProgram({ ...unlockedState, credentials: [lookUpKey, oneKey] });
    await openPage(program, 'Hand over a key');
    const options = await see(() => [...field('Key').querySelectorAll('option')]);
    expect(options.map((option) => option.textContent)).toEqual(['Support desk']);
  });

  it('says that there is none', async () => {
    const program = createFakeProgram({ ...unlockedState, credentials: [lookUpKey] });
    await openPage(program, 'Hand over a key');
    await see(() => expect(document.body.textContent).toContain('There is no key to hand over'));
  });

  it('begins at the key whose button was pressed, and goes back there', async () => {
    const second = { ...oneKey, id: 'key-2', label: 'Training' };
    openPanel(createFakeProgram({ ...unlockedState, credentials: [oneKey, second] }));
    await see(() => find('tab', 'Keys').click());
    await see(() => press('Hand over', find('article', 'Training')));
    await see(() => expect(field('Key').value).toBe('key-2'));
    press('Back');
    await see(() => find('article', 'Training'));
  });

  it('opens in a tab when it is asked for in the popup, which closes too easily', async () => {
    const program = createFakeProgram({ ...unlockedState, credentials: [] });
    openPopup(program);
    await see(() => press('Settings'));
    await see(() => press(/^Hand over a key/));
    press('Done');
    await see(() => find('tab', 'Keys').click());
    await see(() => press('Receive a key'));
    expect(program.log.filter((each) => each.startsWith('gesture'))).toEqual([
      'gesture openPanelTab hand-over',
      'gesture openPanelTab receive',
    ]);
  });
});

describe('A key that was given for look-ups only', () => {
  it('says so, and offers neither renewal nor handing on', async () => {
    const key = { ...lookUpKey, abilities: ['meetings' as const, 'sites' as const] };
    openPanel(createFakeProgram({ ...unlockedState, credentials: [key] }));
    await see(() => find('tab', 'Keys').click());
    const card = await see(() => find('article', 'Lent'));
    expect(card.textContent).toContain('Look-up only');
    const buttons = all('button', card).filter((each) => each.closest('.actions') !== null);
    expect(buttons.map((each) => each.textContent)).toEqual(['Edit', 'Disable', 'Delete']);
    press('Edit');
    await see(() => field('Label'));
    expect(() => field('Secret key')).toThrow();
    press('Save key');
    await see(() => find('article', 'Lent'));
  });

  it('says why something cannot be done with it', async () => {
    const program = createFakeProgram();
    program.answers['hand-over.read-request'] = () => {
      throw new Failure('look-up-only', { label: 'Lent', doing: 'hand-over' });
    };
    await openPage(program, 'Hand over a key');
    await see(() => press('Continue'));
    await see(() => find('alert', /“Lent” is for look-ups only/));
  });
});
