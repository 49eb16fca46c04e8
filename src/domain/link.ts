import type { Address } from './address.ts';

/**
 * An address becomes a link only if it is https and its host is `webex.com`, ends in `.webex.com`,
 * or is the credential's own. A bare host name is read as its https address.
 */
export function addressFor(text: string, ownHost: string): Address {
  const url = parseAddress(text);
  const trusted = url !== null && url.protocol === 'https:' && isTrustedHost(url, ownHost);
  return { text, href: trusted ? url.href : null };
}

/** Whether this is `webex.com` or a name below it; compares whole labels. */
export function isWebexHost(hostname: string): boolean {
  return hostname === 'webex.com' || hostname.endsWith('.webex.com');
}

function isTrustedHost(url: URL, ownHost: string): boolean {
  const plain = url.username === '' && url.password === '';
  return plain && ((url.port === '' && isWebexHost(url.hostname)) || url.host === ownHost);
}

const BARE_HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

function parseAddress(text: string): URL | null {
  const candidate = BARE_HOST.test(text) ? `https://${text}/` : text;
  return URL.canParse(candidate) ? new URL(candidate) : null;
}
