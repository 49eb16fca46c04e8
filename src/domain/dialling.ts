import { isWebexHost } from './link.ts';

/**
 * What a phone dials to be in the meeting: the number, two pauses, the session key and "#". `null`
 * where there is nothing to dial.
 */
export function dialString(number: string, sessionKey: string): string | null {
  const dialled = number.trim().replace(/[^\d+]/g, '');
  return /^\+?\d{2,20}$/.test(dialled) ? `${dialled},,${sessionKey}#` : null;
}

/** A dial string as an address for the phone of this computer. */
export function telAddress(dialled: string): string {
  return `tel:${dialled.replaceAll('#', '%23')}`;
}

/**
 * A SIP address as a link. Whoever wrote the reply does not decide where a call goes: `null` where
 * that is not a host of Webex.
 */
export function sipAddress(sip: string): string | null {
  const host = /^[\w.+-]{1,64}@([a-z0-9.-]{1,253})$/i.exec(sip)?.[1];
  return host !== undefined && isWebexHost(host.toLowerCase()) ? `sip:${sip}` : null;
}
