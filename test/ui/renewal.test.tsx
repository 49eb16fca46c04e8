// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { RenewalReport } from '../../src/domain/renewal.ts';
import { DAY } from '../../src/domain/time.ts';
import { GUIDES } from '../../src/ui/guides/guides.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from '../preview/fake-program.ts';
import { oneKey, unlockedState } from '../preview/fixtures.ts';
import { CUT_OFF, keptAnswer, putAway, reportWith, TYPED } from '../preview/renewal-answers.ts';
import { all, closePage, field, find, openPopup, press, see, type } from './person.ts';

afterEach(closePage);

async function openKeys(program: FakeProgram): Promise<void> {
  openPopup(program);
  await see(() => find('button', 'Lock'));
  find('tab', 'Keys').click();
  await see(() => find('article', oneKey.label));
}

async function openRenewal(program: FakeProgram): Promise<HTMLElement> {
  await openKeys(program);
  press('Renew');
  return see(() => {
    find('button', 'Close', find('region', 'Renewal'));
    return find('region', 'Renewal');
  });
}

const standing = (program: FakeProgram, change: Partial<RenewalReport>) => {
  program.answers['renewal.report'] = () => reportWith(change);
};
const stepNow = (region: HTMLElement) => region.querySelector('[aria-current=step]')?.textContent;

describe('A renewal that somebody else set off', () => {
  it('is followed step by step, with nothing to press but Close, to its outcome', async () => {
    const program = createFakeProgram();
    standing(program, { running: true, phase: 'intent' });
    const region = await openRenewal(program);
    await see(() => expect(stepNow(region)).toBe('Ask the server for a new key · now'));
    expect(all('button', region).map((each) => each.textContent)).toEqual(['Close']);
    standing(program, { running: true, phase: 'parsed' });
    program.tell('renewal');
    await see(() => expect(stepNow(region)).toBe('Test the new key · now'));
    standing(program, { phase: 'promoted' });
    program.tell('renewal');
    await see(() => find('status', /Renewed on/));
    find('button', 'Renew now', region);
  });
});

describe('A renewal whose outcome is unknown', () => {
  it('says where it stopped, and takes the key from the mail', async () => {
    const program = createFakeProgram();
    standing(program, { phase: 'unknown' });
    const region = await openRenewal(program);
    await see(() => expect(stepNow(region)).toContain('stopped here'));
    await see(() => find('button', 'Type the key from the mail'));
    press('Type the key from the mail');
    await see(() => field('Passcode'));
    type('API key', 'fe0d2090');
    type('Secret key', 'NOTASECRET');
    type('Expires', '2027-05-20T10:00');
    await see(() => expect(field('Expires').value).toBe('2027-05-20T10:00'));
    press('Test it and put it into use');
    await see(() => find('button', 'Put away', region));
    const input = program.inputs[program.log.indexOf('renewal.enter-key')];
    expect(input).toMatchObject({ fields: { apiKey: 'fe0d2090', secretKey: 'NOTASECRET' } });
  });

  it('says which field of the typed key is wrong', async () => {
    const program = createFakeProgram();
    standing(program, { phase: 'unknown' });
    program.answers['renewal.enter-key'] = () => {
      const problem = 'is missing';
      throw new Failure('field-invalid', { field: 'secretKey', label: 'Secret key', problem });
    };
    await openRenewal(program);
    await see(() => find('button', 'Type the key from the mail'));
    press('Type the key from the mail');
    await see(() => field('Secret key'));
    press('Test it and put it into use');
    await see(() => expect(document.body.textContent).toContain('Secret key is missing.'));
    field('Secret key');
  });
});

describe('A renewal that ended well', () => {
  it.each([
    [null, true],
    [Date.UTC(2027, 4, 20), false],
  ])('with the expiry %s asks for the date: %s', async (newExpiresAtMs, asks) => {
    const program = createFakeProgram();
    standing(program, { newKeyHint: '…1b9fdf2', newExpiresAtMs });
    await openRenewal(program);
    const outcome = await see(() => find('status', /Renewed on/));
    expect(outcome.textContent?.includes('is not known')).toBe(asks);
  });
});

describe('“This key leaked”', () => {
  it('says what will happen and does it only then', async () => {
    const program = createFakeProgram();
    const region = await openRenewal(program);
    await see(() => find('button', 'This key leaked'));
    press('This key leaked');
    await see(() => expect(region.textContent).toContain('Only then it has the server turn'));
    press('Cancel', region);
    expect(program.log).not.toContain('renewal.leaked');
    await see(() => find('button', 'This key leaked'));
    press('This key leaked');
    await see(() => find('button', 'Replace it and turn it off'));
    press('Replace it and turn it off');
    await see(() => find('status', /the old key is off/));
    expect(program.log).toContain('renewal.leaked');
  });

  it('that is done with does not make a leak of the next renewal', async () => {
    const program = createFakeProgram();
    standing(program, { leaked: true, stage: 'retire', phase: 'promoted' });
    const region = await openRenewal(program);
    await see(() => find('button', 'Renew now', region));
    press('Renew now', region);
    await see(() => expect(program.log).toContain('renewal.start'));
    expect(program.log).not.toContain('renewal.leaked');
  });

  it('whose outcome is unknown is still a leak when it is renewed again', async () => {
    const program = createFakeProgram();
    standing(program, { leaked: true, phase: 'unknown' });
    const region = await openRenewal(program);
    await see(() => find('button', 'Renew now', region));
    press('Renew now', region);
    await see(() => expect(program.log).toContain('renewal.leaked'));
  });

  it('that is not turned off yet can be gone on with', async () => {
    const program = createFakeProgram();
    standing(program, { leaked: true, stage: 'retire', phase: 'preflight' });
    const region = await openRenewal(program);
    await see(() => find('status', /not turned off yet/));
    press('Continue', region);
    await see(() => expect(program.log).toContain('renewal.resume'));
  });
});

describe('Answers that are kept', () => {
  it('are shown after the passphrase alone, hidden again, and removed after a question', async () => {
    const program = createFakeProgram();
    standing(program, { phase: 'unknown' });
    program.answers['renewal.answers'] = () => ({ answers: [keptAnswer, putAway], typed: TYPED });
    const region = await openRenewal(program);
    await see(() => expect(region.textContent).toContain('that are kept (2)'));
    expect(region.textContent).not.toContain('NOTASECRET');
    press('Show', region);
    await see(() => field('Passphrase again'));
    type('Passphrase again', PASSPHRASE);
    await see(() => expect(field('Passphrase again').value).toBe(PASSPHRASE));
    press('Show the answer');
    await see(() => expect(region.querySelector('code')?.textContent).toBe(CUT_OFF));
    press('Hide', region);
    await see(() => expect(region.querySelector('code')).toBeNull());
    press('Remove', region);
    await see(() => find('button', 'Remove for good'));
    press('Remove for good');
    await see(() => expect(region.textContent).toContain('that are kept (1)'));
  });
});

describe('An answer that is shown', () => {
  it('does not stay in the page when the list of answers is closed over it', async () => {
    const program = createFakeProgram();
    standing(program, { phase: 'unknown' });
    program.answers['renewal.answers'] = () => ({ answers: [keptAnswer], typed: TYPED });
    const region = await openRenewal(program);
    await see(() => find('button', 'Show', region));
    press('Show', region);
    await see(() => field('Passphrase again'));
    type('Passphrase again', PASSPHRASE);
    await see(() => expect(field('Passphrase again').value).toBe(PASSPHRASE));
    press('Show the answer');
    await see(() => expect(region.textContent).toContain('NOTASECRET'));
    const list = region.querySelector('details');
    if (list === null) throw new Error('There is no list of answers.');
    list.open = false;
    list.dispatchEvent(new Event('toggle'));
    await see(() => find('button', 'Show', region));
    expect(region.textContent).not.toContain('NOTASECRET');
  });
});

describe('Previous keys', () => {
  it('that have expired or leaked are not offered, and it is said why', async () => {
    const previous = (hint: string, change: object) => ({
      ...{ id: hint, hint, expiresAtMs: null, replacedAtMs: 0, leaked: null },
      ...change,
    });
    const keys = [
      previous('…1', { expiresAtMs: Date.now() - DAY }),
      previous('…2', { leaked: 'off' }),
      previous('…3', { leaked: 'live' }),
      previous('…4', { leaked: 'live', expiresAtMs: Date.now() - DAY }),
    ];
    await openKeys(
      createFakeProgram({ ...unlockedState, credentials: [{ ...oneKey, previous: keys }] }),
    );
    expect(all('button').filter((each) => each.textContent?.startsWith('Go back'))).toEqual([]);
    const text = find('article', oneKey.label).textContent;
    expect(text).toContain('the server takes it no more');
    expect(text).toContain('…2 leaked and is turned off');
    expect(text).toContain('…3 leaked: not offered any more, and it may still be accepted');
    expect(text).toContain('…4 expired on');
    expect(all('button').flatMap(({ textContent }) => /Remove …./.exec(textContent) ?? [])).toEqual(
      ['Remove …1', 'Remove …2', 'Remove …4'],
    );
  });
});

describe('Automatic renewal', () => {
  it('is chosen in Settings', async () => {
    const program = createFakeProgram();
    openPopup(program);
    await see(() => find('button', 'Settings'));
    press('Settings');
    await see(() => expect(field('Automatic renewal').value).toBe('off'));
    const select = field('Automatic renewal');
    select.value = '14';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await see(() => expect(field('Automatic renewal').value).toBe('14'));
    expect(program.inputs[program.log.indexOf('renewal.set-automatic')]).toEqual({ days: 14 });
  });

  it('that failed is said on the key', async () => {
    const failure = { code: 'no-answer', facts: { host: 'meetings-api.webex.com' } };
    const automatic = { failure, retryAtMs: Date.now() + DAY };
    await openKeys(
      createFakeProgram({ ...unlockedState, credentials: [{ ...oneKey, automatic }] }),
    );
    await see(() => expect(document.body.textContent).toContain('Automatic renewal failed: '));
  });
});

describe('Guides', () => {
  it('lead from no keys to a form of a new key, and remember what was ticked', async () => {
    const program = createFakeProgram({ ...unlockedState, credentials: [] });
    openPopup(program);
    await see(() => find('button', 'Lock'));
    find('tab', 'Keys').click();
    await see(() => find('button', 'Apply for a key'));
    press('Apply for a key');
    await see(() => find('heading', 'Apply for a Webex Meetings key'));
    await see(() => expect(field('Fill the form').disabled).toBe(false));
    await see(() => find('link', 'Open the registration page'));
    field('Fill the form').click();
    await see(() => find('status', '1 of 6 done'));
    press('Back');
    await see(() => find('button', 'Apply for a key'));
    press('Apply for a key');
    await see(() => find('status', '1 of 6 done'));
    press('Add key', find('region', 'Guides'));
    await see(() => field('Secret key'));
  });

  it('lead from an expired key to its renewal', async () => {
    const expired = { ...oneKey, expired: true, expiresAtMs: Date.now() - DAY };
    const program = createFakeProgram({ ...unlockedState, credentials: [expired] });
    await openKeys(program);
    press(`Guide of “${oneKey.label}”`);
    await see(() => find('heading', 'Renew a Webex Meetings key that has expired'));
    press('Renew', find('region', 'Guides'));
    await see(() => find('button', 'Type the key from the mail', find('region', 'Renewal')));
  });

  it('are there for five systems, each step with what, why and what to check', () => {
    expect(new Set(GUIDES.map(({ provider }) => provider)).size).toBe(5);
    expect(new Set(GUIDES.map(({ id }) => id)).size).toBe(GUIDES.length);
    for (const { steps } of GUIDES) {
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
      for (const { what, why, check } of steps) {
        for (const words of [what, why, check]) expect(words).toMatch(/^[A-Z“].*[.]$/s);
      }
    }
  });
});
