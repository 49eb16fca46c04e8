import { randomInt } from 'node:crypto';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** Text that stands nowhere else in the world. */
export function canary(): string {
  return Array.from({ length: 24 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** As long as a mail's secret key. */
const SECRET_KEY_LENGTH = 350;

/** The same as a mail's secret key is: capitals and digits, too long for a line. */
export function secretKeyCanary(): string {
  return Array.from({ length: SECRET_KEY_LENGTH }, () => CAPITALS[randomInt(CAPITALS.length)]).join(
    '',
  );
}
