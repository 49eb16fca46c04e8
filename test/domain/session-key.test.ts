import { describe, expect, it } from 'vitest';
import { spokenSessionKey } from '../../src/domain/session-key.ts';

describe('A session key is read out', () => {
  it.each([
    ['400971234', '400 971 234'],
    ['1774007047', '1774 007 047'],
    ['20047636725', '20 047 636 725'],
  ])('%s as %s', (sessionKey, spoken) => {
    expect(spokenSessionKey(sessionKey)).toBe(spoken);
  });
});
