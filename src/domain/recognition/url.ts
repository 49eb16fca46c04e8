/** The parts of an address; `null` where it is none. */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** Its host without the dot that a full domain name may end with. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/\.$/, '');
}

/** Whether its host is that one or stands below it; compares whole labels. */
export function isBelow(url: URL, host: string): boolean {
  const own = hostOf(url);
  return own === host || own.endsWith(`.${host}`);
}
