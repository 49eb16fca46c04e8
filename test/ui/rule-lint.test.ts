import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPattern } from '../../src/domain/url-match.ts';
import { lintOf, type RuleScene } from '../../src/ui/views/scope/rule-lint.ts';
import { problemOfRule } from '../../src/ui/views/scope/rule-problem.ts';
import { rule } from '../fakes/credential.ts';
import { webexCard } from '../preview/fixtures.ts';

const BASE = 'https://meetings-api.webex.com';
const NOTHING: RuleScene = { baseUrls: [BASE], calls: [], abilities: [], remote: null };
const WEBEX: RuleScene = { ...NOTHING, calls: webexCard.calls, abilities: webexCard.abilities };

const lint = (texts: readonly string[], scene: RuleScene = NOTHING) =>
  lintOf(texts.map(rule), scene).map(({ place, text }) => `${place}: ${text}`);

describe('The lint of allowed URLs', () => {
  it.each([
    ['GET /api/audit*', '0: This wildcard also opens /api/audits and /api/audit-archive.'],
    ['GET /api/*.json', '0: This wildcard also opens /api/private.json.'],
    ['GET /api/*/export', '0: This wildcard also opens /api/admin/export and /api/users/export.'],
    ['GET /api/audit/**', '0: This wildcard also opens /api/audit/a/b/c.'],
    ['GET /**', '0: This wildcard opens the whole host.'],
    ['any /api/audit/export', '0: Any method: it also opens DELETE.'],
    [
      `GET https://evil.example/x`,
      `0: Opens nothing: the key’s host is meetings-api.webex.com, not evil.example.`,
    ],
  ])('of “%s” says “%s”', (text, said) => {
    expect(lint([text])).toEqual([said]);
  });

  it.each(['GET /api/audit/*', 'GET /api/audit/export', `POST ${BASE}/api/audit/*`])(
    'has nothing to say of “%s”',
    (text) => expect(lint([text])).toEqual([]),
  );

  it('says nothing of a row that is no rule yet', () => {
    expect(lint(['GET api', 'GET /a//b'])).toEqual([]);
  });

  it.each([
    [['GET /api/*', 'GET /api/x'], 1, 1],
    [['GET /api/x', 'GET /api/*'], 0, 2],
    [['GET /api/*', 'GET /api/*'], 1, 1],
    [['any /api/x', 'GET /api/x'], 1, 1],
    [['GET /api/*/x', 'GET /api/a*/x'], 1, 1],
    [['GET /a/b*', 'GET /a/b*c'], 1, 1],
  ])('finds that of %j row %i is covered by rule %i', (texts, place, by) => {
    expect(lint(texts)).toContain(`${place}: Rule ${by} opens all of this already.`);
  });

  it.each([
    [['GET /api/x', 'any /api/x']],
    [['GET /api/*', 'GET /api/**']],
    [['GET /a/b*c', 'GET /a/b*']],
    [['GET /a/*', 'GET /a/b/*']],
    [[`GET ${BASE}/a`, 'GET /a']],
  ])('does not say that of %j the second is covered', (texts) => {
    expect(lint(texts).join()).not.toMatch(/1: Rule 1 opens/);
  });

  it('names the system’s own requests that a wildcard opens', () => {
    expect(lint(['POST /gapi/v1/apikeys/**'], WEBEX)).toEqual([
      '0: This wildcard also opens POST /gapi/v1/apikeys/actions/renew (makes a new key).',
      expect.stringMatching(
        /^null: Left out: .*getsessioninfoagg \(looks up meetings\) and .*getallsites/,
      ),
      expect.stringMatching(/getallsites\w+ it cannot be renewed/),
    ]);
  });

  it('says that a renewal is not open where the call is left out with which it tries a key', () => {
    const renew = 'POST /gapi/v1/apikeys/actions/renew';
    const sites = 'POST /gapi/v1/sites/actions/getallsitesbyemailagg';
    const closed = `null: Without ${sites} it cannot be renewed: that is how a renewal tries a key.`;
    expect(lint([renew], WEBEX)).toContain(closed);
    expect(lint([renew, sites], WEBEX)).not.toContain(closed);
    expect(lint([sites], WEBEX)).not.toContain(closed);
    expect(lint(['GET /x'], { ...WEBEX, abilities: ['meetings', 'sites'] })).not.toContain(closed);
  });

  it('says what the key could not do any more, and not what it never could', () => {
    const lookUpOnly: RuleScene = { ...WEBEX, abilities: ['meetings'] };
    expect(lint(['GET /x'], lookUpOnly)).toEqual([
      'null: Left out: POST /gapi/v1/meetings/actions/getsessioninfoagg (looks up meetings). Latchkey will not ask that with this key.',
    ]);
    expect(lint([], WEBEX)).toEqual([]);
    expect(lint(['POST /gapi/v1/meetings/actions/getsessioninfoagg'], lookUpOnly)).toEqual([]);
  });

  it('finds a rule beside the base URL’s own path, and one beside the key’s own URLs', () => {
    expect(lint(['GET /api/*'], { ...NOTHING, baseUrls: [`${BASE}/wfo`] })).toEqual([
      '0: Opens nothing: all requests of this key begin with /wfo/.',
    ]);
    expect(lint(['GET /wfo/api/*'], { ...NOTHING, baseUrls: [`${BASE}/wfo`] })).toEqual([]);
    const remote = [rule('GET /api/audit/*')];
    expect(lint(['DELETE /api/audit/x'], { ...NOTHING, remote })).toEqual([
      '0: Opens nothing: the key’s own URLs have no such method.',
    ]);
  });
});

describe('What is said of a rule’s URL', () => {
  it.each([
    ['', 'is missing'],
    ['api/x', 'must begin with “/”, or with https:// and the key’s host'],
    ['ftp://x/y', 'must begin with “/”, or with https:// and the key’s host'],
    ['/x?y', 'must end before “?” and “#”: rules say nothing of the query'],
    ['/**/x', 'may have “**” only as its last part, as in /api/**'],
    ['https://*.example.com/x', 'must name the key’s host, and nothing but it'],
    ['https://h.example', 'must have a path behind the host'],
    ['/a//b', 'must not have doubled, backward or encoded slashes'],
    ['/a/../b', 'must not have “.” or “..” as a part, or a part that ends in a dot or a blank'],
    ['/a;b', 'must not have a “;”'],
    ['/%61', 'must not have a percent sign that is not as a browser would write it'],
    ['/a b', 'must not have characters that have to be percent-encoded'],
  ])('“%s” %s', (url, problem) => expect(problemOfRule(url)).toBe(problem));

  it('is something exactly where the worker would not take it', () => {
    const signs = fc.constantFrom(
      '/',
      'a',
      '*',
      '**',
      '.',
      '..',
      '?',
      '%20',
      '%2F',
      ';',
      'https://h.example',
      ' ',
      '#',
      ':',
      'é',
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 6 }), (parts) => {
        const url = parts.join('');
        expect(problemOfRule(url) === null).toBe(readPattern(url) !== null);
      }),
      { numRuns: 3_000, seed: 20261121 },
    );
  });

  it('knows each host of a key that has several, and what all requests to it begin with', () => {
    const scene = { ...NOTHING, baseUrls: [BASE, 'https://rtm.example.com/base'] };
    expect(lint(['GET https://rtm.example.com/base/threads/1'], scene)).toEqual([]);
    expect(lint(['GET /base/threads/1', 'GET /threads/1'], scene)).toEqual([]);
    expect(lint(['GET https://rtm.example.com/threads/1'], scene)).toEqual([
      '0: Opens nothing: all requests of this key begin with /base/.',
    ]);
    expect(lint(['GET https://elsewhere.example.com/x'], scene)).toEqual([
      `0: Opens nothing: the key’s hosts are ${new URL(BASE).host} and rtm.example.com, not elsewhere.example.com.`,
    ]);
  });

  it('says nothing of hosts where one is a secret that the form does not show', () => {
    const scene = { ...NOTHING, baseUrls: [] };
    expect(lint(['GET https://elsewhere.example.com/x'], scene)).toEqual([]);
  });
});
