import { isBelow, parseUrl } from './url.ts';

/** Mail systems wrap links several times; more often than this is a game. */
const DEEPEST = 4;

/** The link that a mail system put its own around, or the link itself where nobody did. */
export function unwrapped(link: string): string {
  let inner = link;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const url = parseUrl(inner);
    const next = url === null ? null : innerLink(url);
    if (next === null) break;
    inner = next;
  }
  return inner;
}

/** What is known of a wrapper: where it stands, and how the link in it is found. */
interface Wrapper {
  host: string;
  read(url: URL): string | null;
}

const fromParameter = (name: string) => (url: URL) => url.searchParams.get(name);

const WRAPPERS: readonly Wrapper[] = [
  { host: 'safelinks.protection.outlook.com', read: fromParameter('url') },
  { host: 'urldefense.proofpoint.com', read: readUrlDefense },
  { host: 'urldefense.com', read: readUrlDefense },
  { host: 'urldefense.us', read: readUrlDefense },
  { host: 'google.com', read: fromParameter('q') },
];

function innerLink(url: URL): string | null {
  const wrapper = WRAPPERS.find(({ host }) => isBelow(url, host));
  return wrapper?.read(url) ?? null;
}

/** Source: Proofpoint, "URL Defense: decoding rewritten URLs" (its published decoder, v1 to v3). */
function readUrlDefense(url: URL): string | null {
  if (url.pathname.startsWith('/v3/')) return readThird(url.href);
  const inner = url.searchParams.get('u');
  if (inner === null || !url.pathname.startsWith('/v2/')) return inner;
  return percentDecoded(inner.replaceAll('-', '%').replaceAll('_', '/'));
}

/** Version 3: the link stands as it was, with a "*" for each sign that is told behind it. */
const THIRD = /\/v3\/__([^;]*(?:;(?!_?[\w-]*!)[^;]*)*)__;([\w-]*={0,2})!/;

function readThird(href: string): string | null {
  const [, inner, told = ''] = THIRD.exec(href) ?? [];
  if (inner === undefined) return null;
  return withSigns(repairedScheme(inner), signsOf(told));
}

/** A path swallows a doubled slash: "https:/acme" is "https://acme". */
function repairedScheme(link: string): string {
  return link.replace(/^(https?:)\/+/i, '$1//');
}

/** "**A" stands for two signs, "**B" for three, and so on. */
const RUN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function withSigns(link: string, signs: readonly string[]): string {
  let next = 0;
  return link.replace(/\*\*([\w-])|\*/g, (_mark: string, run: string | undefined) => {
    const length = run === undefined ? 1 : RUN.indexOf(run) + 2;
    next += length;
    return signs.slice(next - length, next).join('');
  });
}

function signsOf(base64url: string): readonly string[] {
  try {
    const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
    return [...new TextDecoder().decode(bytes)];
  } catch {
    return [];
  }
}

function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
