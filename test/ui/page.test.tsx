// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { OutputOf } from '../../src/rpc/contract.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import { HITS } from '../preview/page-scenes.ts';
import { all, closePage, field, find, openPanel, openPopup, press, see } from './person.ts';

afterEach(closePage);

const SWITCH = 'Always on this site';
let program: FakeProgram;

async function open(standing: Partial<OutputOf<'page.standing'>> = {}, hits = HITS): Promise<void> {
  program = createFakeProgram();
  let now = {
    ...{ site: 'tickets.example', pattern: 'https://tickets.example/*' },
    ...{ always: false, preset: false },
    ...standing,
  };
  program.answers['page.standing'] = () => now;
  program.answers['page.find'] = () => ({ hits, more: false });
  program.answers['page.set-always'] = ({ on }) => {
    now = { ...now, always: on };
    return {};
  };
  openPopup(program);
  await see(() => find('button', 'Find on this page'));
}

const list = () => document.querySelector('ul[aria-label="On this page"]');
const hits = () => [...(list()?.querySelectorAll('button') ?? [])].map((each) => each.textContent);
/** What was asked by that name; gestures stand in the log, and ask the worker nothing. */
const inputsOf = (call: string) =>
  program.log
    .filter((each) => !each.startsWith('gesture'))
    .flatMap((each, place) => (each === call ? [program.inputs[place]] : []));

describe('What is on this page', () => {
  it('is a list of buttons, asked for by a click', async () => {
    await open();
    expect(list()).toBeNull();
    press('Find on this page');
    await see(() => expect(hits()).toHaveLength(4));
    expect(hits()[0]).toBe('400 971 234Session key');
    expect(document.querySelector('[aria-live=polite]')?.textContent).toContain('4 on this page');
  });

  it('is looked up by its button, which puts it into the box', async () => {
    await open();
    press('Find on this page');
    await see(() => press(/^512340011@example/));
    await see(() => find('region', 'Result'));
    expect(field('Session key, link, email or token').value).toBe('512340011');
    await see(() => expect(inputsOf('lookup.meeting')).toHaveLength(1));
  });

  it('is said to be nothing where nothing was found', async () => {
    await open({}, []);
    press('Find on this page');
    await see(() =>
      expect(document.body.textContent).toContain('No session key, Webex link or SIP'),
    );
    expect(list()).toBeNull();
  });

  it('is said to be out of reach where no extension may look', async () => {
    await open({ site: null, pattern: null });
    program.answers['page.find'] = () => {
      throw new Failure('page-unreachable', {});
    };
    press('Find on this page');
    await see(() => find('alert', /This page cannot be looked through/));
  });

  it('is not in the panel, which has no page beside it', async () => {
    program = createFakeProgram();
    openPanel(program);
    await see(() => find('button', 'Lock'));
    expect(all('button').map((each) => each.textContent)).not.toContain('Find on this page');
    expect(program.log).not.toContain('page.standing');
  });
});

describe('The switch for a site', () => {
  const toggle = () => field(SWITCH).click();

  it('is a switch, and says what it means before the browser asks', async () => {
    await open();
    await see(() => expect(field(SWITCH).getAttribute('role')).toBe('switch'));
    expect(document.body.textContent).toContain('Nothing is sent anywhere until you choose one');
  });

  it('notes the wish first, because the browser’s question closes the popup', async () => {
    await open();
    await see(() => field(SWITCH));
    toggle();
    await see(() => expect(field(SWITCH).checked).toBe(true));
    const acts = program.log.filter((each) => /set-always|requestHosts/.test(each));
    expect(acts).toEqual(['page.set-always', 'gesture requestHosts https://tickets.example/*']);
  });

  it('takes the wish back when the browser does not allow it, and says so', async () => {
    await open();
    await see(() => field(SWITCH));
    program.permission = Promise.resolve(false);
    toggle();
    await see(() => find('alert', /does not allow tickets.example/));
    expect(inputsOf('page.set-always')).toMatchObject([{ on: true }, { on: false }]);
    expect(field(SWITCH).checked).toBe(false);
  });

  it('asks the browser nothing when it is switched off', async () => {
    await open({ always: true });
    await see(() => field(SWITCH));
    toggle();
    await see(() => expect(field(SWITCH).checked).toBe(false));
    expect(program.log.join()).not.toContain('requestHosts');
  });

  it('is on: then the list is there without a click', async () => {
    await open({ always: true });
    await see(() => expect(hits()).toHaveLength(4));
  });

  it('is not there where a policy decides, or where there is no site', async () => {
    await open({ always: true, preset: true });
    await see(() => expect(document.body.textContent).toContain('Your organisation'));
    expect(() => field(SWITCH)).toThrow();
    closePage();
    await open({ site: null, pattern: null });
    expect(() => field(SWITCH)).toThrow();
  });
});
