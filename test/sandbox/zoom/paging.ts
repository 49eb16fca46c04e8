import { invalid } from './reply.ts';

const QUARTER_MS = 15 * 60_000;
const USUAL_PAGE = 30;
const LARGEST_PAGE = 300;

interface Ticket {
  readonly query: string;
  readonly offset: number;
  readonly untilMs: number;
}

/** What a test may command of pages. */
export interface ZoomPages {
  /** The token that came is given once more as the next one, so that the list never ends. */
  repeatToken: boolean;
}

/** Pages with tokens that are good for a quarter of an hour and for the same question alone. */
export function createPaging(pages: ZoomPages, now: () => number) {
  const tickets = new Map<string, Ticket>();

  return function pageOf<T>(items: readonly T[], path: string, query: URLSearchParams) {
    const size = sizeIn(query);
    const token = query.get('next_page_token') ?? '';
    const asked = questionOf(path, query);
    const ticket = tickets.get(token);
    if (token !== '' && (ticket?.query !== asked || ticket.untilMs <= now())) {
      throw invalid('next_page_token', 'The next page token is either invalid or has expired.');
    }
    const offset = ticket?.offset ?? 0;
    const next = `next${tickets.size + 1}-${offset + size}`;
    const more = offset + size < items.length;
    if (more)
      tickets.set(next, { query: asked, offset: offset + size, untilMs: now() + QUARTER_MS });
    const told = pages.repeatToken && token !== '' ? token : next;
    return {
      page_size: size,
      next_page_token: more ? told : '',
      items: items.slice(offset, offset + size),
    };
  };
}

function questionOf(path: string, query: URLSearchParams): string {
  const rest = [...query].filter(([name]) => name !== 'next_page_token');
  return JSON.stringify([path, ...rest.sort()]);
}

function sizeIn(query: URLSearchParams): number {
  const text = query.get('page_size') ?? String(USUAL_PAGE);
  const size = Number(text);
  if (/^\d+$/.test(text) && size >= 1 && size <= LARGEST_PAGE) return size;
  throw invalid('page_size', `Invalid field: 1 to ${LARGEST_PAGE}.`);
}
