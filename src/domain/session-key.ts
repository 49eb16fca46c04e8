import * as v from 'valibot';

/** A session key: 9 to 11 digits. It is sent as a number, which would lose a zero in front. */
export const sessionKeySchema = v.pipe(v.string(), v.regex(/^[1-9]\d{8,10}$/));

/** A session key in groups that are easy to read out: "400 971 234". */
export function spokenSessionKey(sessionKey: string): string {
  const head = sessionKey.length % 3 === 1 ? 4 : sessionKey.length % 3 || 3;
  const tail = sessionKey.slice(head).match(/.{1,3}/g) ?? [];
  return [sessionKey.slice(0, head), ...tail].join(' ');
}
