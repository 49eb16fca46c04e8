import { isWebexHost } from '../link.ts';
import { hostOf, parseUrl } from './url.ts';
import { unwrapped } from './wrapped-link.ts';

/** What holds no session key although it belongs to a meeting, or leads elsewhere. */
export type Keyless =
  | { kind: 'personal-room'; room: string; site: string }
  | { kind: 'meeting-link'; site: string }
  | { kind: 'webex-page'; site: string }
  | { kind: 'foreign-link'; host: string };

/** What a link leads to. */
export type Target = { kind: 'session-key'; sessionKey: string } | Keyless;

/**
 * What a link leads to, as it stands in a mail or a page: wrapped, escaped, with what was around it.
 * `null` where it is no web address.
 */
export function targetOf(link: string): Target | null {
  const inner = withoutTail(unwrapped(withoutTail(link))).replaceAll('&amp;', '&');
  const url = parseUrl(inner);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  const host = hostOf(url);
  // A name before the host or a port of its own is how a link lies about where it leads.
  const plain = url.username === '' && url.password === '' && url.port === '';
  if (!plain || !isWebexHost(host)) return { kind: 'foreign-link', host };
  return numberIn(url) ?? roomIn(url, host) ?? pageOf(url, host);
}

const SESSION_KEY = /^[1-9]\d{8,10}$/;

/** The old form names the number: `m.php?AT=JM&MK=…`. Source: Webex URL API, "tips and tricks" */
function numberIn(url: URL): Target | null {
  const sessionKey = parameter(url, 'MK')?.replace(/\D/g, '') ?? '';
  return SESSION_KEY.test(sessionKey) ? { kind: 'session-key', sessionKey } : null;
}

/** Source: Webex help, "personal room": letters, digits, "-", "." and "_", a letter among them. */
const ROOM = /^(?=.*[a-z])[a-z0-9._-]{1,64}$/i;

function roomIn(url: URL, site: string): Target | null {
  const [form = '', raw = ''] = partsOf(url);
  if (!/^(?:meet|join)$/i.test(form)) return null;
  // A number alone is no room, but the meeting's own.
  if (SESSION_KEY.test(raw)) return { kind: 'session-key', sessionKey: raw };
  return ROOM.test(raw) ? { kind: 'personal-room', room: raw, site } : null;
}

/** Paths of one meeting; the id in them is not its number. */
const MEETING_PATH =
  /\/(?:[jm]\.php|m\/\w|wbxmjs\/joinservice\/|webappng\/sites\/[^/]+\/meeting\/)/i;

function pageOf(url: URL, site: string): Target {
  const meeting = MEETING_PATH.test(url.pathname) || parameter(url, 'MTID') !== null;
  return { kind: meeting ? 'meeting-link' : 'webex-page', site };
}

function partsOf(url: URL): string[] {
  return url.pathname.split('/').filter((part) => part !== '');
}

function parameter(url: URL, name: string): string | null {
  for (const [key, value] of url.searchParams) if (key.toUpperCase() === name) return value;
  return null;
}

/** What sentences, brackets and mails leave at the end of a link. */
const TAIL = /(?:%3e|&gt;|&quot;|[>)\]}.,;:!?'"*»”’…])$/i;

function withoutTail(link: string): string {
  let end = link.length;
  for (;;) {
    const tail = TAIL.exec(link.slice(Math.max(0, end - 6), end));
    if (tail === null) return link.slice(0, end);
    end -= tail[0].length;
  }
}
