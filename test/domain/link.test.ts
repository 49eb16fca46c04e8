import { describe, expect, it } from 'vitest';
import { addressFor } from '../../src/domain/link.ts';

const OWN = 'meetings.example.com:8443';

describe('An address in a reply', () => {
  it.each([
    ['hmwds6.qa.webex.com', 'https://hmwds6.qa.webex.com/'],
    ['webex.com', 'https://webex.com/'],
    ['https://www.webex.com/pdf/x.pdf', 'https://www.webex.com/pdf/x.pdf'],
    ['https://meetings.example.com:8443/a', 'https://meetings.example.com:8443/a'],
    ['HTTPS://HMWDS6.QA.WEBEX.COM/a', 'https://hmwds6.qa.webex.com/a'],
  ])('%s is a link', (text, href) => {
    expect(addressFor(text, OWN)).toEqual({ text, href });
  });

  it.each([
    ['javascript:alert(1)', 'a script'],
    ['http://hmwds6.qa.webex.com/', 'not encrypted'],
    ['https://webex.com.evil.example/', 'a foreign host that looks like Webex'],
    ['https://evilwebex.com/', 'a foreign host that ends like Webex'],
    ['https://evil.example/webex.com', 'a foreign host'],
    ['https://www.webex.com@evil.example/', 'a foreign host behind a user name'],
    ['https://user:secret@www.webex.com/', 'a host with a password'],
    ['https://www.webex.com:8443/', 'another port'],
    ['https://meetings.example.com/', 'another port of the own host'],
    ['data:text/html,x', 'data'],
    ['//www.webex.com/', 'without a scheme'],
    ['www.webex.com/path', 'not an address by itself'],
    ['', 'nothing'],
  ])('%s stays text: %s', (text) => {
    expect(addressFor(text, OWN)).toEqual({ text, href: null });
  });
});
