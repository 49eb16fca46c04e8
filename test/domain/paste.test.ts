import { describe, expect, it } from 'vitest';
import { recognise, spokenSessionKey } from '../../src/domain/paste.ts';

describe('A session key is understood in any spelling', () => {
  it.each([
    ['400971234', '400971234', 'as the seed has it'],
    ['400 971 234', '400971234', 'as it is read out'],
    ['400-971-234', '400971234', 'with dashes'],
    ['400\u00a0971\u00a0234', '400971234', 'with no-break spaces from a mail'],
    ['400\u2011971\u2013234', '400971234', 'with typographic dashes'],
    ['\u200e400971234\u200f', '400971234', 'with direction marks from a chat'],
    ['４００９７１２３４', '400971234', 'in full-width digits'],
    ['  177 400 7047\n', '1774007047', 'ten digits'],
    ['20047636725', '20047636725', 'eleven digits'],
    ['400.971.234', '400971234', 'with dots'],
    ['400971234@hmwds6.qa.webex.com', '400971234', 'as a SIP address'],
    ['sip:400971234@hmwds6.qa.webex.com', '400971234', 'as a SIP address with its scheme'],
    ['400971234_hmwds6@lync.webex.com', '400971234', 'as a Skype address'],
  ])('%j is %s: %s', (typed, sessionKey) => {
    expect(recognise(typed)).toEqual({ kind: 'session-key', sessionKey });
  });
});

describe('An email is understood', () => {
  it.each([
    ['test@cisco.com', 'test@cisco.com'],
    ['  Ada.Lovelace+x@sub.example.co.uk ', 'Ada.Lovelace+x@sub.example.co.uk'],
    ['mailto:test@cisco.com', 'test@cisco.com'],
    ['400971234@webex.com.evil.example', '400971234@webex.com.evil.example'],
  ])('%j', (typed, email) => {
    expect(recognise(typed)).toEqual({ kind: 'email', email });
  });
});

describe('What is neither is refused with the reason', () => {
  it.each([
    ['', 'empty'],
    [' \u200b ', 'empty'],
    ['12345678', 'too-short'],
    ['123456789012', 'too-long'],
    ['0400971234', 'leading-zero'],
    ['40097l234', 'letters'],
    ['hello', 'unknown'],
    ['dev@', 'email-without-domain'],
    ['dev@example', 'email-without-domain'],
    ['dev@example.', 'email-without-domain'],
    ['a b@example.com', 'email-malformed'],
    ['@example.com', 'email-malformed'],
    ['a@b@example.com', 'email-malformed'],
  ])('%j is %s', (typed, problem) => {
    expect(() => recognise(typed)).toThrow(
      expect.objectContaining({
        code: 'not-recognised',
        facts: expect.objectContaining({ problem }),
      }),
    );
  });
});

describe('A session key is read out', () => {
  it.each([
    ['400971234', '400 971 234'],
    ['1774007047', '1774 007 047'],
    ['20047636725', '20 047 636 725'],
  ])('%s as %s', (sessionKey, spoken) => {
    expect(spokenSessionKey(sessionKey)).toBe(spoken);
  });
});
