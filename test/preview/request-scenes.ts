import type { CredentialSummary } from '../../src/domain/credential.ts';
import { Failure, toWire } from '../../src/domain/failure.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { verint } from '../../src/providers/verint/verint.ts';
import type { OutputOf } from '../../src/rpc/contract.ts';
import { cardFor } from '../fakes/cards.ts';
import { connectCard, connectKeySummary } from './connect-scenes.ts';
import { createFakeProgram } from './fake-program.ts';
import { manyKeys, oneKey, unlockedState } from './fixtures.ts';
import { answered, sentBefore } from './request-answers.ts';
import { type Scene, withAnswers } from './scene.ts';

export const verintKey: CredentialSummary = {
  ...oneKey,
  id: 'key-verint',
  provider: 'verint',
  providerLabel: 'Verint',
  label: 'Audit export',
  abilities: [],
  fields: { baseUrl: 'https://wfo.example.com', keyId: 'EXT00001' },
  secretsSet: ['apiKey'],
  origins: ['https://wfo.example.com/*'],
};

const zoomKey: CredentialSummary = {
  ...verintKey,
  ...{ id: 'key-zoom', provider: 'zoom', providerLabel: 'Zoom', label: 'Video SDK' },
};

/** A Verint key that opens its own URLs alone. */
const customKey: CredentialSummary = {
  ...verintKey,
  fields: {
    ...verintKey.fields,
    keyType: 'custom',
    urls: 'GET /api/audit/export\nGET /api/users/*\nPOST /api/users/*',
  },
};

const HOST = 'wfo.example.com';
const state = { ...unlockedState, credentials: [verintKey, ...manyKeys] };

type Given = Partial<{
  report: OutputOf<'requests.send'>;
  refusal: Failure;
  failure: Failure;
  sent: OutputOf<'requests.history'>['sent'];
}>;

/** The tab, in which the Verint key was used so. */
function using({ report, refusal, failure, sent = [] }: Given, steps: string[] = []): Scene {
  return {
    program: () => {
      const program = createFakeProgram(state);
      const preview = program.answers['requests.preview'];
      return withAnswers(program, {
        'requests.preview': async (order) => ({
          ...(await preview(order)),
          refusal: refusal ? toWire(refusal) : null,
        }),
        'requests.history': () => ({ sent }),
        'requests.send': () => {
          if (failure) throw failure;
          return report ?? answered();
        },
      });
    },
    steps: ['tab Requests', ...steps],
  };
}

const LONG = 'a-very-long-value-without-any-place-to-break-it-'.repeat(6);
const SENT = [
  sentBefore({}),
  sentBefore({ id: 'sent-2', operation: 'post', status: 403, outcome: 'forbidden', tookMs: 3_410 }),
  sentBefore({
    id: 'sent-3',
    operation: null,
    values: { method: 'DELETE', path: `/api/${LONG}` },
    credentialId: 'key-2',
    status: null,
    outcome: 'timed-out',
  }),
];

/** The tab of requests. */
export const requestScenes: Record<string, Scene> = {
  requests: using({}),
  'requests-empty': {
    program: () => createFakeProgram({ ...unlockedState, credentials: [] }),
    steps: ['tab Requests'],
  },
  'requests-answer': using(
    {
      sent: SENT,
      report: answered({
        headers: [
          { name: 'x-ratelimit-limit', value: '10' },
          { name: 'x-ratelimit-remaining', value: '7' },
          { name: 'x-request-id', value: 'verint-1' },
          { name: 'content-type', value: 'application/json;charset=UTF-8' },
          { name: 'date', value: 'Sat, 21 Nov 2026 19:00:00 GMT' },
        ],
        hidden: 2,
      }),
    },
    [
      'type path = audit/export?from=2026-11-01',
      'press Send',
      'type Search the answer = sign',
      'open Sent before',
    ],
  ),
  'requests-fields': {
    program: () => createFakeProgram({ ...state, credentials: [zoomKey] }),
    steps: ['tab Requests', 'choose Operation = reports.telephone'],
  },
  'requests-change': {
    program: () =>
      withAnswers(createFakeProgram({ ...state, credentials: [zoomKey] }), {
        'requests.send': () => answered({ text: '{"in_session":{"p2p_ports":false}}' }),
      }),
    steps: [
      'tab Requests',
      'choose Operation = accounts.settings.update',
      'choose in_session.p2p_ports = yes',
      'type in_session = {"chat":',
      'type in_session = true}',
      'press Send',
    ],
  },
  'requests-free': using({}, [
    'choose Operation = free',
    'choose Method = POST',
    'type Path = /api/things',
    'type Headers = X-Auth-Token: 123',
    'type Body = {"a":',
  ]),
  'requests-proof': {
    program: () =>
      withAnswers(createFakeProgram({ ...state, credentials: [connectKeySummary] }), {
        'providers.list': () => [connectCard],
      }),
    steps: ['tab Requests'],
  },
  'requests-paths': {
    program: () =>
      withAnswers(createFakeProgram({ ...state, credentials: [customKey] }), {
        'providers.list': () => [cardFor(verint)],
      }),
    steps: ['tab Requests', 'link /api/audit/export', 'press Send'],
  },
  'requests-rows': using(
    {
      report: answered({
        bytes: 84_210,
        text: JSON.stringify({
          sessions: Array.from({ length: 1_000 }, (_, place) => ({
            id: `oAEkNSCYQ8eQ==${place}`,
            session_name: 'Consultation with a name that goes on and on, and then some more',
            duration: 12.5,
          })),
          next_page_token: 'R4aF9Oj0fVM2hhezJTEmSKaBSfnhZPd6HpK',
        }),
      }),
    },
    ['press Send', 'open sessions'],
  ),
  'requests-cut': using({ report: answered({ isCut: true, bytes: 5_000_000, text: '["a' }) }, [
    'press Send',
  ]),
  'requests-binary': using({ report: answered({ text: null, bytes: 48_210 }) }, ['press Send']),
  'requests-refusals': using(
    {
      refusal: new Failure('request-renews', { label: 'Audit export' }),
      failure: new Failure('header-refused', { name: 'Authorization' }),
    },
    ['press Send'],
  ),
  'requests-limit': using(
    {
      failure: new Failure('rate-limited', {
        ...{ label: 'Audit export', retryAtMs: Date.now() + MINUTE, saidBy: 'latchkey' },
        ...{ limit: 'minute' },
      }),
    },
    ['press Send'],
  ),
  'requests-system': using(
    {
      report: answered({
        status: 200,
        text: '{"code":"7001","description":"Authentication failed"}',
        failure: toWire(
          new Failure('system-refused', {
            ...{ system: 'Webex Connect', status: 200, code: '7001' },
            ...{ said: 'Authentication failed', trace: 'b5cdf0c2-7c9c-4d7f-9e0e-2a5e3f9d6c11' },
            ...{ fault: 'key', table: 'webex-connect/events' },
          }),
        ),
      }),
    },
    ['press Send'],
  ),
  'requests-text': using({}, ['press Send', 'press Text']),
  'requests-long': using(
    {
      report: answered({
        sent: { method: 'GET', url: `https://${HOST}/api/${LONG}`, headers: [] },
        headers: [{ name: 'x-trace-of-a-very-long-name-that-somebody-chose', value: LONG }],
        text: JSON.stringify({
          [LONG]: { text: LONG, list: Array.from({ length: 2_000 }, String) },
        }),
      }),
    },
    [`type path = ${LONG}`, `type Verint-UserName = ${LONG}`, 'press Send'],
  ),
  'requests-failing': using(
    {
      report: answered({
        status: 401,
        text: '{"code":"SIGNATURE_WRONG","message":"sig is not the signature of this request"}',
        failure: toWire(
          new Failure('unauthorized', { label: 'Audit export', host: HOST, skewSeconds: null }),
        ),
      }),
    },
    ['press Send'],
  ),
  'requests-no-answer': using(
    { failure: new Failure('timed-out', { host: HOST, seconds: 25 }), sent: SENT },
    ['press Send'],
  ),
  'requests-refused': using({
    refusal: new Failure('out-of-scope', {
      ...{ label: 'Audit export', method: 'GET', path: '/api/', refusal: 'path' },
      ...{ list: 'remote', rule: 'GET /api/audit/*' },
    }),
  }),
  'requests-host': using({
    refusal: new Failure('host-not-allowed', { origin: `https://${HOST}/*` }),
  }),
};
