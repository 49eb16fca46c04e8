import type { CredentialSummary } from '../../src/domain/credential.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { ScopeVerdict } from '../../src/domain/scope-verdict.ts';
import type { UrlRule } from '../../src/domain/url-rule.ts';
import { verint } from '../../src/providers/verint/verint.ts';
import { cardFor } from '../fakes/cards.ts';
import { createFakeProgram, type FakeProgram } from './fake-program.ts';
import { oneKey, unlockedState, webexCard } from './fixtures.ts';
import { type Scene, withAnswers } from './scene.ts';

export const verintCard = cardFor(verint);

const LONG =
  '/api/quality-management/v2/organisations/emea-contact-centre/evaluations-with-a-very-long-name/*/attachments/*';

/** A custom Verint key. */
export const verintKey: CredentialSummary = {
  ...oneKey,
  id: 'key-verint',
  provider: verint.id,
  providerLabel: verint.label,
  label: 'Audit export',
  abilities: [],
  fields: {
    baseUrl: 'https://wfo.f2.verintcloudservices.com',
    keyId: 'A1B2C3D4',
    keyType: 'custom',
    user: 'specific',
    userName: 'ana.horvat',
    urls: 'GET /api/audit/*\nPOST /api/qm/export',
    tenant: '',
    signQuery: '',
  },
  secretsSet: ['apiKey'],
  origins: ['https://wfo.f2.verintcloudservices.com/*'],
};

/** Rules with something to be said of each. */
export const surprising: UrlRule[] = [
  { method: 'GET', url: '/api/audit/*' },
  { method: 'GET', url: '/api/audit/export' },
  { method: 'any', url: '/gapi/v1/*/actions/*' },
  { method: 'POST', url: '/api/qm*' },
  { method: 'GET', url: 'https://elsewhere.example.com/api/**' },
  { method: 'DELETE', url: LONG },
];

export const allowedVerdict: ScopeVerdict = {
  lists: [{ list: 'local', refusal: null, rule: 'GET /api/audit/*', place: 2 }],
};
const deniedVerdict: ScopeVerdict = {
  lists: [{ list: 'local', refusal: 'odd', rule: 'GET /api/audit/*', place: 1 }],
};

function withKeys(...credentials: CredentialSummary[]): FakeProgram {
  return withAnswers(createFakeProgram({ ...unlockedState, credentials }), {
    'providers.list': () => [webexCard, verintCard],
  });
}

/** The page about a key's allowed URLs. */
export function onRules(key: CredentialSummary, verdict = allowedVerdict): FakeProgram {
  const program = withAnswers(withKeys(key), { 'scope.test': () => verdict });
  program.world = { ...program.world, page: 'rules', about: key.id };
  return program;
}

/** The form of a stored Verint key of some type. */
function verintForm(fields: Record<string, string>): Scene {
  const key = { ...verintKey, fields: { ...verintKey.fields, ...fields } };
  return { program: () => withKeys(key), steps: ['tab Keys', 'press Edit', 'open Advanced'] };
}

const tryIt = (url: string) => [`try URL = ${url}`, 'press Test'];

/** What a key may be used for. */
export const scopeScenes: Record<string, Scene> = {
  'scope-form': {
    program: () => withKeys({ ...oneKey, rules: surprising.slice(0, 3) }),
    steps: ['tab Keys', 'press Edit'],
  },
  'scope-form-problem': {
    program: () => withKeys({ ...oneKey, rules: [{ method: 'GET', url: 'api/audit/' }] }),
    steps: ['tab Keys', 'press Edit', 'press Save key'],
  },
  'verint-desktop': verintForm({ keyType: 'desktop' }),
  'verint-external': verintForm({ keyType: 'external', user: 'all' }),
  'verint-internal': verintForm({ keyType: 'internal' }),
  'verint-custom': verintForm({}),
  rules: { program: () => onRules(oneKey) },
  'rules-allowed': {
    program: () => onRules({ ...oneKey, rules: surprising.slice(0, 2) }),
    steps: tryIt('/api/audit/export'),
  },
  'rules-denied': {
    program: () => onRules({ ...oneKey, rules: surprising.slice(0, 2) }, deniedVerdict),
    steps: tryIt('/api/audit/../qm/export'),
  },
  'rules-lint': {
    program: () => onRules({ ...oneKey, rules: surprising }),
    steps: ['press Add URL'],
  },
  'rules-verint': {
    program: () =>
      onRules(
        { ...verintKey, rules: [{ method: 'GET', url: LONG }] },
        {
          lists: [
            { list: 'local', refusal: null, rule: `GET ${LONG}`, place: 1 },
            { list: 'remote', refusal: 'path', rule: 'GET /api/audit/*', place: 1 },
          ],
        },
      ),
    steps: tryIt(LONG.replaceAll('*', '4711')),
  },
  'rules-given': {
    program: () => onRules({ ...oneKey, lookUpOnly: true, rules: surprising.slice(0, 3) }),
  },
  'out-of-scope': {
    program: () =>
      withAnswers(createFakeProgram(), {
        'lookup.meeting': () => {
          throw new Failure('out-of-scope', {
            label: oneKey.label,
            method: 'POST',
            path: '/gapi/v1/meetings/actions/getsessioninfoagg',
            refusal: 'path',
            list: 'local',
            rule: 'POST /gapi/v1/sites/*',
          });
        },
      }),
    steps: ['type Session key, link, email or token = 400971234', 'press Look up'],
  },
};
