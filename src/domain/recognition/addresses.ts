import * as v from 'valibot';
import { emailSchema } from '../email.ts';
import type { Keyless } from './webex-link.ts';

/** What an address with an "@" is. */
export type Address =
  | { kind: 'session-key'; sessionKey: string; from: 'sip' | 'skype' }
  | { kind: 'email'; email: string }
  | Extract<Keyless, { kind: 'personal-room' }>;

/** An address longer than this is none. */
const LONGEST = 320;

/** Labels of a host below webex.com, and no more than there can be. */
const SITE = '((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,8}webex\\.com)\\.?';
const SIP = new RegExp(`^([1-9]\\d{8,10})@${SITE}$`, 'i');
/** Source: seed 000, "skypeURL"; invitations of today have a dot instead. */
const SKYPE = /^([1-9]\d{8,10})[._][a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}@lync\.webex\.com$/i;
const ROOM = new RegExp(`^([a-z0-9._-]{1,64})@${SITE}$`, 'i');

/** Reads one address, perhaps with its scheme. `null` where it is none. */
export function addressIn(piece: string): Address | null {
  if (!piece.includes('@') || piece.length > LONGEST) return null;
  const bare = piece
    .replace(/^(?:sips?|mailto|xmpp|im|email|e-mail|mail|dial|sip-uri):(?:\/\/)?/i, '')
    .replace(/[?;].*$/, '')
    .replace(/^[^\p{L}\p{N}_+&'-]{1,16}/u, '')
    .replace(/[.:!…'’”»-]{1,16}$/u, '');
  const skype = SKYPE.exec(bare)?.[1];
  if (skype !== undefined) return { kind: 'session-key', sessionKey: skype, from: 'skype' };
  const sip = SIP.exec(bare)?.[1];
  if (sip !== undefined) return { kind: 'session-key', sessionKey: sip, from: 'sip' };
  // Nobody's mail lies on a Webex site: what stands there is the address of a room.
  const [, room, site] = ROOM.exec(bare) ?? [];
  if (room !== undefined && site !== undefined && /[a-z]/i.test(room)) {
    return { kind: 'personal-room', room, site: site.toLowerCase() };
  }
  return v.is(emailSchema, bare) ? { kind: 'email', email: bare } : null;
}
