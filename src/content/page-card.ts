import { maskedName, withoutPersonalForms } from '../domain/personal-forms.ts';
import { spokenSessionKey } from '../domain/session-key.ts';
import type { MeetingGlance, PageAnswer } from '../rpc/page-door.ts';
import { CARD_STYLE } from './card-style.ts';
import {
  ASKING,
  dialString,
  GONE,
  linesOf,
  MASKED_TITLES,
  REFUSAL_WORDS,
  WITHOUT_KEY,
} from './card-words.ts';
import { type PlacedMark, rectOf } from './page-marks.ts';

const WIDTH = 320;
const HEIGHT = 292;
const GAP = 6;

interface Needs {
  /** Whether emails, numbers, hosts and names are masked. */
  isPresenting(): Promise<boolean>;
  /** Asks the worker of a meeting; `null`: no answer came. */
  lookUp(sessionKey: string): Promise<PageAnswer | null>;
  /** Has the panel look that up. To be called in the click itself. */
  openPanel(text: string): void;
}

/** The card about one mark: in the page only while it is open, in a shadow root that the page cannot enter. */
export interface PageCard {
  open(mark: PlacedMark): void;
  close(): void;
  /** Whether a click there is on the card. */
  holds(target: EventTarget | null): boolean;
}

export function createPageCard(needs: Needs): PageCard {
  let host: HTMLElement | null = null;
  let focusBefore: Element | null = null;
  // Wherever the focus went since: a card that lost it could not be closed by the keyboard.
  const closeAtEscape = (event: KeyboardEvent) => {
    if (event.isTrusted && event.key === 'Escape') close();
  };

  function close(): void {
    if (host === null) return;
    document.removeEventListener('keydown', closeAtEscape, { capture: true });
    const hadFocus = document.activeElement === host;
    host.remove();
    host = null;
    if (hadFocus && focusBefore instanceof HTMLElement) focusBefore.focus({ preventScroll: true });
  }

  function open(mark: PlacedMark): void {
    close();
    focusBefore = document.activeElement;
    const opened = document.createElement('div');
    host = opened;
    const parts = partsOf(mark, { close, openPanel: () => needs.openPanel(textOf(mark)) });
    const root = opened.attachShadow({ mode: 'closed' });
    root.adoptedStyleSheets = [cardSheet(rectOf(mark))];
    root.append(parts.card);
    document.addEventListener('keydown', closeAtEscape, { capture: true });
    opened.popover = 'manual';
    document.documentElement.append(opened);
    opened.showPopover();
    parts.close.focus({ preventScroll: true });
    void fill(mark, parts, needs);
  }

  return { open, close, holds: (target) => host !== null && target === host };
}

/** What the box of Latchkey understands of a mark. */
function textOf({ sessionKey, text }: PlacedMark): string {
  return sessionKey ?? text;
}

/** Below the mark, or above where there is no room, and always within the window. */
function cardSheet({ left, top, bottom }: DOMRect): CSSStyleSheet {
  const below = bottom + GAP;
  const y = below + HEIGHT <= innerHeight ? below : Math.max(0, top - GAP - HEIGHT);
  const x = Math.max(0, Math.min(left, innerWidth - WIDTH));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${CARD_STYLE} :host { --x: ${x}px; --y: ${y}px; }`);
  return sheet;
}

interface Parts {
  card: HTMLElement;
  title: HTMLElement;
  key: HTMLElement;
  body: HTMLElement;
  actions: HTMLElement;
  close: HTMLButtonElement;
}

function partsOf(mark: PlacedMark, acts: { close(): void; openPanel(): void }): Parts {
  const title = made(
    'div',
    'title',
    MASKED_TITLES[mark.sessionKey === null ? mark.kind : 'session-key'],
  );
  const key = made('div', 'key');
  const body = made('div', 'body');
  body.role = 'status';
  const close = button('×', 'close', acts.close);
  close.ariaLabel = 'Close';
  const head = made('div', 'head');
  head.append(title, close);
  const actions = made('div', 'actions');
  actions.append(button('Open in panel', 'primary', acts.openPanel));
  const card = made('div', 'card');
  card.role = 'dialog';
  card.ariaLabel = 'Latchkey';
  card.append(head, ...(mark.sessionKey === null ? [] : [key]), body, actions);
  return { card, title, key, body, actions, close };
}

/** What is drawn of names and of other words; what is copied stays as it is. */
interface Drawn {
  name(name: string): string;
  words(words: string): string;
}

const PLAIN: Drawn = { name: (name) => name, words: (words) => words };
const MASKED: Drawn = { name: maskedName, words: withoutPersonalForms };

async function fill(mark: PlacedMark, parts: Parts, needs: Needs): Promise<void> {
  const { lookUp, isPresenting } = needs;
  const { title, key, body } = parts;
  say(body, mark.sessionKey === null ? WITHOUT_KEY : ASKING);
  const drawn = (await isPresenting()) ? MASKED : PLAIN;
  if (mark.sessionKey === null) {
    // The form of a link gives away only a part of it: masked, it would still name a room.
    if (drawn === PLAIN) say(title, mark.text);
    return;
  }
  say(key, drawn.words(spokenSessionKey(mark.sessionKey)));
  const answer = await lookUp(mark.sessionKey);
  if (answer === null) return say(body, GONE);
  if (!answer.ok) return say(body, REFUSAL_WORDS[answer.why]);
  if (answer.meeting) show(answer.meeting, parts, drawn);
}

function show(meeting: MeetingGlance, { title, body, actions }: Parts, drawn: Drawn): void {
  say(title, drawn.name(meeting.name));
  say(body, '');
  const list = document.createElement('dl');
  for (const { term, words } of linesOf(meeting)) {
    list.append(made('dt', '', term), made('dd', '', drawn.words(words)));
  }
  body.replaceChildren(list);
  const { sessionKey } = meeting;
  actions.append(copyButton('Copy session key', sessionKey));
  const dial = dialString(meeting);
  if (dial !== null) actions.append(copyButton('Copy dial string', dial));
}

function copyButton(words: string, text: string): HTMLButtonElement {
  const copy = button(words, '', () => {
    // Rejects where the page's own policy forbids it; over plain http there is no clipboard at all.
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('none'));
    copied.then(
      () => say(copy, 'Copied'),
      () => say(copy, 'Not copied: this page forbids it'),
    );
  });
  return copy;
}

/** A button that takes a person's own click or key, and none that a script made. */
function button(words: string, name: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = name;
  say(made, words);
  made.addEventListener('click', (event) => {
    if (event.isTrusted) act();
  });
  return made;
}

function made(tag: 'div' | 'dt' | 'dd', name: string, words = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  say(element, words);
  return element;
}

/** Words that are drawn and read out, and that nobody finds in the page's text (see `card-style.ts`). */
function say(element: HTMLElement, words: string): void {
  if (words === '') delete element.dataset['words'];
  else element.dataset['words'] = words;
}
