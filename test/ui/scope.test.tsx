// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { CredentialSummary } from '../../src/domain/credential.ts';
import { Failure } from '../../src/domain/failure.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import { oneKey, unlockedState, webexCard } from '../preview/fixtures.ts';
import { withAnswers } from '../preview/scene.ts';
import { onRules, verintCard, verintKey } from '../preview/scope-scenes.ts';
import { closePage, field, find, openPanel, press, see } from './person.ts';

afterEach(closePage);

const rules: CredentialSummary['rules'] = [
  { method: 'POST', url: '/api/qm/export' },
  { method: 'GET', url: '/api/audit/*' },
];

function withKey(key: CredentialSummary): FakeProgram {
  return withAnswers(createFakeProgram({ ...unlockedState, credentials: [key] }), {
    'providers.list': () => [webexCard, verintCard],
  });
}

async function editKey(program: FakeProgram): Promise<void> {
  openPanel(program);
  await see(() => find('tab', 'Keys'));
  find('tab', 'Keys').click();
  await see(() => find('button', 'Edit'));
  press('Edit');
  await see(() => field('Label'));
}

/** All fields of that label, in their order. */
function fieldsOf(label: string): HTMLInputElement[] {
  const labels = [...document.querySelectorAll('label')].filter(
    ({ textContent }) => textContent === label,
  );
  return labels.flatMap(({ htmlFor }) => {
    const input = document.getElementById(htmlFor);
    return input instanceof HTMLInputElement || input instanceof HTMLSelectElement ? [input] : [];
  }) as HTMLInputElement[];
}

const typeInto = (input: HTMLInputElement | undefined, text: string) => {
  if (!input) throw new Error('No such field');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};

const choose = (input: HTMLInputElement | undefined, value: string) => {
  if (!input) throw new Error('No such field');
  input.value = value;
  input.dispatchEvent(new Event('change', { bubbles: true }));
};

/** What was sent with the last request of that name. */
function sent(program: FakeProgram, call: string): unknown {
  const requests = program.log.filter((line) => !line.startsWith('gesture'));
  return program.inputs[requests.lastIndexOf(call)];
}

describe('The allowed URLs in the form of a key', () => {
  it('are rows that are added, changed and removed, and the focus goes along', async () => {
    const program = withKey(oneKey);
    await editKey(program);
    const details = find('button', 'Add URL').closest('details');
    expect(details?.open).toBe(false);
    details?.setAttribute('open', '');
    press('Add URL');
    await see(() => expect(document.activeElement).toBe(fieldsOf('URL')[0]));
    typeInto(fieldsOf('URL')[0], '/api/audit/*');
    press('Add URL');
    await see(() => expect(document.activeElement).toBe(fieldsOf('URL')[1]));
    typeInto(fieldsOf('URL')[1], '/api/qm/export');
    await see(() => expect(fieldsOf('URL')[1]?.value).toBe('/api/qm/export'));
    choose(fieldsOf('Method')[1], 'POST');
    await see(() => expect(fieldsOf('Method')[1]?.value).toBe('POST'));
    press('Remove');
    await see(() => expect(fieldsOf('URL')).toHaveLength(1));
    await see(() => expect(document.activeElement).toBe(fieldsOf('URL')[0]));
    press('Save key');
    await see(() =>
      expect(sent(program, 'credentials.save')).toMatchObject({
        rules: [{ url: '/api/qm/export', method: 'POST' }],
      }),
    );
  });

  it('leave the focus at “Add URL” when the last one goes', async () => {
    await editKey(withKey({ ...oneKey, rules: rules.slice(0, 1) }));
    find('button', 'Remove').focus();
    press('Remove');
    await see(() => expect(document.activeElement?.textContent).toBe('Add URL'));
    expect(document.activeElement?.closest('details')?.open).toBe(true);
  });

  it('have a problem said at its row, and the key is not saved', async () => {
    const program = withKey({ ...oneKey, rules });
    await editKey(program);
    typeInto(fieldsOf('URL')[1], '/api/../x');
    await see(() => expect(fieldsOf('URL')[1]?.value).toBe('/api/../x'));
    press('Save key');
    await see(() => find('alert', /URL must not have “\.” or “\.\.” as a part/));
    expect(fieldsOf('URL').map((each) => each.getAttribute('aria-invalid'))).toEqual([
      null,
      'true',
    ]);
    expect(document.activeElement).toBe(fieldsOf('URL')[1]);
    expect(program.log).not.toContain('credentials.save');
  });

  it('have said beside them what they open', async () => {
    await editKey(withKey({ ...oneKey, rules: [{ method: 'GET', url: '/api/audit*' }] }));
    expect(document.body.textContent).toContain('This wildcard also opens /api/audits');
    expect(document.body.textContent).toContain('Left out: POST /gapi/v1/meetings');
  });

  it('do not stand in the form of a key for look-ups only', async () => {
    await editKey(withKey({ ...oneKey, lookUpOnly: true, rules }));
    expect(() => find('button', 'Add URL')).toThrow();
    press('Save key');
  });
});

describe('The form of a Verint key', () => {
  it('asks for what a key of its type has', async () => {
    await editKey(withKey(verintKey));
    const has = (label: string) => fieldsOf(label).length > 0;
    const types = {
      custom: ['User', 'User name', 'URL', 'Expires'],
      external: ['User', 'User name', 'Expires'],
      internal: ['Expires'],
      desktop: [],
    };
    for (const [keyType, wanted] of Object.entries(types)) {
      choose(field('Key type'), keyType);
      await see(() => {
        expect(['User', 'User name', 'URL', 'Expires'].filter(has)).toEqual(wanted);
      });
    }
    choose(field('Key type'), 'external');
    await see(() => field('User'));
    choose(field('User'), 'all');
    await see(() => expect(has('User name')).toBe(false));
  });

  it('sends its URLs with the key, GET or POST and nothing else', async () => {
    const program = withKey(verintKey);
    await editKey(program);
    const [method] = fieldsOf('Method');
    expect([...(method?.querySelectorAll('option') ?? [])].map(({ value }) => value)).toEqual([
      'GET',
      'POST',
    ]);
    choose(method, 'POST');
    await see(() => expect(fieldsOf('Method')[0]?.value).toBe('POST'));
    press('Save key');
    await see(() =>
      expect(sent(program, 'credentials.save')).toMatchObject({
        fields: { urls: 'POST /api/audit/*\nPOST /api/qm/export' },
        rules: [],
      }),
    );
  });

  it('wants a custom key to have one, at its row', async () => {
    const fields = { ...verintKey.fields, urls: '' };
    const program = withKey({ ...verintKey, fields });
    await editKey(program);
    press('Save key');
    await see(() => expect(fieldsOf('URL')[0]?.getAttribute('aria-invalid')).toBe('true'));
    expect(program.log).not.toContain('credentials.save');
  });

  it('sends no date of a key that cannot expire', async () => {
    const program = withKey({ ...verintKey, fields: { ...verintKey.fields, keyType: 'desktop' } });
    await editKey(program);
    press('Save key');
    await see(() => expect(sent(program, 'credentials.save')).toMatchObject({ expiresAtMs: null }));
  });

  it('signs the query by a switch', async () => {
    const program = withKey(verintKey);
    await editKey(program);
    field('Sign the query too').click();
    await see(() => expect(field('Sign the query too').checked).toBe(true));
    press('Save key');
    await see(() =>
      expect(sent(program, 'credentials.save')).toMatchObject({
        fields: { signQuery: 'yes' },
      }),
    );
  });
});

describe('The page “Allowed URLs”', () => {
  async function open(program: FakeProgram): Promise<void> {
    openPanel(program);
    await see(() => find('heading', 'Allowed URLs'));
    await see(() => find('button', 'Test'));
  }

  /** The field of the tester stands below those of the rules. */
  const tested = () => fieldsOf('URL').at(-1);

  it('is a way from the key’s card', async () => {
    const program = withKey(oneKey);
    openPanel(program);
    await see(() => find('tab', 'Keys'));
    find('tab', 'Keys').click();
    await see(() => find('button', 'Allowed URLs of “Support desk”'));
    press('Allowed URLs of “Support desk”');
    await see(() => find('button', 'Test'));
  });

  it('says by which rule a request is allowed', async () => {
    const program = onRules({ ...oneKey, rules });
    await open(program);
    typeInto(tested(), '/api/audit/export');
    await see(() => expect(tested()?.value).toBe('/api/audit/export'));
    press('Test');
    await see(() => find('status', 'Allowed by rule 2: GET /api/audit/*'));
    expect(sent(program, 'scope.test')).toEqual({
      credentialId: oneKey.id,
      method: 'GET',
      url: '/api/audit/export',
    });
    typeInto(tested(), '/api/audit/expor');
    await see(() => expect(document.body.textContent).not.toContain('Allowed by'));
  });

  it('says why one is denied, and what comes nearest', async () => {
    const denied = { list: 'local', refusal: 'odd', rule: 'GET /api/audit/*', place: 2 } as const;
    await open(onRules({ ...oneKey, rules }, { lists: [denied] }));
    typeInto(tested(), '/api/audit/%2e%2e/x');
    await see(() => expect(tested()?.value).not.toBe(''));
    press('Test');
    await see(() =>
      find(
        'status',
        /^Denied: .*because of “\.” or “\.\.”.*The nearest is rule 2: GET \/api\/audit\/\*\.$/,
      ),
    );
  });

  it('says that nothing bounds a key without rules', async () => {
    await open(onRules(oneKey, { lists: [] }));
    expect(document.body.textContent).toContain('No URL yet');
    typeInto(tested(), '/x');
    await see(() => expect(tested()?.value).toBe('/x'));
    press('Test');
    await see(() => find('status', /no URLs are set, so the whole host is open/));
  });

  it('saves changed rules and nothing else of the key', async () => {
    const program = onRules({ ...oneKey, rules });
    await open(program);
    typeInto(fieldsOf('URL')[0], ' /api/qm/other ');
    await see(() => find('button', 'Save URLs'));
    press('Save URLs');
    await see(() => expect(program.log).toContain('credentials.save'));
    const { apiKey } = oneKey.fields;
    expect(sent(program, 'credentials.save')).toMatchObject({
      id: oneKey.id,
      version: oneKey.version,
      label: oneKey.label,
      expiresAtMs: oneKey.expiresAtMs,
      fields: { apiKey, secretKey: '', passcode: '' },
      rules: [{ method: 'POST', url: '/api/qm/other' }, rules[1]],
    });
  });

  it('shows what another window made of them, and saves over that only when asked', async () => {
    const program = onRules({ ...oneKey, rules });
    program.answers['credentials.save'] = () => {
      throw new Failure('changed-meanwhile', { label: oneKey.label });
    };
    await open(program);
    await see(() => find('button', 'Remove'));
    press('Remove');
    await see(() => find('button', 'Save URLs'));
    press('Save URLs');
    await see(() => find('alert', /was changed elsewhere/));
    program.state = {
      ...program.state,
      credentials: [{ ...oneKey, version: 9, rules: [{ method: 'GET', url: '/theirs' }] }],
    };
    press('Show what it says now');
    await see(() => expect(fieldsOf('URL').map(({ value }) => value)).toEqual(['/theirs', '']));
  });

  it('shows the rules of a key for look-ups only, and changes none', async () => {
    await open(onRules({ ...oneKey, lookUpOnly: true, rules }));
    await see(() => expect(document.body.textContent).toContain('GET /api/audit/*'));
    expect(() => find('button', 'Add URL')).toThrow();
  });

  it('shows beside them the URLs that a custom Verint key has of its own', async () => {
    await open(onRules({ ...verintKey, rules }));
    await see(() =>
      expect(find('region', 'The key’s own URLs').textContent).toContain('POST /api/qm/export'),
    );
  });

  it('says so where the key is gone', async () => {
    const program = onRules(oneKey);
    program.state = { ...program.state, credentials: [] };
    openPanel(program);
    await see(() => expect(document.body.textContent).toContain('This key is gone'));
  });
});
