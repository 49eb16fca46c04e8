// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { ProgramState } from '../../src/rpc/answers/vault.ts';
import { CODE, createFakeProgram, type FakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import { threeWays, unlockedState } from '../preview/fixtures.ts';
import { all, closePage, field, find, openPanel, openPopup, press, see, type } from './person.ts';

afterEach(closePage);

const NEXT = 'steamy catalyst plop emcee';
const aPasskey = { slotId: 'way-3', credentialId: 'credential-1-of-a-test', salt: 'A'.repeat(43) };
const withPasskey = { ...unlockedState, passkeys: [aPasskey] };

async function openAccess(state: ProgramState = withPasskey): Promise<FakeProgram> {
  const program = createFakeProgram(state);
  program.world.page = 'access';
  openPanel(program);
  await see(() => find('article', 'Passphrase'));
  return program;
}

async function fill(label: string, text: string): Promise<void> {
  await see(() => field(label));
  type(label, text);
  await see(() => expect(field(label).value).toBe(text));
}

const names = () => all('article').map((each) => each.querySelector('h3')?.textContent);
/** What was asked with the first request of that name. */
function inputOf({ log, inputs }: FakeProgram, call: string): unknown {
  return inputs[log.filter((each) => !/^(gesture|passkey) /.test(each)).indexOf(call)];
}

describe('The ways to unlock', () => {
  it('are listed with their names and since when they are there', async () => {
    await openAccess();
    expect(names()).toEqual(['Passphrase', 'Recovery code', 'Blue key on the keyring']);
    expect(find('article', 'Passphrase').textContent).toContain('Since 5 Jan 2026');
    expect(find('article', 'Blue key on the keyring').textContent).toContain('Since 14 Sep');
  });

  it('say of a recovery code that nobody saved that it is not saved yet', async () => {
    const program = createFakeProgram();
    program.world.page = 'access';
    program.ways = threeWays.map((way) => ({ ...way, saved: way.kind !== 'recovery' }));
    openPanel(program);
    await see(() => find('article', 'Recovery code'));
    expect(find('article', 'Recovery code').textContent).toContain('Not saved yet');
  });

  it('are opened from the settings, and from the popup in a tab', async () => {
    const program = createFakeProgram();
    openPopup(program);
    await see(() => find('button', 'Settings'));
    press('Settings');
    await see(() => find('button', /^Ways to unlock/));
    press(/^Ways to unlock/);
    await see(() => expect(program.log).toContain('gesture openPanelTab access'));
  });

  it('offer no way to remove the passphrase', async () => {
    await openAccess();
    const buttons = all('button', find('article', 'Passphrase'));
    expect(buttons.map((each) => each.textContent)).toEqual(['Change passphrase']);
  });

  it('are removed after the passphrase, not after another one', async () => {
    const program = await openAccess();
    press('Remove', find('article', 'Blue key on the keyring'));
    await fill('Passphrase again', 'not it');
    press('Remove', find('article', 'Blue key on the keyring'));
    await see(() => find('alert', /does not open the vault/));
    await fill('Passphrase again', PASSPHRASE);
    press('Remove', find('article', 'Blue key on the keyring'));
    await see(() => expect(names()).toEqual(['Passphrase', 'Recovery code']));
    expect(program.inputs).toContainEqual({
      proof: { kind: 'passphrase', passphrase: PASSPHRASE },
      slotId: 'way-3',
    });
  });

  it('are removed after a passkey, too', async () => {
    const program = await openAccess();
    press('Remove', find('article', 'Recovery code'));
    await see(() => find('button', 'Use a passkey instead'));
    press('Use a passkey instead');
    await see(() => expect(names()).toEqual(['Passphrase', 'Blue key on the keyring']));
    expect(inputOf(program, 'access.remove')).toMatchObject({
      proof: { kind: 'passkey', slotId: 'way-3' },
    });
  });

  it('get another name', async () => {
    await openAccess();
    press('Rename');
    await fill('Name', 'Spare key');
    press('Save name');
    await see(() => expect(names()).toContain('Spare key'));
    await see(() => expect(document.activeElement?.textContent).toBe('Rename'));
  });

  it('are changed one at a time, so that no passphrase is typed into the wrong form', async () => {
    await openAccess();
    press('Change passphrase');
    await see(() => field('Present passphrase'));
    press('Rename');
    await see(() => field('Name'));
    expect(() => field('Present passphrase')).toThrow();
  });
});

async function chooseNext(): Promise<void> {
  await fill('New passphrase', NEXT);
  await fill('Repeat new passphrase', NEXT);
}

describe('Changing the passphrase', () => {
  it('needs the present one, and says when it is done', async () => {
    const program = await openAccess();
    press('Change passphrase');
    await fill('Present passphrase', 'not it');
    await chooseNext();
    press('Change passphrase');
    await see(() => find('alert', /does not open the vault/));
    await fill('Present passphrase', PASSPHRASE);
    press('Change passphrase');
    await see(() => find('status', /The passphrase was changed.*opens nothing any more/));
    expect(program.inputs).toContainEqual({
      proof: { kind: 'passphrase', passphrase: PASSPHRASE },
      passphrase: NEXT,
      exposed: false,
    });
    expect(() => field('New passphrase')).toThrow();
  });

  it('refuses two that differ and one that is too short, before anything is asked', async () => {
    const program = await openAccess();
    press('Change passphrase');
    await fill('Present passphrase', PASSPHRASE);
    await fill('New passphrase', 'too short');
    press('Change passphrase');
    await see(() => find('alert', /9 of at least 12/));
    await fill('New passphrase', NEXT);
    press('Change passphrase');
    await see(() => find('alert', /not the same/));
    expect(program.log).not.toContain('access.change-passphrase');
  });

  it('is possible for who only has the recovery code', async () => {
    const program = await openAccess();
    press('Change passphrase');
    await see(() => find('button', 'I only have the recovery code'));
    press('I only have the recovery code');
    await fill('Recovery code', CODE);
    await chooseNext();
    press('Change passphrase');
    await see(() => find('status', /The passphrase was changed/));
    expect(inputOf(program, 'access.change-passphrase')).toMatchObject({
      proof: { kind: 'recovery', code: CODE },
    });
  });

  it('that somebody may know seals everything anew and shows a new recovery code', async () => {
    const program = await openAccess();
    press('Change passphrase');
    await fill('Present passphrase', PASSPHRASE);
    await chooseNext();
    field('Somebody may know the old one').click();
    await see(() => expect(field('Somebody may know the old one').checked).toBe(true));
    press('Change passphrase');
    await see(() => find('status', /Everything was sealed anew.*add the passkeys again/));
    expect(inputOf(program, 'access.change-passphrase')).toMatchObject({ exposed: true });
    await see(() =>
      expect(find('region', 'Recovery code').querySelector('code')?.textContent).toBe(CODE),
    );
    expect(names()).toEqual(['Passphrase']);
  });

  it('that left an old copy behind is said to be done, with what is left', async () => {
    const program = await openAccess();
    program.answers['access.change-passphrase'] = () => {
      throw new Failure('slot-lingers', {});
    };
    press('Change passphrase');
    await fill('Present passphrase', PASSPHRASE);
    await chooseNext();
    press('Change passphrase');
    await see(() => find('status', /The passphrase was changed/));
    await see(() => find('alert', /an old copy is still there/));
    expect(() => field('New passphrase')).toThrow();
  });
});

describe('A new recovery code', () => {
  it('is shown after the passphrase, and in force once it is saved', async () => {
    const program = await openAccess();
    press('New recovery code');
    await fill('Passphrase again', PASSPHRASE);
    press('Show new code');
    const region = await see(() => find('region', 'Recovery code'));
    expect(region.querySelector('code')?.textContent).toBe(CODE);
    expect(program.log).not.toContain('recovery.confirm');
    press('I have saved it', region);
    await see(() => find('button', 'New recovery code'));
    expect(inputOf(program, 'recovery.confirm')).toEqual({ slotId: 'slot-1' });
    expect(document.body.textContent).not.toContain(CODE);
  });
});

async function fillNewPasskey(): Promise<void> {
  await see(() => find('button', 'Add passkey'));
  press('Add passkey');
  await fill('Name', 'This laptop');
  await fill('Passphrase again', PASSPHRASE);
}

describe('Adding a passkey', () => {
  it('collects name and passphrase first, then asks the device', async () => {
    const program = await openAccess();
    await fillNewPasskey();
    expect(program.log).not.toContain('passkey make');
    press('Make passkey');
    await see(() => find('article', 'This laptop'));
    expect(inputOf(program, 'access.add-passkey')).toMatchObject({
      name: 'This laptop',
      proof: { kind: 'passphrase', passphrase: PASSPHRASE },
    });
  });

  it('does not have a second one made after a mistyped passphrase', async () => {
    const program = await openAccess();
    await fillNewPasskey();
    await fill('Passphrase again', 'not it');
    press('Make passkey');
    await see(() => find('alert', /does not open the vault/));
    await fill('Passphrase again', PASSPHRASE);
    press('Make passkey');
    await see(() => find('article', 'This laptop'));
    expect(program.log.filter((each) => each === 'passkey make')).toHaveLength(1);
  });

  it('says plainly when the device makes no secrets', async () => {
    const program = await openAccess();
    program.dialog = new Failure('passkey-without-prf', {});
    await fillNewPasskey();
    press('Make passkey');
    await see(() => find('alert', /cannot open a vault.*PRF/));
    expect(program.log).not.toContain('access.add-passkey');
  });

  it('is quiet about somebody who turns away', async () => {
    const program = await openAccess();
    program.dialog = 'closed';
    await fillNewPasskey();
    press('Make passkey');
    await see(() => find('status', /No passkey was made/));
    expect(all('alert')).toEqual([]);
  });

  it('goes to a tab where the page stands beside another', async () => {
    const program = await openAccess();
    program.tab = false;
    press('Add passkey');
    await see(() => expect(program.log).toContain('gesture openPanelTab access'));
    expect(() => field('Name')).toThrow();
  });

  it('is not offered in Firefox, which says why', async () => {
    const program = createFakeProgram();
    program.world.page = 'access';
    program.world.passkeys = null;
    openPanel(program);
    await see(() => expect(document.body.textContent).toContain('Firefox ties passkeys'));
    expect(() => find('button', 'Add passkey')).toThrow();
  });
});
