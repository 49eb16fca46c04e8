import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readMail } from './read-mail.ts';

const MAILS = fileURLToPath(new URL('../../fixtures/webex-meetings/mails/', import.meta.url));
const names = readdirSync(MAILS)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -'.txt'.length));

describe('The activation email', () => {
  it('is there in many forms', () => {
    expect(names.length).toBeGreaterThan(25);
  });

  it.each(names)('is read: %s', (name) => {
    const expected: unknown = JSON.parse(readFileSync(`${MAILS}${name}.json`, 'utf8'));
    expect(readMail(readFileSync(`${MAILS}${name}.txt`, 'utf8'))).toEqual(expected);
  });
});
