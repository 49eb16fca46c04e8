// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { connectKeySummary, withConnect } from '../preview/connect-scenes.ts';
import type { FakeProgram } from '../preview/fake-program.ts';
import { oneKey } from '../preview/fixtures.ts';
import { all, closePage, field, find, openPanel, press, see, type } from './person.ts';

afterEach(closePage);

const asked = (program: FakeProgram) => program.log.filter((line) => line.startsWith('gesture'));

async function openForm(program: FakeProgram, name = 'Edit'): Promise<void> {
  openPanel(program);
  await see(() => find('button', 'Lock'));
  find('tab', 'Keys').click();
  await see(() => find('button', 'Add key'));
  press(name);
  await see(() => field('Label'));
}

async function choose(label: string, value: string): Promise<void> {
  field(label).value = value;
  field(label).dispatchEvent(new Event('change', { bubbles: true }));
  await see(() => expect(field(label).value).toBe(value));
}

async function put(values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    type(label, value);
    await see(() => expect(field(label).value).toBe(value));
  }
}

async function openNew(program: FakeProgram): Promise<void> {
  await openForm(program, 'Add key');
  await choose('System', 'webex-connect');
}

/** What the form says that an API is sent. */
function sent(api: string): string {
  const row = all('row').find((each) => each.textContent?.startsWith(api));
  return row?.querySelector('td:last-child')?.textContent ?? '';
}

describe('Adding a Webex Connect key', () => {
  it('begins without a region, and offers both that are called imiconnect.io', async () => {
    await openNew(withConnect(oneKey));
    expect(field('Region').value).toBe('');
    const names = [...field('Region').querySelectorAll('option')].map((each) => each.textContent);
    expect(names).toContain('imiconnect.io, Europe');
    expect(names).toContain('imiconnect.io, USA');
    expect(names[0]).toBe('Choose where you sign in');
  });

  it('asks the browser for all of its hosts in one click, after the key was sent', async () => {
    const program = withConnect(oneKey);
    await openNew(program);
    await choose('Region', 'imiconnect.io/usa');
    await put({
      'Service key': 'k-1',
      'RTM host': 'rtm.example.com:8443/base',
      'Inbound webhook URL': 'https://hooks.example.com/events/1',
    });
    const before = program.log.length;
    press('Save key');
    expect(program.log.slice(before)).toEqual([
      'credentials.save',
      'gesture requestHosts https://api-us.imiconnect.io/* https://contactpolicy-us.imiconnect.io/* https://rtm.example.com/* https://hooks.example.com/*',
    ]);
    await see(() =>
      find('status', /api-us\.imiconnect\.io, contactpolicy.*8443 and hooks\.example\.com/),
    );
  });

  it('asks for no host where none is known, so that the page stays', async () => {
    const program = withConnect(oneKey);
    await openNew(program);
    await put({ 'Service key': 'k-1' });
    press('Save key');
    await see(() => expect(program.log).toContain('credentials.save'));
    expect(asked(program)).toEqual([]);
  });

  it('shows what each API would be sent, while it is typed', async () => {
    await openNew(withConnect(oneKey));
    expect(all('row')).toHaveLength(10);
    expect(sent('Messaging')).toBe('Not with this key');
    await put({ 'Service key': 'k-1' });
    await see(() => expect(sent('Messaging')).toBe('Service key'));
    expect(sent('Thread')).toBe('Not with this key');
    await put({ 'Service ID': 's' });
    expect(sent('Messaging')).toBe('Service key');
    await put({ 'Service secret': 'c2VjcmV0' });
    await see(() => expect(sent('Messaging')).toBe('Service token (JWT)'));
    expect(sent('Thread')).toBe('Not with this key');
    await put({ 'App ID': 'A1', 'App secret': 'a secret' });
    await see(() => expect(sent('Thread')).toBe('App token (JWT)'));
    expect(sent('Profile')).toBe('Not with this key');
    await put({ 'Profile key': 'p' });
    await see(() => expect(sent('Contact Policy')).toBe('Profile key'));
  });

  it('shows no such table for systems whose APIs all take the same', async () => {
    await openForm(withConnect(oneKey), 'Add key');
    expect(all('row')).toEqual([]);
  });
});

describe('A stored key with several hosts', () => {
  it('counts what the vault holds as given', async () => {
    await openForm(withConnect(connectKeySummary));
    expect(sent('Messaging')).toBe('Service token (JWT)');
    expect(sent('Contact Policy')).toBe('Profile key');
  });

  it.each<[string, () => Promise<void>]>([
    ['another region', () => choose('Region', 'us.webexconnect.io')],
    ['another RTM host', () => put({ 'RTM host': 'https://evil.example' })],
    ['another webhook', () => put({ 'Inbound webhook URL': 'https://evil.example/x' })],
  ])('wants its secrets again for %s, before the browser is asked', async (_, change) => {
    const program = withConnect(connectKeySummary);
    await openForm(program);
    expect(field('Service key').placeholder).toBe('Unchanged');
    await change();
    await see(() => expect(field('Service key').placeholder).toBe(''));
    press('Save key');
    await see(() => find('alert', /Service key must be typed again for another host/));
    expect(program.log).not.toContain('credentials.save');
    expect(asked(program)).toEqual([]);
  });

  it('loses a secret by a button, which takes it back too', async () => {
    const program = withConnect(connectKeySummary);
    const saved: unknown[] = [];
    program.answers['credentials.save'] = async ({ emptied }) => {
      saved.push(emptied);
      return { id: 'key-connect', label: 'Connect, EMEA' };
    };
    await openForm(program);
    press('Remove “Service secret”');
    await see(() => expect(field('Service secret').placeholder).toBe('Will be removed'));
    await put({ 'Service ID': '' });
    expect(sent('Messaging')).toBe('Service key');
    press('Remove “Profile key”');
    await see(() => press('Keep “Profile key”'));
    await see(() => expect(field('Profile key').placeholder).toBe('Unchanged'));
    press('Save key');
    await see(() => expect(saved).toEqual([['serviceSecret']]));
  });

  it('is saved with its secrets as they are where the hosts stay', async () => {
    const program = withConnect(connectKeySummary);
    await openForm(program);
    await put({ 'API host': 'api.eu.webexconnect.io', 'Service ID': 'SVC2' });
    press('Save key');
    await see(() => expect(program.log).toContain('credentials.save'));
  });

  it('has one button for all hosts that are not allowed yet', async () => {
    const program = withConnect({ ...connectKeySummary, hostAllowed: false });
    openPanel(program);
    await see(() => find('button', 'Lock'));
    find('tab', 'Keys').click();
    const card = await see(() => find('article', 'Connect, EMEA'));
    expect(card.textContent).toContain('rtm.eu.webexconnect.io and hooks.eu.webexconnect.io');
    press('Allow host', card);
    await see(() =>
      expect(asked(program)).toEqual([
        `gesture requestHosts ${connectKeySummary.origins.join(' ')}`,
      ]),
    );
  });
});
