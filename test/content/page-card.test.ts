// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPageCard } from '../../src/content/page-card.ts';
import type { PlacedMark } from '../../src/content/page-marks.ts';
import type { PageAnswer } from '../../src/rpc/page-door.ts';
import { settled } from '../ui/scene-steps.ts';

const found: PageAnswer = {
  ok: true,
  meeting: {
    ...{ name: 'Weekly of Jane', sessionKey: '400971234', hostJoined: true },
    ...{ status: { inProgress: true, raw: null }, toll: '+1-415-655-0001', tollFree: null },
  },
};

afterEach(() => {
  document.body.replaceChildren();
});

/** What a card draws of a mark, once all is there; its words are generated content. */
async function drawn(text: string, sessionKey: string | null, presenting: boolean) {
  const roots: ShadowRoot[] = [];
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
  // happy-dom has no popovers.
  Object.assign(HTMLElement.prototype, { showPopover: () => undefined });
  const card = createPageCard({
    isPresenting: async () => presenting,
    lookUp: async () => found,
    openPanel: () => undefined,
  });
  card.open(markOf(text, sessionKey));
  await settled();
  vi.restoreAllMocks();
  return [...(roots[0]?.querySelectorAll<HTMLElement>('[data-words]') ?? [])].map(
    (each) => each.dataset['words'] ?? '',
  );
}

function markOf(text: string, sessionKey: string | null): PlacedMark {
  const node = document.createTextNode(text);
  document.body.append(node);
  const kind = sessionKey === null ? 'link' : 'session-key';
  return { kind, text, sessionKey, node, start: 0, end: text.length };
}

const LINK = 'https://acme.webex.com/meet/jdoe';

describe('A card in a web page', () => {
  it('draws the meeting as it is', async () => {
    const words = await drawn('400 971 234', '400971234', false);
    expect(words).toEqual(expect.arrayContaining(['Weekly of Jane', '400 971 234']));
    expect(words).toContain('+1-415-655-0001');
  });

  it('masks it while somebody presents', async () => {
    const words = await drawn('400 971 234', '400971234', true);
    expect(words).toEqual(expect.arrayContaining(['W•••', '••• 34', '••• 01', 'In progress']));
    expect(words.join()).not.toMatch(/Weekly|400 971|415/);
  });

  it('draws a link without a session key, and does not while somebody presents', async () => {
    expect(await drawn(LINK, null, false)).toContain(LINK);
    const words = await drawn(LINK, null, true);
    expect(words).toContain('Meeting link');
    expect(words.join()).not.toMatch(/acme|jdoe/);
  });
});
