// @vitest-environment happy-dom
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { InputOf } from '../../src/rpc/contract.ts';
import { bulkAnswers, someItems } from '../preview/bulk-answers.ts';
import { createFakeProgram, type FakeProgram } from '../preview/fake-program.ts';
import {
  busyMeeting,
  lockedState,
  manyKeys,
  meetingAnswer,
  unlockedState,
} from '../preview/fixtures.ts';
import { SCENES } from '../preview/scenes.ts';
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
import { LONG_PATIENCE_MS, settled, walk } from './scene-steps.ts';

const BOX = 'Session key, link, email or token';

// Fetched once, so that no page waits for a part of it.
beforeAll(async () => {
  const parts = Object.values(
    import.meta.glob([
      '../../src/ui/**/*.{ts,tsx}',
      '../../src/{domain,providers}/**/*.ts',
      '!../../src/ui/gesture.ts',
    ]),
  );
  await Promise.all(parts.map((load) => load()));
}, 120_000);

afterEach(() => {
  present(false);
  closePage();
  document.documentElement.removeAttribute('data-presenting');
  vi.restoreAllMocks();
});

function present(on: boolean): void {
  localStorage.setItem('latchkey.presenting', on ? 'yes' : 'no');
  window.dispatchEvent(new Event('storage'));
}

/** Whether pages mask by now: what masks is fetched after the first frame. */
const masking = () => see(() => expect(document.documentElement.dataset['presenting']).toBe(''));

/** Everything that a page draws, spoken names included; not what stands in fields. */
function drawn(): string[] {
  const root = document.querySelector('#app') ?? document.body;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
  for (const element of root.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'href']) {
      texts.push(element.getAttribute(name) ?? '');
    }
  }
  return texts.filter((text) => text.trim() !== '' && !OWN_EXAMPLES.includes(text));
}

/** They stand in the program and are about nobody. */
const OWN_EXAMPLES = ['123 456 789', 'jane@example.com', 'https://example.webex.com/…'];

/** What a stranger recognises as personal, by its form alone. */
const FORMS = [
  /[\w.+-]+@[\w-]+\.\w/,
  /(?<![\w•-])[a-z0-9][\w-]*(?:\.[\w-]+)*\.(?:com|net|org|io|example|test|uk|local)\b/i,
  /(?<!\w)(?!20\d\d-\d\d-\d\d)\d(?:[ -]?\d){6,}(?!\w)/,
  /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/,
];

/** What the fake worker told: names, and numbers that look like any other. */
function namesIn(value: unknown, into = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return into;
  for (const [name, child] of Object.entries(value)) {
    const isName = /^(label|keptAs|name|userName|number|toll|tollFree|description)$/.test(name);
    if (isName && typeof child === 'string' && child.length > 2 && !isSystems(value)) {
      into.add(child);
    }
    namesIn(child, into);
  }
  return into;
}

/** A member with its name, like a header, and a time zone. */
function isSystems(value: object): boolean {
  return 'value' in value || 'iana' in value;
}

/** Not about persons: what systems, ways to unlock, and shortcuts are called. */
const IMPERSONAL = ['providers.list', 'access.ways', 'shortcuts.list'];

function listen({ world }: FakeProgram): Set<string> {
  const names = new Set<string>();
  const { ask } = world.client;
  world.client = {
    async ask(call, input) {
      const answer = await ask(call, input);
      if (!IMPERSONAL.includes(call)) namesIn([input, answer], names);
      return answer;
    },
  };
  return names;
}

function leaks(names: ReadonlySet<string>): string[] {
  return drawn().filter(
    (text) =>
      FORMS.some((form) => form.test(text)) ||
      [...names].some((name) =>
        new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'u').test(text),
      ),
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Scenes that did not come to their end in the panel, which shows everything. */
const incomplete: string[] = [];

const scenes = Object.keys(SCENES);

describe.each([
  ['popup', openPopup, 150],
  ['panel', openPanel, LONG_PATIENCE_MS],
] as const)('Presenter mode masks whatever is drawn in the %s', (place, open, patienceMs) => {
  it.each(scenes)('%s', async (name) => {
    const scene = SCENES[name];
    if (scene === undefined) throw new Error(`No scene ${name}.`);
    const program = scene.program();
    const names = listen(program);
    open(program);
    await settled();
    const missing = await walk(scene, patienceMs);
    if (place === 'panel' && missing.length > 0) incomplete.push(name);
    present(true);
    await masking();
    await settled();
    expect(leaks(names)).toEqual([]);
  });
});

describe('The sweep', () => {
  it('came to nearly all that there is to see', () => {
    expect(scenes.length).toBeGreaterThan(150);
    expect(incomplete.length, incomplete.join()).toBeLessThan(scenes.length / 10);
  });

  it('sees what is not masked', async () => {
    const program = createFakeProgram();
    const names = listen(program);
    openPanel(program);
    await see(() => find('button', 'Lock'));
    type(BOX, '400971234');
    await see(() => expect(field(BOX).value).toBe('400971234'));
    press('Look up');
    await see(() => find('article', 'John’s Personal Room'));
    const found = leaks(names).join('\n');
    for (const value of [
      'John’s Personal Room',
      'johndoe@test.com',
      'hmwds6.qa.webex.com',
      '400 971 234',
      'Copy Uganda 2341',
      'Support desk',
    ]) {
      expect(found).toContain(value);
    }
  });
});

describe('Presenter mode', () => {
  async function lookUp(program: FakeProgram) {
    openPopup(program);
    await see(() => find('button', 'Lock'));
    type(BOX, '400971234');
    await see(() => expect(field(BOX).value).toBe('400971234'));
    press('Look up');
    const asked = expect.objectContaining({ sessionKey: '400971234' });
    await see(() => expect(program.inputs).toContainEqual(asked));
    await see(() => all('article')[0]?.textContent);
  }

  it('is one switch in Settings, which is kept, and back again', async () => {
    const program = createFakeProgram({ ...unlockedState, credentials: manyKeys });
    await lookUp(program);
    press('Settings');
    await see(() => field('Presenter mode'));
    field('Presenter mode').click();
    await masking();
    expect(localStorage.getItem('latchkey.presenting')).toBe('yes');
    press('Settings');
    await see(() => find('article', 'J•••'));
    expect(document.body.textContent).toContain('Presenting');
    expect(document.body.textContent).not.toContain('johndoe@test.com');
    press('Settings');
    await see(() => field('Presenter mode'));
    field('Presenter mode').click();
    await see(() => expect(document.documentElement.dataset['presenting']).toBeUndefined());
    press('Settings');
    await see(() => find('article', 'John’s Personal Room'));
    expect(fact('Email')).toContain('johndoe@test.com');
  });

  /** The worker's answer to the next question of that kind, and how to give it. */
  function held<T>(value: () => T): { answer: () => Promise<T>; give(): void } {
    let give = () => {};
    const given = new Promise<void>((resolve) => {
      give = resolve;
    });
    return { answer: () => given.then(value), give };
  }

  const kept = ({ state }: FakeProgram) => state.screen.presenting;
  const isMasking = () => document.documentElement.dataset['presenting'] === '';

  it('is told to the worker, also where it was chosen before the worker kept it', async () => {
    localStorage.setItem('latchkey.presenting', 'yes');
    const program = createFakeProgram();
    openPopup(program);
    await see(() => expect(kept(program)).toBe(true));
    present(false);
    await see(() => expect(kept(program)).toBe(false));
    expect(isMasking()).toBe(false);
  });

  it.each([
    ['on', true, 'no'],
    ['off', false, 'yes'],
  ] as const)(
    'is %s where the worker says so, whatever the page remembers',
    async (_, on, page) => {
      localStorage.setItem('latchkey.presenting', page);
      const program = createFakeProgram({ ...unlockedState, screen: { presenting: on } });
      openPopup(program);
      await see(() => find('button', 'Lock'));
      await see(() => expect(isMasking()).toBe(on));
      expect(localStorage.getItem('latchkey.presenting')).toBe(on ? 'yes' : 'no');
      expect(program.log).not.toContain('screen.keep');
    },
  );

  it('follows what was chosen in another page', async () => {
    const program = createFakeProgram({ ...unlockedState, screen: { presenting: false } });
    openPopup(program);
    await see(() => find('button', 'Lock'));
    program.state = { ...program.state, screen: { presenting: true } };
    program.tell('state');
    await masking();
  });

  it('unmasks nothing by a word that the worker gave before it knew', async () => {
    const off = { ...unlockedState, screen: { presenting: false } };
    const program = createFakeProgram(off);
    openPopup(program);
    await see(() => find('button', 'Lock'));
    await settled();
    const seen: boolean[] = [];
    const watcher = new MutationObserver(() => seen.push(isMasking()));
    watcher.observe(document.documentElement, { attributeFilter: ['data-presenting'] });
    const answers = { ...program.answers };
    const before = held(() => off);
    program.answers['program.state'] = before.answer;
    program.tell('state');
    program.answers['program.state'] = () => ({ ...off, screen: { presenting: false } });
    const keeping = held(() => answers['screen.keep']({ presenting: true }));
    program.answers['screen.keep'] = keeping.answer;
    present(true);
    program.tell('state');
    await settled();
    program.answers['program.state'] = answers['program.state'];
    keeping.give();
    await see(() => expect(kept(program)).toBe(true));
    before.give();
    await settled();
    watcher.disconnect();
    expect(seen).toEqual([true]);
  });

  it('stays on in this page, and says so, where the worker cannot keep it', async () => {
    const program = createFakeProgram({ ...unlockedState, screen: { presenting: false } });
    program.answers['screen.keep'] = () => {
      throw new Failure('storage-failed', { doing: 'write' });
    };
    openPopup(program);
    await see(() => find('button', 'Lock'));
    await settled();
    present(true);
    await see(() => expect(all('alert')[0]?.textContent).toContain('could not save'));
    expect(isMasking()).toBe(true);
    program.answers['screen.keep'] = createFakeProgram().answers['screen.keep'];
    const tries = () => program.log.filter((call) => call === 'screen.keep').length;
    program.state = { ...program.state, screen: { presenting: false } };
    press('Try again');
    await see(() => expect(tries()).toBe(2));
    await settled();
    expect(isMasking()).toBe(true);
  });

  it('names no meeting in the name of a file', async () => {
    const files: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      files.push(this.download);
    });
    const program = createFakeProgram();
    program.answers['lookup.meeting'] = () => meetingAnswer(busyMeeting);
    await lookUp(program);
    await see(() => find('button', 'Add to calendar'));
    press('Add to calendar');
    await see(() => expect(files).toEqual([`meeting-${busyMeeting.sessionKey}.ics`]));
    present(true);
    await masking();
    press('Add to calendar');
    await see(() => expect(files[1]).toBe('meeting.ics'));
  });

  it('is on from the first thing that a page draws', async () => {
    localStorage.setItem('latchkey.presenting', 'yes');
    const program = createFakeProgram({ ...unlockedState, credentials: manyKeys });
    const seen: string[] = [];
    const watcher = new MutationObserver(() => seen.push(document.body.textContent ?? ''));
    watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
    openPopup(program);
    await see(() => find('button', 'Lock'));
    find('tab', 'Keys').click();
    await see(() => find('article', 'S•••'));
    await settled();
    watcher.disconnect();
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.filter((text) => text.includes('Support desk'))).toEqual([]);
  });

  it('masks what comes later, and what was not told by any answer', async () => {
    localStorage.setItem('latchkey.presenting', 'yes');
    const program = createFakeProgram();
    program.answers['lookup.meeting'] = () => meetingAnswer(busyMeeting);
    openPopup(program);
    await see(() => find('button', 'Lock'));
    type(BOX, 'https://acme.webex.com/meet/jdoe');
    await see(() => expect(document.body.textContent).toContain('Personal room of j••• on •••:'));
    expect(document.body.textContent).not.toContain('acme');
  });

  it('masks the host of each in Bulk, and whom a field names that only the server knows', async () => {
    localStorage.setItem('latchkey.presenting', 'yes');
    const program = createFakeProgram();
    Object.assign(program.answers, bulkAnswers(someItems(8, 8)));
    const more = [
      { name: 'hostDisplayName', value: 'Grace Hopper' },
      { name: 'accessControl.hostIsNamed', value: 'Grace' },
    ];
    program.answers['lookup.meeting'] = () => meetingAnswer({ ...busyMeeting, more });
    openPanel(program);
    await see(() => find('button', 'Lock'));
    find('tab', 'Bulk').click();
    await see(() => expect(all('table')[0]?.textContent).toContain('W•••'));
    expect(document.body.textContent).not.toContain('Lovelace');
    expect(document.body.textContent).toContain('A•••');
    find('tab', 'Look up').click();
    await see(() => field(BOX));
    type(BOX, '400971234');
    await see(() => expect(field(BOX).value).toBe('400971234'));
    press('Look up');
    await see(() => expect(document.body.textContent).toContain('hostDisplayName'));
    expect(document.body.textContent).not.toContain('Hopper');
    expect(document.body.textContent).toContain('G•••');
  });

  it('copies and sends what is so, not what is shown', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    localStorage.setItem('latchkey.presenting', 'yes');
    const program = createFakeProgram();
    await lookUp(program);
    await see(() => find('button', 'Copy summary'));
    press('Copy Email');
    expect(write).toHaveBeenCalledWith('johndoe@test.com');
    const asked: InputOf<'lookup.meeting'> = { sessionKey: '400971234', credentialId: 'key-1' };
    expect(program.inputs).toContainEqual(asked);
    expect(field(BOX).value).toBe('400971234');
  });

  it('shows nowhere where a link leads, and leads there all the same', async () => {
    localStorage.setItem('latchkey.presenting', 'yes');
    await lookUp(createFakeProgram());
    const link = await see(() => find('link', 'Open site'));
    expect(link.getAttribute('href')).toBe('#');
    const followed: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      followed.push(`${this.href} ${this.target} ${this.rel}`);
    });
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    expect(followed).toEqual(['https://hmwds6.qa.webex.com/ _blank noreferrer noopener']);
    const call = all('link').find((each) => each.textContent === 'Call');
    expect(call?.getAttribute('href')).toBe('#');
    call?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    // A phone call opens no tab.
    expect(followed[1]).toMatch(/^tel:\S+ {2}$/);
  });

  it('changes nothing of a locked vault', async () => {
    localStorage.setItem('latchkey.presenting', 'yes');
    openPopup(createFakeProgram(lockedState));
    await see(() => find('button', 'Unlock'));
  });

  it('leaves dates and small numbers as they are', async () => {
    localStorage.setItem('latchkey.presenting', 'yes');
    const program = createFakeProgram();
    program.answers['lookup.meeting'] = () => meetingAnswer(busyMeeting);
    await lookUp(program);
    const card = await see(() => find('article', 'Q•••'));
    expect(fact('Starts', card)).toContain('20 Nov 2026');
    expect(fact('Duration', card)).toBe('1 h 30 min');
    expect(document.body.textContent).toContain('Call-in numbers (120)');
  });
});
