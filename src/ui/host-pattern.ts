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

/** The match patterns that cover these base URLs' hosts, each once. */
export function hostPatterns(baseUrls: readonly string[]): string[] {
  return [...new Set(baseUrls.flatMap((url) => hostPattern(url) ?? []))];
}

/** The hosts of base URLs (or match patterns) for a sentence: "a, b and c". What is no web address stays as it is. */
export function hostNames(baseUrls: readonly string[]): string {
  const names = [...new Set(baseUrls.map(hostName))];
  const last = names.pop() ?? 'its host';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

function hostName(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}
