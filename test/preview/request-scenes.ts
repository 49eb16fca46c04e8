import type { CredentialSummary } from '../../src/domain/credential.ts';
import { Failure, toWire } from '../../src/domain/failure.ts';
import type { OutputOf } from '../../src/rpc/contract.ts';
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
