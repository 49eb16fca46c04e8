/**
 * The match pattern that covers a base URL's host: `https://meetings-api.webex.com/*`. Ports are
 * no part of a pattern. `null` when the text is not a web address.
 */
export function hostPattern(baseUrl: string): string | null {
  if (!URL.canParse(baseUrl)) return null;
  const { protocol, hostname } = new URL(baseUrl);
  const web = protocol === 'https:' || protocol === 'http:';
  return web ? `${protocol}//${hostname}/*` : null;
}

/** The host of a base URL for a sentence; the text itself when it is no web address. */
export function hostName(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}
