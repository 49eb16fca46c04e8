// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import { manyKeys, unlockedState } from '../preview/fixtures.ts';
import { reportWith } from '../preview/renewal-answers.ts';
import { all, closePage, field, find, openPanel, openPopup, press, see, type } from './person.ts';

afterEach(closePage);

async function openKeys(program: FakeProgram): Promise<void> {
  openPopup(program);
  await see(() => find('button', 'Lock'));
  find('tab', 'Keys').click();
  await see(() => find('button', 'Add key'));
}

async function fillForm(): Promise<void> {
  press('Add key');
  await see(() => field('Secret key'));
  const values = {
    Label: 'Night shift',
    'API key': '1f0d2090',
    'Secret key': '7Q6YCX0FXES0W33',
    Passcode: '12345',
    Email: 'john@test.com',
  };
  for (const [label, value] of Object.entries(values)) {
    type(label, value);
    await see(() => expect(field(label).value).toBe(value));
  }
}

describe('Adding a key', () => {
  it('sends the key before it asks the browser, in the same turn, because the prompt may close the popup', async () => {
    const program = createFakeProgram();
    program.permission = new Promise(() => {});
    await openKeys(program);
    await fillForm();
    const before = program.log.length;
    press('Save key');
    expect(program.log.slice(before)).toEqual([
      'credentials.save',
      'gesture requestHosts https://meetings-api.webex.com/*',
    ]);
    await see(() => find('article', 'Night shift'));
  });

  it('takes what a password manager fills in at one go', async () => {
    const program = createFakeProgram();
    await openKeys(program);
    press('Add key');
    await see(() => field('Secret key'));
    type('Label', 'Night shift');
    type('API key', '1f0d2090');
    type('Secret key', '7Q6YCX0FXES0W33');
    await see(() => expect(field('Secret key').value).toBe('7Q6YCX0FXES0W33'));
    expect([field('Label').value, field('API key').value]).toEqual(['Night shift', '1f0d2090']);
  });

  it('says when the browser did not allow the host; the key is kept', async () => {
    const program = createFakeProgram();
    program.permission = Promise.resolve(false);
    await openKeys(program);
    await fillForm();
    press('Save key');
    await see(() => find('status', /does not let Latchkey ask meetings-api.webex.com yet/));
    find('article', 'Night shift');
  });

  it('puts a problem at its field, says it aloud, and keeps what was typed', async () => {
    const program = createFakeProgram();
    program.answers['credentials.save'] = () => {
      throw new Failure('field-invalid', {
        field: 'email',
        label: 'Email',
        problem: 'is not an email address',
      });
    };
    await openKeys(program);
    await fillForm();
    press('Save key');
    await see(() => find('alert', /Email is not an email address/));
    expect(field('Email').getAttribute('aria-invalid')).toBe('true');
    expect(field('Secret key').value).toBe('7Q6YCX0FXES0W33');
  });

  it('does not bother the browser while a field is missing', async () => {
    const program = createFakeProgram();
    await openKeys(program);
    press('Add key');
    await see(() => field('Label'));
    press('Save key');
    await see(() => find('alert', /API key is missing/));
    expect(program.log.join()).not.toMatch(/credentials.save|requestHost/);
  });
});

describe('The list of keys', () => {
  it('says of each how it stands', async () => {
    await openKeys(createFakeProgram({ ...unlockedState, credentials: manyKeys }));
    expect(find('article', 'Old pilot').textContent).toContain('Expired');
    expect(find('article', 'Training').textContent).toContain('Disabled');
    find('button', 'Allow host', find('article', 'New site, waiting for the browser'));
  });

  it('asks again before it deletes', async () => {
    const program = createFakeProgram();
    await openKeys(program);
    press('Delete');
    await see(() => find('button', 'Keep'));
    expect(program.log).not.toContain('credentials.delete');
    press('Delete key');
    await see(() => expect(all('article')).toEqual([]));
  });
});

describe('Renewing a key', () => {
  it('says what the new key is and that the old one is kept', async () => {
    await openKeys(createFakeProgram());
    press('Renew');
    await see(() => find('button', 'Renew now', find('region', 'Renewal')));
    press('Renew now');
    await see(() => find('status', /…1b9fdf2 is in use and expires on 20 May 2027/));
  });

  it('offers the ways out when nobody knows whether it worked', async () => {
    const program = createFakeProgram();
    program.answers['renewal.report'] = () => reportWith({ phase: 'unknown' });
    await openKeys(program);
    press('Renew');
    await see(() => find('status', /look for a mail to john@test.com/i));
    find('button', 'Renew now');
    press('Put away');
    await see(() => expect(program.log).toContain('renewal.dismiss'));
  });
});

describe('The first visit', () => {
  it('says when the two passphrases differ, and makes the vault when they agree', async () => {
    const program = createFakeProgram({ ...unlockedState, vault: 'missing', credentials: [] });
    openPanel(program);
    await see(() => find('heading', 'Create your vault'));
    type('Passphrase', 'four words in a row');
    type('Repeat passphrase', 'four words in a raw');
    await see(() => expect(field('Repeat passphrase').value).toBe('four words in a raw'));
    press('Create vault');
    await see(() => find('alert', /not the same/));
    type('Repeat passphrase', 'four words in a row');
    await see(() => expect(field('Repeat passphrase').value).toBe('four words in a row'));
    press('Create vault');
    const region = await see(() => find('region', 'Recovery code'));
    await see(() => expect(region.querySelector('code')?.textContent).toMatch(/^7Q4M-/));
    press('I have saved it');
    await see(() => expect(all('region').map((each) => each.id)).not.toContain('recovery'));
    expect(program.state.recoverySaved).toBe(true);
  });
});

describe('The form of a stored key', () => {
  it('wants the secrets again before the browser is asked about another host', async () => {
    const program = createFakeProgram();
    await openKeys(program);
    press('Edit');
    await see(() => field('Base URL'));
    type('Base URL', 'https://elsewhere.example');
    await see(() => expect(field('Base URL').value).toBe('https://elsewhere.example'));
    press('Save key');
    await see(() => find('alert', /must be typed again for another host/));
    expect(program.log.join()).not.toMatch(/credentials.save|requestHost/);
  });

  it('that was changed elsewhere shows what it says now, and keeps what was typed', async () => {
    const program = createFakeProgram();
    const save = program.answers['credentials.save'];
    program.answers['credentials.save'] = (draft) => {
      if (draft.version !== 7) throw new Failure('changed-meanwhile', { label: 'Support desk' });
      return save(draft);
    };
    await openKeys(program);
    press('Edit');
    await see(() => field('Secret key'));
    type('Secret key', 'TYPED');
    await see(() => expect(field('Secret key').value).toBe('TYPED'));
    press('Save key');
    await see(() => find('alert', /was changed elsewhere/));
    const [key] = program.state.credentials;
    program.state = {
      ...program.state,
      credentials: key ? [{ ...key, version: 7, label: 'Renamed' }] : [],
    };
    press('Show what it says now');
    await see(() => expect(field('Label').value).toBe('Renamed'));
    expect(field('Secret key').value).toBe('TYPED');
    press('Save key');
    await see(() => find('article', 'Renamed'));
  });
});
